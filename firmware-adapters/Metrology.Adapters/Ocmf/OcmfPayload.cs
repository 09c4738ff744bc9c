using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>What the signed part of a record says (OCMF 1.4.1, tables 1 to 7).</summary>
/// <param name="Manufacturer">MV, or GI where the gateway alone says who it is.</param>
/// <param name="MeterSerial">MS; empty where the gateway says who signs.</param>
/// <param name="GatewaySerial">GS; empty where the meter says who signs.</param>
/// <param name="Serial">What identifies who signs: MS, else GS, else the charge point CI (Relation of Serial Numbers, Charge Point and Public Key).</param>
/// <param name="Page">PG.</param>
public sealed record OcmfPayload(
    string Manufacturer, string Model, string MeterSerial, string GatewaySerial, string Serial, OcmfPage Page, IReadOnlyList<OcmfReading> Readings)
{
    /// <summary>Versions whose meaning is known: a higher major version "is no longer compatible" (Versioning of the Document).</summary>
    private const string LowestMajor = "0.", KnownMajor = "1.";

    /// <exception cref="InvalidOperationException">Text that is no UTF-8.</exception>
    internal static Outcome<OcmfPayload> Of(JsonElement payload)
    {
        var readings = OcmfReading.Of(payload);
        if (readings.Refusal is { } wrong)
            return wrong;
        // Written as a number by some.
        if (payload.TryGetProperty("FV", out var version) && (version.ValueKind == JsonValueKind.String ? version.GetString()! : version.GetRawText()) is var written
            && !written.StartsWith(KnownMajor, StringComparison.Ordinal) && !written.StartsWith(LowestMajor, StringComparison.Ordinal))
            return OcmfRefusal.UnknownVersion;
        if (OcmfPage.Of(Text(payload, "PG")) is not { } page)
            return OcmfRefusal.BadField("PG");
        var (meter, gateway) = (Text(payload, "MS") ?? "", Text(payload, "GS") ?? "");
        var serial = meter.Length > 0 ? meter : gateway.Length > 0 ? gateway : Text(payload, "CI") ?? "";
        if (serial.Length == 0)
            return OcmfRefusal.BadField("MS");
        return new OcmfPayload(Text(payload, "MV") ?? Text(payload, "GI") ?? "", Text(payload, "MM") ?? "", meter, gateway, serial, page, readings.Value);
    }

    internal static string? Text(JsonElement part, string name) => part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>PG: each context, T of transactions and F of readings without one, has a counter of its own that grows by one with every record (table 2).</summary>
public sealed partial record OcmfPage(char Context, ulong Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Context}{Number}");

    internal static OcmfPage? Of(string? text) => text is not null && Form().IsMatch(text) ? new(text[0], ulong.Parse(text.AsSpan(1), CultureInfo.InvariantCulture)) : null;

    [GeneratedRegex(@"\A[TF](0|[1-9][0-9]{0,17})\z")]
    private static partial Regex Form();
}

/// <summary>One element of RD; what it does not say is as in the one before it (table 7).</summary>
/// <param name="Time">As written, with the letter of its synchronisation.</param>
/// <param name="Transaction">TX: B begin, C charging, E end and others; empty without a transaction.</param>
/// <param name="Text">RV with every digit that was written; null where the element only tells an event.</param>
/// <param name="State">ST: G is good.</param>
/// <param name="Errors">EF: E energy, t time; empty for none.</param>
public sealed partial record OcmfReading(string Time, DateTimeOffset At, string Transaction, string? Text, decimal? Value, string Obis, string Unit, string CurrentType, string Errors, string State)
{
    private const int MostDigits = 28;

    /// <summary>Letter of TM: S synchronised, U unknown, I informative, R relative to an informative one (table 19).</summary>
    public char Synchronisation => Time[^1];

    /// <summary>End of a transaction, or a code that says more of it.</summary>
    internal bool IsEnd => Transaction is "E" or "L" or "R" or "A" or "P";

    /// <exception cref="InvalidOperationException">Text that is no UTF-8.</exception>
    internal static Outcome<IReadOnlyList<OcmfReading>> Of(JsonElement payload)
    {
        if (!payload.TryGetProperty("RD", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return OcmfRefusal.NoReadings;
        var readings = new List<OcmfReading>();
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Object)
                return OcmfRefusal.BadField("RD");
            // A member of another kind is not one that was left out.
            if (Inherited.FirstOrDefault(name => one.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.String) is { } odd)
                return OcmfRefusal.BadField(odd);
            var before = readings.LastOrDefault();
            string? Member(string name, string? otherwise) => OcmfPayload.Text(one, name) ?? otherwise;
            var text = one.TryGetProperty("RV", out var value) ? NumberOf(value) : null;
            if (text is null && value.ValueKind != JsonValueKind.Undefined)
                return OcmfRefusal.BadField("RV");
            if (Member("TM", before?.Time) is not { } time || OcmfTime.Of(time) is not { } at)
                return OcmfRefusal.BadField("TM");
            var transaction = Member("TX", before?.Transaction) ?? "";
            if (transaction is not ("" or "B" or "C" or "X" or "E" or "L" or "R" or "A" or "P" or "S" or "T"))
                return OcmfRefusal.BadField("TX");
            var unit = Member("RU", before?.Unit);
            if (unit is null && text is not null)
                return OcmfRefusal.BadField("RU");
            readings.Add(new(
                time, at, transaction, text, text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture), Member("RI", before?.Obis) ?? "", unit ?? "",
                Member("RT", before?.CurrentType) ?? "", Member("EF", before?.Errors) ?? "", Member("ST", before?.State) ?? ""));
        }

        return readings;
    }

    private static readonly string[] Inherited = ["TM", "TX", "RI", "RU", "RT", "EF", "ST"];

    /// <summary>A number of JSON, or a text with one, be it set to a width with blanks: digit by digit, without exponent, and no more digits than are kept exactly.</summary>
    private static string? NumberOf(JsonElement value)
    {
        var text = value.ValueKind switch { JsonValueKind.Number => value.GetRawText(), JsonValueKind.String => value.GetString()!.Trim(' '), _ => "" };
        return Digits().IsMatch(text) && text.Count(char.IsAsciiDigit) <= MostDigits ? text : null;
    }

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]+)?\z")]
    private static partial Regex Digits();
}

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
