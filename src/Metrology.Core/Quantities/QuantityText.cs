using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>Text to quantity: "7.04 kW", "-0.5%", "20 °C", "3 m/s²". Only ASCII digits with an optional sign and one decimal point; no thousands separators.</summary>
public static class QuantityText
{
    /// <summary>Longest text that is looked at.</summary>
    public const int LongestText = 64;

    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Number and unit, or what is wrong and at which character (from 1).</summary>
    public static Outcome<Quantity> Parse(string text) => Parse(text, 0);

    /// <param name="before">Characters of a longer text before this part, for the positions.</param>
    internal static Outcome<Quantity> Parse(string text, int before)
    {
        if (text.Length > LongestText)
            return QuantityRefusal.At("quantity.too-long", before + LongestText, "文字过长", "the text is too long");
        var start = text.Length - text.TrimStart(' ').Length;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '.' || (end == start && text[end] is '+' or '-')))
            end++;
        if (ParseNumber(text[start..end]) is not { } value)
            return QuantityRefusal.At("quantity.number", before + start + 1, "此处应为数字", "a number is expected here");
        var symbol = text[end..].Trim(' ');
        var unit = Units.Parse(symbol);
        return unit.IsRefused
            ? QuantityRefusal.At("quantity.unit", before + end + 1 + text[end..].IndexOf(symbol, StringComparison.Ordinal), $"未知的单位「{symbol}」", $"unknown unit “{symbol}”")
            : new Quantity(value, unit.Value);
    }

    /// <summary>A plain decimal number with all its digits, or null; also when it has more digits than a decimal holds, because the last ones may decide a tie.</summary>
    public static decimal? ParseNumber(string text) =>
        decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) && value.Scale == DecimalsOf(text) ? value : null;

    private static int DecimalsOf(string text) => text.IndexOf('.') is >= 0 and var point ? text.Length - point - 1 : 0;
}
