using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>
/// A complete statement of a result (JCGM 100:2008 7.2.3): value, expanded uncertainty and coverage factor, "230.02 V ± 0.05 V (k = 2)". Digits are kept as
/// written.
/// </summary>
/// <param name="Value">In its unit, which is that of the uncertainty.</param>
/// <param name="Expanded">U, an interval: of a temperature in °C it is one in kelvin.</param>
public sealed record MeasurementResult(Quantity Value, decimal Expanded, decimal CoverageFactor)
{
    private const int LongestText = 200;
    private const double LargestFactor = 1e6;

    /// <summary>A value and U, rounded: U by the one rule for uncertainties, the value to the same place.</summary>
    public static MeasurementResult Rounded(
        Quantity value, decimal expanded, decimal coverageFactor, int digits = RoundedUncertainty.MostDigits, UncertaintyRounding rounding = UncertaintyRounding.Up)
    {
        var rounded = RoundedUncertainty.Of(Math.Abs(expanded), digits, rounding);
        return rounded is { Value: { } u, Interval: { } interval }
            ? new(value with { Value = interval.Round(value.Value) }, u, coverageFactor)
            : new(value, expanded, coverageFactor);
    }

    /// <summary>The statement of a computed result, or null when a number of it is beyond the range of decimals, or U is zero.</summary>
    public static MeasurementResult? Of(double value, string unit, double expanded, double coverageFactor) =>
        RoundedUncertainty.Of(expanded) is { } rounded && rounded.Reaches(value) && coverageFactor is > 0 and < LargestFactor
            ? Rounded(new((decimal)value, UnitNamed(unit)), (decimal)expanded, decimal.Parse(FactorText(coverageFactor), CultureInfo.InvariantCulture))
            : null;

    /// <summary>A coverage factor with at most two decimals: "2", "2.36".</summary>
    public static string FactorText(double coverageFactor) => coverageFactor.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The statement in one language.</summary>
    public string Text(Language language)
    {
        var unit = Value.Unit == Units.One ? "" : $" {Value.Unit.Symbol}";
        var (open, close) = language == Language.Zh ? ("（", "）") : (" (", ")");
        return string.Create(CultureInfo.InvariantCulture, $"{Value.Value}{unit} ± {Expanded}{unit}{open}k = {CoverageFactor}{close}");
    }

    /// <summary>The result in another unit; refused when the dimensions differ.</summary>
    public Outcome<MeasurementResult> In(Unit unit)
    {
        var (value, expanded) = (Value.To(unit), QuantityArithmetic.Interval(Expanded, Value.Unit, unit));
        if (value.Refusal is { } refusal)
            return refusal;
        return expanded.IsRefused ? expanded.Refusal! : new MeasurementResult(value.Value, expanded.Value, CoverageFactor);
    }

    /// <summary>A statement of either language, or what is wrong and at which character (from 1).</summary>
    public static Outcome<MeasurementResult> Parse(string text)
    {
        if (text.Length > LongestText)
            return QuantityRefusal.At("result.too-long", LongestText, "文字过长", "the text is too long");
        var plus = text.IndexOf('±', StringComparison.Ordinal);
        if (plus < 0)
            return QuantityRefusal.At("result.syntax", text.Length + 1, "缺少「±」", "“±” is missing");
        var open = text.IndexOfAny(['(', '（'], plus);
        if (open < 0)
            return QuantityRefusal.At("result.syntax", text.Length + 1, "缺少「(k = …)」", "“(k = …)” is missing");
        var value = QuantityText.Parse(text[..plus], 0);
        if (value.Refusal is { } wrongValue)
            return wrongValue;
        var expanded = QuantityText.Parse(text[(plus + 1)..open], plus + 1);
        if (expanded.Refusal is { } wrongUncertainty)
            return wrongUncertainty;
        if (expanded.Value.Value < 0m)
            return QuantityRefusal.At("result.negative", plus + 2, "不确定度不能为负", "an uncertainty is not negative");
        var factor = Factor(text, open);
        if (factor.Refusal is { } wrongFactor)
            return wrongFactor;
        var inUnit = QuantityArithmetic.Interval(expanded.Value.Value, expanded.Value.Unit, value.Value.Unit);
        return inUnit.IsRefused
            ? QuantityRefusal.At("result.unit", plus + 2, "不确定度与值的量纲不同", "the uncertainty has another dimension than the value")
            : new MeasurementResult(value.Value, inUnit.Value, factor.Value);
    }

    /// <summary>A name that is no unit of the product is a label.</summary>
    private static Unit UnitNamed(string symbol) => Units.Parse(symbol) is { IsRefused: false } known ? known.Value : new(symbol, Dimension.One, 1m);

    private static Outcome<decimal> Factor(string text, int open)
    {
        var at = open + 1;
        while (at < text.Length && text[at] == ' ')
            at++;
        var close = text.AsSpan().TrimEnd(' ').Length - 1;
        var equals = text.IndexOf('=', at);
        if (at >= text.Length || text[at] != 'k' || equals < 0 || equals >= close || text[(at + 1)..equals].Trim(' ').Length > 0)
            return QuantityRefusal.At("result.syntax", at + 1, "此处应为「k = 数字」", "“k = number” is expected here");
        if (text[close] is not (')' or '）'))
            return QuantityRefusal.At("result.syntax", close + 1, "缺少右括号", "the bracket is not closed");
        return QuantityText.ParseNumber(text[(equals + 1)..close].Trim(' ')) is > 0m and var k
            ? k
            : QuantityRefusal.At("result.factor", equals + 2, "此处应为正数", "a positive number is expected here");
    }
}
