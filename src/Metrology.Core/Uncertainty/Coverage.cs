using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Uncertainty;

/// <summary>How the coverage factor k is chosen: fixed, or t_p(ν_eff) for a coverage probability p (JCGM 100:2008 clause 6 and annex G).</summary>
/// <param name="Factor">k, when it is fixed.</param>
/// <param name="Probability">p, when k follows from it.</param>
public readonly record struct Coverage(double? Factor, double? Probability)
{
    /// <summary>k = 2, the usual choice of certificates.</summary>
    public static Coverage Two { get; } = Fixed(2);

    public static Coverage Fixed(double factor) => new(factor, null);

    public static Coverage Of(double probability) => new(null, probability);

    /// <summary>k for an effective number of degrees of freedom, which is first cut to the next lower whole number, JCGM 100:2008 G.4.1.</summary>
    public double FactorFor(double degreesOfFreedom) => Factor ?? StudentLaw.CoverageFactor(Probability ?? 0.95, Truncated(degreesOfFreedom));

    /// <summary>"k = 2" or "p = 95 %".</summary>
    public override string ToString() => Probability is { } p ? $"p = {Percent(p)}" : $"k = {MeasurementResult.FactorText(Factor ?? 0)}";

    /// <summary>"95.45 %".</summary>
    public static string Percent(double probability) => (100 * probability).ToString("0.####", CultureInfo.InvariantCulture) + " %";

    /// <summary>ν_eff cut to a whole number; at least one, infinity stays.</summary>
    public static double Truncated(double degreesOfFreedom) =>
        double.IsFinite(degreesOfFreedom) ? Math.Max(1, Math.Floor(degreesOfFreedom + 1e-9)) : degreesOfFreedom;
}
