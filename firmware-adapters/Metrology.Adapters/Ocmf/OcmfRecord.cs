using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>
/// A signed record of a charging session in the Open Charge Metering Format: "OCMF|payload|signature", both JSON. The signature is over the payload exactly as it stands between the bars, so
/// its bytes are kept and never written anew.
/// </summary>
/// <param name="Raw">The whole text as it came, without white space around it.</param>
/// <param name="Payload">The bytes between the bars.</param>
/// <param name="Serial">MS, number of the meter.</param>
/// <param name="Algorithm">SA.</param>
/// <param name="Signature">SD, DER.</param>
public sealed record OcmfRecord(
    ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload, string Manufacturer, string Model, string Serial, string Pagination, IReadOnlyList<OcmfReading> Readings, string Algorithm, byte[] Signature)
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
            return OcmfRefusal.BadForm;
        try
        {
            using var payload = JsonDocument.Parse(text.AsMemory(first + 1, last - first - 1), Strict);
            using var signature = JsonDocument.Parse(text.AsMemory(last + 1), Strict);
            if (payload.RootElement.ValueKind != JsonValueKind.Object || signature.RootElement.ValueKind != JsonValueKind.Object)
                return OcmfRefusal.BadForm;
            var signed = SignatureOf(signature.RootElement);
            if (signed.Refusal is { } unsigned)
                return unsigned;
            var readings = ReadingsOf(payload.RootElement);
            if (readings.Refusal is { } wrong)
                return wrong;
            if (Text(payload.RootElement, "MS") is not { Length: > 0 } serial)
                return OcmfRefusal.BadField("MS");
            return new OcmfRecord(
                text, text.AsMemory(first + 1, last - first - 1), Text(payload.RootElement, "MV") ?? "", Text(payload.RootElement, "MM") ?? "", serial,
                Text(payload.RootElement, "PG") ?? "", readings.Value, signed.Value.Algorithm, signed.Value.Bytes);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Text that is no UTF-8 is found only when it is taken out.
            return OcmfRefusal.BadForm;
        }
    }

    private static Outcome<(string Algorithm, byte[] Bytes)> SignatureOf(JsonElement part)
    {
        var algorithm = Text(part, "SA") ?? UsualAlgorithm;
        if (Text(part, "SD") is not { Length: > 0 } data)
            return OcmfRefusal.BadField("SD");
        if (Text(part, "SM") is not (null or "application/x-der"))
            return OcmfRefusal.BadField("SM");
        var bytes = Bytes(data, Text(part, "SE") ?? "hex");
        return bytes is null ? OcmfRefusal.BadField("SD") : (algorithm, bytes);
    }

    internal static byte[]? Bytes(string text, string encoding)
    {
        try
        {
            return encoding switch { "hex" => Convert.FromHexString(text), "base64" => Convert.FromBase64String(text), _ => null };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What a reading does not say is as in the one before it.</summary>
    private static Outcome<IReadOnlyList<OcmfReading>> ReadingsOf(JsonElement payload)
    {
        if (!payload.TryGetProperty("RD", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return OcmfRefusal.NoReadings;
        var readings = new List<OcmfReading>();
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object)
                return OcmfRefusal.BadField("RD");
            var before = readings.LastOrDefault();
            if (!one.TryGetProperty("RV", out var value) || value.ValueKind != JsonValueKind.Number
                || !decimal.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return OcmfRefusal.BadField("RV");
            var time = Text(one, "TM") ?? before?.Time;
            if (time is null || OcmfTime.Of(time) is not { } at)
                return OcmfRefusal.BadField("TM");
            if ((Text(one, "RU") ?? before?.Unit) is not { } unit)
                return OcmfRefusal.BadField("RU");
            readings.Add(new(
                time, at, Text(one, "TX") ?? before?.Transaction ?? "", value.GetRawText(), number, Text(one, "RI") ?? before?.Obis ?? "", unit, Text(one, "RT") ?? before?.CurrentType ?? "",
                Text(one, "EF") ?? before?.Errors ?? "", Text(one, "ST") ?? before?.State ?? ""));
        }

        return readings;
    }

    private static string? Text(JsonElement part, string name) => part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>One value of a record.</summary>
/// <param name="Time">As written, with the letter of its synchronisation.</param>
/// <param name="Transaction">TX: B begin, C charging, E end and others.</param>
/// <param name="Text">RV with every digit that was written.</param>
/// <param name="State">ST: G is good.</param>
/// <param name="Errors">EF: E energy, t time; empty for none.</param>
public sealed record OcmfReading(string Time, DateTimeOffset At, string Transaction, string Text, decimal Value, string Obis, string Unit, string CurrentType, string Errors, string State);

/// <summary>Times such as "2018-07-24T13:22:04,000+0200 S".</summary>
internal static class OcmfTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss,fffzzz";
    private const int LetterLength = 2;

    public static DateTimeOffset? Of(string text)
    {
        if (text.Length < LetterLength + 1 || text[^2] != ' ' || text[^1] is not ('U' or 'I' or 'S' or 'R'))
            return null;
        var instant = text[..^LetterLength];
        // The form of .NET has a colon in the offset.
        return instant.Length > 2 && DateTimeOffset.TryParseExact(instant.Insert(instant.Length - 2, ":"), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
    }
}
