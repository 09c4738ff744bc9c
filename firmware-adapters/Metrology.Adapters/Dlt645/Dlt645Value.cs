using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>A decoded value.</summary>
/// <param name="Text">Its digits with point and sign, or the ISO form of a date or time.</param>
/// <param name="Number">The same as a number, when it is one.</param>
/// <param name="Weekday">Of a date: 0 is Sunday.</param>
public sealed record Dlt645Value(string Text, decimal? Number, string Unit, int? Weekday = null)
{
    private const byte SignBit = 0x80;
    private const int Century = 2000;
    private const int MostPadding = 1;

    /// <summary>Decodes the data behind an identifier, low byte first, the 33H taken off.</summary>
    public static Outcome<Dlt645Value> Decode(DataIdentifier identifier, ReadOnlySpan<byte> data)
    {
        if (data.Length < identifier.Length)
            return Dlt645Refusal.DataLength;
        if (data.IndexOfAnyExcept((byte)0xFF) < 0)
            return Dlt645Refusal.NoData;
        if (data.Length > identifier.Length && !IsPadding(identifier, data[identifier.Length..]))
            return Dlt645Refusal.DataLength;
        var own = data[..identifier.Length].ToArray();
        var negative = identifier.IsSigned && (own[^1] & SignBit) != 0;
        if (negative)
            own[^1] &= unchecked((byte)~SignBit);
        if (!Bcd.IsDigits(own))
            return Dlt645Refusal.BadBcd;
        var digits = Bcd.Digits(own);
        return identifier.Form switch
        {
            DataForm.Number => Numeric(digits, identifier, negative),
            DataForm.Digits => new Dlt645Value(digits, null, identifier.Unit),
            DataForm.Date => OfDate(digits),
            DataForm.Time => OfTime(digits, identifier.Unit),
            _ => throw new ArgumentOutOfRangeException(nameof(identifier)),
        };
    }

    /// <summary>
    /// Some meters pad a value with one zero byte on top. Under an energy that byte may as well be the fifth of a meter that gives more decimals there, which would make the
    /// value wrong by powers of ten; so an energy has its own length.
    /// </summary>
    private static bool IsPadding(DataIdentifier identifier, ReadOnlySpan<byte> above) => !identifier.IsEnergy && above.Length <= MostPadding && !above.ContainsAnyExcept((byte)0);

    /// <summary>What a frame says beyond its identifier: a value, nothing to decode (null), or a refusal. Refusing meters are facts, no values.</summary>
    public static Outcome<Dlt645Value?> Of(Dlt645Frame frame)
    {
        var content = frame.Content.Span;
        if (frame.IsError)
            return frame.Data.Length == 1 ? (Dlt645Value?)null : Dlt645Refusal.DataLength;
        return (frame.Function, frame.IsReply) switch
        {
            (Dlt645Function.ReadData or Dlt645Function.ReadNext, _) when frame.Identifier is null => Dlt645Refusal.DataLength,
            (Dlt645Function.ReadData, true) when DataIdentifiers.Find(frame.Identifier!.Value) is { } identifier => Decode(identifier, content).AsOptional(),
            (Dlt645Function.ReadAddress, false) => content.IsEmpty ? (Dlt645Value?)null : Dlt645Refusal.DataLength,
            (Dlt645Function.ReadAddress, true) => OfAddress(content).AsOptional(),
            (Dlt645Function.BroadcastTime, false) => OfDateTime(content).AsOptional(),
            _ => (Dlt645Value?)null,
        };
    }

    private static Dlt645Value Numeric(string digits, DataIdentifier identifier, bool negative)
    {
        var number = decimal.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * identifier.Resolution;
        number = negative ? -number : number;
        return new(number.ToString(CultureInfo.InvariantCulture), number, identifier.Unit);
    }

    private static Outcome<Dlt645Value> OfAddress(ReadOnlySpan<byte> data) =>
        data.Length != Dlt645Frame.AddressLength ? Dlt645Refusal.DataLength
        : !Bcd.IsDigits(data) ? Dlt645Refusal.BadBcd
        : new Dlt645Value(Bcd.Digits(data), null, "address");

    private static Outcome<Dlt645Value> OfDate(string digits)
    {
        var weekday = digits[7] - '0';
        return TryDate(digits[..6], out var date) && digits[6] == '0' && weekday <= 6
            ? new Dlt645Value(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null, "date", weekday)
            : Dlt645Refusal.BadInstant;
    }

    private static Outcome<Dlt645Value> OfTime(string digits, string unit) =>
        TryTime(digits, out var time) ? new Dlt645Value(time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), null, unit) : Dlt645Refusal.BadInstant;

    private static Outcome<Dlt645Value> OfDateTime(ReadOnlySpan<byte> data)
    {
        if (data.Length != 6)
            return Dlt645Refusal.DataLength;
        if (!Bcd.IsDigits(data))
            return Dlt645Refusal.BadBcd;
        var digits = Bcd.Digits(data);
        return TryDate(digits[..6], out var date) && TryTime(digits[6..], out var time)
            ? new Dlt645Value(date.ToDateTime(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), null, "datetime")
            : Dlt645Refusal.BadInstant;
    }

    private static bool TryDate(string yearMonthDay, out DateOnly date) => DateOnly.TryParseExact(
        $"{Century / 100}{yearMonthDay}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static bool TryTime(string digits, out TimeOnly time) =>
        TimeOnly.TryParseExact(digits, "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

file static class Optional
{
    public static Outcome<Dlt645Value?> AsOptional(this Outcome<Dlt645Value> value) => value.IsRefused ? value.Refusal! : value.Value;
}
