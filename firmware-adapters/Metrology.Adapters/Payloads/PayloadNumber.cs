using System.Globalization;
using Metrology.Adapters.Framing;

namespace Metrology.Adapters.Payloads;

/// <summary>Numbers of payloads: from the text, never through a binary float, because a float drops the zeros that say the resolution.</summary>
internal static class PayloadNumber
{
    private const int LongestText = 64, MostExponent = 40;
    private const decimal MostEnergy = 1_000_000_000_000m; // Wh

    /// <summary>More than any counter of 64 bits, and small enough to be converted and subtracted.</summary>
    private const decimal MostBelieved = 100_000_000_000_000_000_000m;

    private static readonly Dictionary<string, (string Unit, int Shift)> Units = new()
    {
        ["kWh"] = ("Wh", 3),
        ["MWh"] = ("Wh", 6),
        ["mWh"] = ("Wh", -3),
        ["kW"] = ("W", 3),
        ["MW"] = ("W", 6),
        ["mW"] = ("W", -3),
        ["kVA"] = ("VA", 3),
        ["kvar"] = ("var", 3),
        ["kV"] = ("V", 3),
        ["mV"] = ("V", -3),
        ["mA"] = ("A", -3),
        ["kA"] = ("A", 3),
        ["mHz"] = ("Hz", -3),
    };

    /// <summary>Counters that ran over or were never set.</summary>
    private static readonly HashSet<string> Sentinels = ["4294967295", "9223372036854775807", "18446744073709551615"];

    /// <summary>A JSON number without exponent; null when it is none or larger than anything that is measured.</summary>
    public static string? Plain(string text)
    {
        if (text.Length is 0 or > LongestText || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > MostBelieved)
            return null;
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        return exponent >= 0 && (!int.TryParse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power) || Math.Abs(power) > MostExponent)
            ? null
            : DecimalText.Plain(text);
    }

    public static decimal Value(string plain) => decimal.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>The reading in the unit of its quantity.</summary>
    /// <param name="plain">Digits in <paramref name="unit"/>.</param>
    /// <param name="written">The digits are as a person or a program wrote them, so that they say the resolution.</param>
    /// <param name="stated">What somebody stated as the resolution, in <paramref name="unit"/>; null for nothing.</param>
    public static PayloadReading Reading(string quantity, string channel, string plain, string unit, bool written, string? stated = null)
    {
        var (own, shift) = Units.TryGetValue(unit, out var known) ? known : (unit, 0);
        var resolution = stated is not null ? DecimalText.Shift(stated, shift) : written ? DecimalText.Shift("1", shift - DecimalText.DecimalsOf(plain)) : null;
        return new(quantity, channel, shift == 0 ? plain : DecimalText.Shift(plain, shift), own, resolution);
    }

    public static bool IsImplausible(PayloadReading reading, string raw) =>
        reading.IsEnergy && (Sentinels.Contains(raw) || Math.Abs(reading.Value) > MostEnergy || reading.Value < 0m);
}
