using System.Text.Json;
using System.Text.Unicode;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>
/// A signed record of a charging session in the Open Charge Metering Format: "OCMF|payload|signature", both JSON. The signature is over the payload exactly as it stands between the bars, so
/// its bytes are kept and never written anew.
/// </summary>
/// <param name="Raw">The whole text as it came, without white space around it.</param>
/// <param name="Payload">The bytes between the bars.</param>
/// <param name="Algorithm">SA.</param>
/// <param name="Signature">SD, DER.</param>
/// <param name="Content">What the payload says, or why it is not as OCMF has it. The signature is verified first, whatever stands here.</param>
public sealed record OcmfRecord(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload, string Algorithm, byte[] Signature, Outcome<OcmfPayload> Content)
{
    public const int Longest = 65_536;

    private const string Header = "OCMF";
    private const byte Bar = (byte)'|';

    public const string UsualAlgorithm = "ECDSA-secp256r1-SHA256";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Takes a record apart. What it says of itself is believed only after its signature was verified (<see cref="OcmfSignature"/>).</summary>
    public static Outcome<OcmfRecord> Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Longest)
            return OcmfRefusal.TooLong;
        var text = bytes.Trim(" \t\r\n"u8).ToArray();
        var (first, last) = (text.AsSpan().IndexOf(Bar), text.AsSpan().LastIndexOf(Bar));
        // The standard forbids a bar within the payload.
        if (first != Header.Length || last <= first || text.AsSpan().Count(Bar) != 2 || !text.AsSpan(0, first).SequenceEqual("OCMF"u8))
            return OtherSignedFormat.Of(text) ?? OcmfRefusal.BadForm;
        // A name that is no UTF-8 would be read over.
        if (!Utf8.IsValid(text))
            return OcmfRefusal.BadForm;
        try
        {
            using var payload = JsonDocument.Parse(text.AsMemory(first + 1, last - first - 1), Strict);
            using var signature = JsonDocument.Parse(text.AsMemory(last + 1), Strict);
            if (payload.RootElement.ValueKind != JsonValueKind.Object || signature.RootElement.ValueKind != JsonValueKind.Object)
                return OcmfRefusal.BadForm;
            var signed = SignatureOf(signature.RootElement);
            return signed.Refusal is { } unsigned
                ? unsigned
                : new OcmfRecord(text, text.AsMemory(first + 1, last - first - 1), signed.Value.Algorithm, signed.Value.Bytes, OcmfPayload.Of(payload.RootElement));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Text that is no UTF-8 is found only when it is taken out.
            return OcmfRefusal.BadForm;
        }
    }

    private static Outcome<(string Algorithm, byte[] Bytes)> SignatureOf(JsonElement part)
    {
        var algorithm = OcmfPayload.Text(part, "SA") ?? UsualAlgorithm;
        if (OcmfPayload.Text(part, "SD") is not { Length: > 0 } data)
            return OcmfRefusal.BadField("SD");
        if (OcmfPayload.Text(part, "SM") is not (null or "application/x-der"))
            return OcmfRefusal.BadField("SM");
        var bytes = Bytes(data, OcmfPayload.Text(part, "SE") ?? "hex");
        return bytes is null ? OcmfRefusal.BadField("SD") : (algorithm, bytes);
    }

    /// <summary>Blanks between the bytes are passed over.</summary>
    internal static byte[]? Bytes(string text, string encoding)
    {
        var own = string.Concat(text.Split([' ', '\t', '\r', '\n']));
        try
        {
            return encoding switch { "hex" => Convert.FromHexString(own), "base64" => Convert.FromBase64String(own), _ => null };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
