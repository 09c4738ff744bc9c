using System.Globalization;
using System.Text.Json;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Files;

/// <summary>Values that tariffs, interval histories and uncertainty files write in more than one way.</summary>
internal sealed partial class JsonCursor
{
    private const NumberStyles Scientific = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A decimal number, as a number or as text ("2.30"); text keeps every digit through all programs.</summary>
    public decimal AsNumber(decimal least, decimal most)
    {
        var value = Kind switch
        {
            JsonValueKind.Number when element.TryGetDecimal(out var number) => number,
            JsonValueKind.String => Parse(element.GetString()!),
            _ => null,
        };
        if (value >= least && value <= most)
            return value.Value;
        var (from, to) = (least.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
        Problem($"此处应为 {from} 至 {to} 的十进制数", $"a decimal number from {from} to {to} is expected here");
        return least;
    }

    private static decimal? Parse(string text) =>
        text.Length <= QuantityText.LongestText && decimal.TryParse(text, Scientific, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A whole number, as a number or as text.</summary>
    public int AsWhole(int least, int most)
    {
        var value = AsNumber(least, most);
        if (decimal.IsInteger(value))
            return (int)value;
        Problem("此处应为整数", "a whole number is expected here");
        return least;
    }

    /// <summary>A time of day "HH:mm" as minutes since midnight; "24:00" is the end of the day.</summary>
    public int AsMinuteOfDay()
    {
        var text = TextOrNull;
        if (text == "24:00")
            return 24 * 60;
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return (time.Hour * 60) + time.Minute;
        Problem("此处应为 HH:mm 形式的时刻", "a time of day as HH:mm is expected here");
        return 0;
    }

    /// <summary>A finite number of doubles, as a number or as text ("11.5e-6").</summary>
    public double AsReal()
    {
        if (Real() is { } value && double.IsFinite(value))
            return value;
        Problem("此处应为有限的数字", "a finite number is expected here");
        return 0;
    }

    /// <summary>Degrees of freedom: a positive number or "inf".</summary>
    public double AsDegreesOfFreedom()
    {
        if (TextOrNull is "inf" or "infinity" or "∞")
            return double.PositiveInfinity;
        if (Real() is > 0 and var value)
            return value;
        Problem("此处应为正的自由度或 inf", "positive degrees of freedom or “inf” are expected here");
        return double.PositiveInfinity;
    }

    /// <summary>A whole number in a range that an int need not hold.</summary>
    public long AsWhole(long least, long most)
    {
        if (Real() is { } value && double.IsInteger(value) && value >= least && value <= most)
            return (long)value;
        Problem($"此处应为 {least} 至 {most} 的整数", $"a whole number from {least} to {most} is expected here");
        return least;
    }

    /// <summary>One text for both languages, or an object with zh and en.</summary>
    public BilingualText AsWords() => IsObject ? AsBilingual() : BilingualText.Same(AsText());

    private double? Real()
    {
        var text = TextOrNull?.Trim() ?? (Kind == JsonValueKind.Number ? element.GetRawText() : "");
        return double.TryParse(text, Scientific, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) ? value : null;
    }
}
