using System.Globalization;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty;

namespace Metrology.Core.Certificates;

/// <summary>The digits of results and the ids of their values: one home for pages and machines, so that both say the same.</summary>
internal static class PointDigits
{
    /// <summary>Digits that an unrounded error shows beyond its rounding interval, so that the rounding can be followed.</summary>
    private const int FurtherDigits = 2;

    public static string Id(ItemResult item, PointResult point) => $"{item.Item}/{point.Point}";

    public static string Id(RepeatResult repeat) => $"{repeat.Step.Item}/{repeat.Step.Point}/{Count(repeat.Step.Repeat)}";

    public static string? Error(PointResult point, RepeatResult repeat) => repeat.Error is { } error ? Unrounded(point, error) : null;

    public static string? Mean(PointResult point) => point.Mean is { } mean ? Unrounded(point, mean) : null;

    public static string? Rounded(PointResult point) => point.Rounded is { } rounded ? Phrases.Signed(rounded, point.RoundingInterval.Scale) : null;

    public static string? Expanded(PointResult point) => point.Budget is { } budget ? ExpandedText.Of(budget.Expanded) : null;

    /// <summary>U as a cell shows it: a k that follows from the degrees of freedom of the point stands beside it, a fixed one in the heading. A fixed k whose p is not that of the normal law has p beside it.</summary>
    public static string? Expanded(PointResult point, Coverage coverage) => Expanded(point) is not { } digits
        ? null
        : coverage.Probability is not null ? $"{digits} (k={point.Budget!.FactorText})"
        : Probability(point.Budget) is var p && p == CoverageText.Of(point.Budget!.CoverageFactor) ? digits : $"{digits} (p={p})";

    /// <summary>p of the budget, or the p that its k gives with its degrees of freedom, JCGM 100:2008 G.3.</summary>
    public static string Probability(UncertaintyBudget? budget) => CoverageText.Of(
        budget?.CoverageFactor ?? 2, budget?.CoverageProbability, Coverage.Truncated(budget?.EffectiveDegreesOfFreedom ?? double.PositiveInfinity));

    /// <summary>Digits of the lower and of the upper limit as the page says them: a limit of an interval has its sign, one that stands alone has not.</summary>
    public static (string? Lower, string? Upper) Limits(PermissibleZone zone) => (zone.Lower, zone.Upper) switch
    {
        ({ } lower, { } upper) when zone.IsSymmetric => ($"-{Phrases.Number(Math.Abs(lower))}", $"+{Phrases.Number(upper)}"),
        ({ } lower, { } upper) => (Quantities.SignedText.Of(lower), Quantities.SignedText.Of(upper)),
        var (lower, upper) => (lower is { } low ? Phrases.Number(low) : null, upper is { } high ? Phrases.Number(high) : null),
    };

    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Unrounded(PointResult point, decimal value) => Phrases.Signed(value, point.RoundingInterval.Scale + FurtherDigits);
}
