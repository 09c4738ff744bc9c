using Metrology.Core.Procedures;
using Metrology.Core.Uncertainty.Distributions;

namespace Metrology.Core.Uncertainty;

/// <summary>A component that a procedure states → its standard uncertainty (JCGM 100:2008 4.3, JCGM 101:2008 6.4).</summary>
internal static class DeclaredComponent
{
    /// <param name="rule">One that the loader has let through.</param>
    /// <param name="halfWidth">Its half-width at the settings and readings of a point.</param>
    public static double StandardUncertainty(BudgetRule rule, double halfWidth) => rule.Distribution switch
    {
        "rectangular" => Distribution.Rectangular(halfWidth).StandardUncertainty,
        "triangular" => Distribution.Triangular(halfWidth).StandardUncertainty,
        "u-shaped" => Distribution.Arcsine(halfWidth).StandardUncertainty,
        "trapezoidal" => Distribution.Trapezoidal(halfWidth, (double)rule.Beta!.Value).StandardUncertainty,
        "table" => halfWidth * DensityTable.Of(rule.Density).Value.StandardDeviation,
        _ => halfWidth, // normal, and the scale of t
    };

    public static double DegreesOfFreedom(BudgetRule rule) => rule.DegreesOfFreedom is { } freedom ? (double)freedom : double.PositiveInfinity;
}
