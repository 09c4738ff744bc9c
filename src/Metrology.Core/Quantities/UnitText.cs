using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>
/// Text to unit: a known symbol, or a product of such with whole exponents, "kg·m²/s³", "W*h", "1/°C", "m/s^2". Everything after one slash divides, until
/// a second slash, which is refused as ambiguous. In a product °C is an interval of temperature, one kelvin.
/// </summary>
internal sealed class UnitText
{
    public const int LongestText = 64;
    private const int LargestExponent = 9;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly string text;
    private int at;

    private UnitText(string text) => this.text = text;

    public static Outcome<Unit> Parse(string text)
    {
        if (Units.Find(text) is { } known)
            return known;
        if (text.Length > LongestText)
            return QuantityRefusal.At("unit.too-long", LongestText, "单位过长", "the unit is too long");
        try
        {
            return new UnitText(text).Product();
        }
        catch (OverflowException)
        {
            return QuantityRefusal.At("unit.range", 1, "单位的换算系数超出范围", "the factor of the unit is out of range");
        }
    }

    private Outcome<Unit> Product()
    {
        var (dimension, factor, divisor, isBelow) = (Dimension.One, 1m, 1m, false);
        while (true)
        {
            var symbol = Symbol();
            if (symbol.Refusal is { } unknown)
                return unknown;
            var exponent = Exponent();
            if (exponent.Refusal is { } wrong)
                return wrong;
            for (var i = 0; i < Math.Abs(exponent.Value); i++)
            {
                var up = exponent.Value > 0 != isBelow;
                dimension = up ? dimension * symbol.Value.Dimension : dimension / symbol.Value.Dimension;
                (factor, divisor) = up ? (factor * symbol.Value.Factor, divisor * symbol.Value.Divisor) : (factor * symbol.Value.Divisor, divisor * symbol.Value.Factor);
            }

            if (at == text.Length)
                return new Unit(text, dimension, factor, 0m, divisor);
            if (text[at] == '/' && !isBelow)
                isBelow = true;
            else if (text[at] is not ('·' or '⋅' or '*'))
                return QuantityRefusal.At("unit.syntax", at + 1, $"此处不应出现「{text[at]}」", $"“{text[at]}” is not expected here");
            at++;
        }
    }

    /// <summary>The longest run of characters that can belong to a symbol; it must be a known one.</summary>
    private Outcome<Unit> Symbol()
    {
        var start = at;
        while (at < text.Length && text[at] is not ('/' or '·' or '⋅' or '*' or '^' or '⁻') && !Superscripts.Contains(text[at], StringComparison.Ordinal))
            at++;
        var symbol = text[start..at];
        return symbol.Length > 0 && Units.Find(symbol) is { } unit
            ? unit
            : QuantityRefusal.At("unit.unknown", start + 1, $"未知的单位「{symbol}」", $"unknown unit “{symbol}”");
    }

    /// <summary>"²", "⁻¹", "^2", "^-1", or nothing for one.</summary>
    private Outcome<int> Exponent()
    {
        if (at == text.Length || (text[at] != '^' && text[at] != '⁻' && !Superscripts.Contains(text[at], StringComparison.Ordinal)))
            return 1;
        var start = at;
        var isPlain = text[at] == '^';
        if (isPlain)
            at++;
        var sign = at < text.Length && text[at] is '-' or '⁻' ? -1 : 1;
        if (sign < 0)
            at++;
        var digit = at < text.Length ? isPlain ? "0123456789".IndexOf(text[at], StringComparison.Ordinal) : Superscripts.IndexOf(text[at], StringComparison.Ordinal) : -1;
        if (digit is < 1 or > LargestExponent)
            return QuantityRefusal.At("unit.exponent", start + 1, "指数应为 1 至 9 的整数", "an exponent is a whole number from 1 to 9");
        at++;
        return sign * digit;
    }
}
