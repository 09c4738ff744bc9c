using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>
/// Probability that the measured property conforms, given one result: the part of its distribution inside the tolerance, JCGM 106:2012 clause 7. One minus
/// it is the specific risk of a false acceptance when the item is accepted, and it is that of a false rejection when the item is rejected (3.3.13 ff.).
/// </summary>
public static class ConformanceProbability
{
    /// <summary>p_c of a result y with the standard uncertainty u, normal, or t with finite degrees of freedom.</summary>
    public static Outcome<double> Of(double result, double standardUncertainty, ToleranceLimits limits, double degreesOfFreedom = double.PositiveInfinity)
    {
        if (!(standardUncertainty >= 0) || !(degreesOfFreedom > 0))
            return DecisionRefusals.NegativeUncertainty;
        if (limits.Lower is null && limits.Upper is null)
            return DecisionRefusals.NoLimit;
        var (lower, upper) = ((double?)limits.Lower ?? double.NegativeInfinity, (double?)limits.Upper ?? double.PositiveInfinity);
        if (standardUncertainty == 0)
            return result >= lower && result <= upper ? 1 : 0;
        var (a, b) = ((lower - result) / standardUncertainty, (upper - result) / standardUncertainty);
        return double.IsInfinity(degreesOfFreedom)
            ? NormalLaw.Between(a, b)
            : StudentLaw.Distribution(b, degreesOfFreedom) - StudentLaw.Distribution(a, degreesOfFreedom);
    }

    /// <summary>
    /// Largest specific risk of a false acceptance at one limit with a guard band of <paramref name="guardBandInU"/> standard uncertainties: that of a result on
    /// the acceptance limit, Φ(−w/u); ILAC-G8:09/2019 table 1.
    /// </summary>
    public static double LargestSpecificFalseAccept(double guardBandInU) => NormalLaw.Distribution(-guardBandInU);
}
