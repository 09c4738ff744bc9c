using System.Formats.Asn1;
using System.Security.Cryptography;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>Verifies the signature of a record with the key of the meter, over the bytes that were received.</summary>
public static class OcmfSignature
{
    private const int LongestKey = 4096;

    /// <summary>Name in OCMF and object identifier of each curve; all are used with SHA-256.</summary>
    private static readonly Dictionary<string, string> Curves = new()
    {
        ["secp192k1"] = "1.3.132.0.31",
        ["secp256k1"] = "1.3.132.0.10",
        ["secp192r1"] = "1.2.840.10045.3.1.1",
        ["secp256r1"] = "1.2.840.10045.3.1.7",
        ["brainpool256r1"] = "1.3.36.3.3.2.8.1.1.7",
        ["secp384r1"] = "1.3.132.0.34",
        ["brainpool384r1"] = "1.3.36.3.3.2.8.1.1.11",
    };

    /// <summary>Bytes of a coordinate (table 22: half of the block length).</summary>
    private static readonly Dictionary<string, int> Sizes = new() { ["secp192k1"] = 24, ["secp256k1"] = 32, ["secp192r1"] = 24, ["secp256r1"] = 32, ["brainpool256r1"] = 32, ["secp384r1"] = 48, ["brainpool384r1"] = 48 };

    /// <summary>Names of the curves, as SA has them.</summary>
    public static IEnumerable<string> KnownCurves => Curves.Keys;

    /// <summary>Null when the signature is good.</summary>
    /// <param name="key">Public key of the meter: SubjectPublicKeyInfo as hexadecimal, base64 or PEM, or both coordinates of its point (with or without 04 before them); blanks between the bytes are passed over.</param>
    public static Refusal? WhyNot(OcmfRecord record, string key)
    {
        if (CurveOf(record.Algorithm) is not { } curve)
            return OcmfRefusal.Algorithm(record.Algorithm);
        if (DerOf(key) is not { } der)
            return OcmfRefusal.BadKey;
        using var ecdsa = ECDsa.Create();
        try
        {
            if (PointOf(der, Sizes[curve]) is { } point)
            {
                ecdsa.ImportParameters(new() { Curve = Curve(curve), Q = point });
            }
            else
            {
                ecdsa.ImportSubjectPublicKeyInfo(der, out var read);
                if (read != der.Length)
                    return OcmfRefusal.BadKey;
            }

            if (ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != Curves[curve])
                return OcmfRefusal.OtherCurve(curve);
            return NumbersOf(record.Signature, Sizes[curve]) is { } both && ecdsa.VerifyData(record.Payload.Span, both, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) ? null : OcmfRefusal.BadSignature;
        }
        catch (PlatformNotSupportedException)
        {
            return OcmfRefusal.CurveNotHere(curve);
        }
        catch (CryptographicException)
        {
            // A library without the curve cannot tell a key on it from a broken one.
            return IsHere(curve) ? OcmfRefusal.BadKey : OcmfRefusal.CurveNotHere(curve);
        }
    }

    /// <summary>Whether the cryptographic library of this machine has the curve.</summary>
    public static bool IsHere(string curve)
    {
        try
        {
            using var made = ECDsa.Create(ECCurve.CreateFromValue(Curves[curve]));
            return made.ExportParameters(includePrivateParameters: false).Q.X is not null;
        }
        catch (Exception fault) when (fault is CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    internal static ECCurve Curve(string name) => ECCurve.CreateFromValue(Curves[name]);

    private static string? CurveOf(string algorithm) =>
        algorithm.Split('-') is ["ECDSA", var curve, "SHA256"] && Canonical(curve) is var name && Curves.ContainsKey(name) ? name : null;

    /// <summary>Brainpool curves are written with and without the P of RFC 5639.</summary>
    private static string Canonical(string curve) => curve.StartsWith("brainpoolP", StringComparison.Ordinal) ? $"brainpool{curve["brainpoolP".Length..]}" : curve;

    /// <summary>r and s of a DER structure, each of a fixed size. Both are positive: a meter that leaves out the zero before a first bit that is set means no other number.</summary>
    private static byte[]? NumbersOf(byte[] der, int size)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var both = new byte[2 * size];
            for (var end = size; end <= both.Length; end += size)
            {
                var number = sequence.ReadIntegerBytes().Span.TrimStart((byte)0);
                if (number.Length > size)
                    return null;
                number.CopyTo(both.AsSpan(end - number.Length));
            }

            sequence.ThrowIfNotEmpty();
            return both;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>A key that is only its point: x and y, or 04 before them.</summary>
    private static ECPoint? PointOf(byte[] bytes, int size)
    {
        var from = bytes.Length == 2 * size ? 0 : bytes.Length == 1 + (2 * size) && bytes[0] == 4 ? 1 : -1;
        return from < 0 ? null : new ECPoint { X = bytes[from..(from + size)], Y = bytes[(from + size)..] };
    }

    private static byte[]? DerOf(string key)
    {
        var text = key.Trim();
        if (text.Length is 0 or > LongestKey)
            return null;
        if (text.StartsWith("-----", StringComparison.Ordinal))
            return PemEncoding.TryFind(text, out var fields) && text[fields.Label] == "PUBLIC KEY" ? Convert.FromBase64String(text[fields.Base64Data]) : null;
        return OcmfRecord.Bytes(text, text.All(letter => char.IsAsciiHexDigit(letter) || letter is ' ' or '\t' or '\r' or '\n') ? "hex" : "base64");
    }
}
