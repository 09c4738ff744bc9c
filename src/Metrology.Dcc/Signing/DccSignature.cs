using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Canonical;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Signing;

/// <summary>Signs a digital calibration certificate and checks signatures of anybody. The signature stands within the file, as its last element.</summary>
public static class DccSignature
{
    /// <summary>The file with a signature of level XAdES-B. Every byte that was there stays.</summary>
    /// <returns>The signed file, or why the certificate, the key or the file is not fit for it.</returns>
    public static Outcome<byte[]> Sign(byte[] file, XmlSigner signer, DateTimeOffset signedAt) =>
        IsValidOn(signer.Chain[0], signedAt) ? SignUnchecked(file, signer, signedAt) : SignatureRefusals.NotValidThen;

    /// <summary>The same without looking at the validity of the certificate.</summary>
    internal static Outcome<byte[]> SignUnchecked(byte[] file, XmlSigner signer, DateTimeOffset signedAt)
    {
        if (SignatureAlgorithm.For(signer.Chain[0]) is not { } algorithm)
            return SignatureRefusals.KeyKind;
        var loaded = SafeXml.Load(file);
        if (loaded.Refusal is { } notXml)
            return notXml;
        var root = loaded.Value.DocumentElement!;
        if (!root.Is(Namespaces.Dcc, "digitalCalibrationCertificate") || PlaceOf(file, root) is not { } place)
            return SignatureRefusals.NotADcc;
        if (root.All(Namespaces.Signature, "Signature").Any())
            return SignatureRefusals.AlreadySigned;

        var xml = new SignatureXml(algorithm, signer.Chain, signedAt);
        var content = Hash(CanonicalXml.Of(loaded.Value, SignatureXml.How));
        var draft = Draft(root, xml.Text(content, "", ""));
        var properties = Hash(CanonicalXml.Of(Descendant(draft, Namespaces.Xades, "SignedProperties"), SignatureXml.How));
        Descendant(draft.Only(Namespaces.Signature, "SignedInfo").All(Namespaces.Signature, "Reference").Last(), Namespaces.Signature, "DigestValue").InnerText = properties;
        var hash = SHA256.HashData(CanonicalXml.Of(draft.Only(Namespaces.Signature, "SignedInfo"), SignatureXml.How));
        var value = signer.SignHash(hash);
        return algorithm.Verifies(signer.Chain[0], hash, value) == true
            ? Insert(file, place, xml.Text(content, properties, Convert.ToBase64String(value)))
            : SignatureRefusals.WrongKey;
    }

    /// <summary>Checks every signature of the file by the certificate that it carries; whether that certificate is trusted is for the caller to say.</summary>
    /// <returns>Who signed and when, or the first thing that is wrong.</returns>
    public static Outcome<IReadOnlyList<SignatureReport>> Check(ReadOnlyMemory<byte> file)
    {
        var loaded = SafeXml.Load(file);
        if (loaded.Refusal is { } notXml)
            return notXml;
        var signatures = loaded.Value.DocumentElement!.All(Namespaces.Signature, "Signature").ToList();
        if (signatures.Count == 0)
            return SignatureRefusals.Missing;
        var reports = new List<SignatureReport>();
        foreach (var signature in signatures)
        {
            var report = new SignatureCheck(loaded.Value, signature).Run();
            if (report.Refusal is { } wrong)
                return wrong;
            reports.Add(report.Value);
        }

        return reports;
    }

    /// <summary>The file as it was before <see cref="Sign"/>; the same file when it carries no such signature as its last element.</summary>
    public static ReadOnlyMemory<byte> Unsigned(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var (end, start) = (bytes.LastIndexOf("</ds:Signature></"u8), bytes.LastIndexOf("<ds:Signature "u8));
        if (start < 0 || end < start)
            return file;
        var behind = end + "</ds:Signature>".Length;
        // One element and nothing else: what stands beside it is no part of the signature.
        return SafeXml.Load(file[start..behind]).IsRefused ? file : (byte[])[.. bytes[..start], .. bytes[behind..]];
    }

    internal static bool IsValidOn(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, DateTimeOffset time) =>
        certificate.NotBefore.ToUniversalTime() <= time.UtcDateTime && time.UtcDateTime <= certificate.NotAfter.ToUniversalTime();

    /// <summary>Offset of the end tag of the document element; null when it is not the last thing of the file, or the encoding is of another kind than UTF-8.</summary>
    private static int? PlaceOf(byte[] file, XmlElement root)
    {
        var tag = Encoding.UTF8.GetBytes($"</{root.Name}");
        var place = file.AsSpan().LastIndexOf(tag);
        return place >= 0 && file.AsSpan(place + tag.Length).Trim(" \t\r\n"u8) is [(byte)'>'] ? place : null;
    }

    private static byte[] Insert(byte[] file, int place, string signature) => [.. file.AsSpan(0, place), .. Encoding.UTF8.GetBytes(signature), .. file.AsSpan(place)];

    /// <summary>The signature below an empty copy of the document element, which is all that its canonical form depends on.</summary>
    private static XmlElement Draft(XmlElement root, string signature)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)document.AppendChild(document.ImportNode(root, deep: false))!;
        copy.InnerXml = signature;
        return (XmlElement)copy.FirstChild!;
    }

    private static XmlElement Only(this XmlElement parent, string space, string name) => parent.All(space, name).Single();

    private static XmlElement Descendant(XmlElement parent, string space, string name) => parent.GetElementsByTagName(name, space).OfType<XmlElement>().Single();

    private static string Hash(byte[] canonical) => Convert.ToBase64String(SHA256.HashData(canonical));
}
