using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Metrology.App.Stations;

/// <summary>The texts that a station and its server sign, the same on both sides (<c>docs/formats/field-station.md</c>).</summary>
public static class StationProof
{
    /// <summary>Scheme of the header Authorization: NAME COUNTER TIME SIGNATURE, separated by spaces; the time in milliseconds of Unix, the signature in base64.</summary>
    public const string Scheme = "Metrology-Station";

    /// <summary>Header of an answer: the server's signature in base64.</summary>
    public const string AnswerHeader = "Metrology-Answer";

    /// <summary>Header of a refusal as repeated: the counter of the last request that was taken.</summary>
    public const string CounterHeader = "Metrology-Counter";

    /// <summary>Header of a request for a line and of its answer: the key of that side for this line only, SubjectPublicKeyInfo in base64. It is what is signed in the place of a body.</summary>
    public const string LineHeader = "Metrology-Line";

    public const string MessagesAct = "messages", StateAct = "state", LineAct = "line";

    /// <summary>What a station signs of a request.</summary>
    public static byte[] Request(string act, string name, long counter, long time, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"metrology-station-request-1\n{act}\n{name}\n{counter}\n{time}\n{Hash(body)}\n"));

    /// <summary>What the server signs of its answer: it belongs to this request and to no other.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> requestSignature, ReadOnlySpan<byte> body) => Encoding.UTF8.GetBytes($"metrology-station-answer-1\n{Hash(requestSignature)}\n{Hash(body)}\n");

    /// <summary>What the station signs with its new key, and proves that it knows the code of.</summary>
    public static byte[] Enrolment(byte[] publicKey) => Encoding.UTF8.GetBytes($"metrology-station-enrolment-1\n{Hash(publicKey)}\n");

    /// <summary>What the server proves that it knows the code of.</summary>
    public static byte[] Enrolled(string name, byte[] publicKey, byte[] serverKey) => Encoding.UTF8.GetBytes($"metrology-station-enrolled-1\n{name}\n{Hash(publicKey)}\n{Hash(serverKey)}\n");

    public static byte[] Sign(ECDsa key, byte[] text) => key.SignData(text, HashAlgorithmName.SHA256);

    public static bool IsSigned(byte[] publicKey, byte[] text, byte[] signature)
    {
        using var key = KeyOf(publicKey);
        return key is not null && key.VerifyData(text, signature, HashAlgorithmName.SHA256);
    }

    /// <summary>Null where the bytes are no public key on P-256.</summary>
    public static ECDsa? KeyOf(byte[] publicKey)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            // No other curve, no point written otherwise: one key has one text, and so one row.
            if (read == publicKey.Length && key.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey))
                return key;
        }
        catch (CryptographicException)
        {
            // No key.
        }

        key.Dispose();
        return null;
    }

    /// <summary>SHA-256 in hexadecimal digits; of a public key, what people compare.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A request as a station sent it.</summary>
/// <param name="Act">One of the acts of <see cref="StationProof"/>.</param>
/// <param name="Time">Milliseconds of Unix by the clock of the station.</param>
public sealed record StationRequest(string Act, string Name, long Counter, long Time, byte[] Signature, ReadOnlyMemory<byte> Body)
{
    /// <summary>The last millisecond of the year 9999.</summary>
    private const long LatestTime = 253_402_300_799_999;

    /// <summary>Null where the header is not as it should be.</summary>
    public static StationRequest? Parse(string act, string? header, ReadOnlyMemory<byte> body)
    {
        var parts = (header ?? "").Split(' ');
        if (parts is not [StationProof.Scheme, var name, var count, var at, var signed] || name.Length is 0 or > EnrolledStation.LongestName || signed.Length > 200
            || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var counter) || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time > LatestTime)
            return null;
        var signature = new byte[signed.Length];
        return Convert.TryFromBase64String(signed, signature, out var length) ? new(act, name, counter, time, signature[..length], body) : null;
    }

    public byte[] Text => StationProof.Request(Act, Name, Counter, Time, Body.Span);
}
