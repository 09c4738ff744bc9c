using System.Globalization;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Web.Languages;

/// <summary>Numbers and dates as they stand on a screen. Never the culture of the machine.</summary>
public static class Figures
{
    /// <summary>Between number and unit (SI Brochure 5.4.3); a narrow no-break space, so that they stay together.</summary>
    public const string ThinSpace = "\u202F";

    private const string Minus = "\u2212";

    /// <summary>2026-11-22 09:30, in the zone of the laboratory.</summary>
    public static string Iso(this DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>2026-11-22 09:30:05, for records.</summary>
    public static string IsoSeconds(this DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>2026年11月22日 on a Chinese document, 2026-11-22 on an English one.</summary>
    public static string OnDocument(this DateOnly date, Language language) =>
        language == Language.Zh ? date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture) : date.Iso();

    /// <summary>The digits as they are, with a typographic minus.</summary>
    public static string Plain(this decimal value) => value.ToString(CultureInfo.InvariantCulture).Replace("-", Minus, StringComparison.Ordinal);

    /// <summary>An error or a deviation: the sign always stands; zero has none.</summary>
    public static string Signed(this decimal value) => value > 0 ? "+" + value.Plain() : value.Plain();

    /// <summary>A computed value with so many significant digits and no exponent; ∞ for what has no bound.</summary>
    public static string Significant(this double value, int digits = 3)
    {
        if (!double.IsFinite(value))
            return double.IsPositiveInfinity(value) ? "∞" : "—";
        var decimals = value == 0 ? 0 : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15);
        return value.ToString(string.Create(CultureInfo.InvariantCulture, $"F{decimals}"), CultureInfo.InvariantCulture).Replace("-", Minus, StringComparison.Ordinal);
    }

    /// <summary>A value in unit one stands alone (SI Brochure 5.4.7).</summary>
    public static string WithUnit(string number, string unit) => unit is "" or "1" ? number : number + ThinSpace + unit;

    /// <summary>"k = 2", or with the probability that it was chosen for: "k = 2.36, p = 95 %".</summary>
    public static string Factor(UncertaintyBudget budget) =>
        $"k = {budget.FactorText}{(budget.CoverageProbability is { } p ? $", p = {Coverage.Percent(p)}" : "")}";

    /// <summary>For SVG coordinates and attributes.</summary>
    public static string Svg(this double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
