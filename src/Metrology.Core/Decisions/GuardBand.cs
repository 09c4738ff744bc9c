using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>Rules that place the acceptance limit A inside the tolerance limit T; ids are stable.</summary>
public enum GuardBandRule
{
    /// <summary>Simple acceptance: A = T.</summary>
    None,

    /// <summary>w = r·U, JCGM 106:2012 8.3.2 and ILAC-G8:09/2019 clause 4; r = 1 is the usual one.</summary>
    Expanded,

    /// <summary>Root sum of squares: A = T·√(1 − 1/TUR²).</summary>
    RootSumSquare,

    /// <summary>Method 6 of ANSI/NCSL Z540.3, M. Dobbert: A = T·(1 − M/TUR), M = 1.04 − e^(0.38·ln TUR − 0.54), for at most 2 % of false accepts.</summary>
    Dobbert,

    /// <summary>NCSLI RP-10: A = T·(1.25 − 1/TUR), at most T.</summary>
    Rp10,
}

/// <summary>Guard bands. TUR is the test uncertainty ratio T/U of a symmetric tolerance T with the expanded uncertainty U for 95 %.</summary>
public static class GuardBand
{
    /// <summary>A/T for a test uncertainty ratio, or why the rule has none.</summary>
    /// <param name="multiplier">r of <see cref="GuardBandRule.Expanded"/>.</param>
    public static Outcome<double> Factor(GuardBandRule rule, double testUncertaintyRatio, double multiplier = 1)
    {
        var tur = testUncertaintyRatio;
        if (!(tur > 0))
            return DecisionRefusals.SmallTur;
        return rule switch
        {
            GuardBandRule.None => 1,
            GuardBandRule.Expanded => 1 - (multiplier / tur),
            GuardBandRule.RootSumSquare when tur < 1 => DecisionRefusals.SmallTur,
            GuardBandRule.RootSumSquare => double.IsInfinity(tur) ? 1 : Math.Sqrt(1 - (1 / (tur * tur))),
            GuardBandRule.Dobbert => double.IsInfinity(tur) ? 1 : 1 - ((1.04 - Math.Exp((0.38 * Math.Log(tur)) - 0.54)) / tur),
            GuardBandRule.Rp10 => Math.Min(1, 1.25 - (1 / tur)),
        };
    }

    /// <summary>
    /// Width w of the guard band inside limits half of whose distance is the tolerance T; in the unit of the limits. Never negative: Dobbert's formula gives
    /// limits beyond T for large ratios, which would accept what is out of tolerance.
    /// </summary>
    /// <param name="expanded">U for 95 %.</param>
    public static Outcome<decimal> Width(GuardBandRule rule, ToleranceLimits limits, decimal expanded, decimal multiplier = 1m)
    {
        if (expanded < 0m || multiplier < 0m)
            return DecisionRefusals.NegativeUncertainty;
        if (rule == GuardBandRule.None || expanded == 0m)
            return 0m;
        if (rule == GuardBandRule.Expanded)
            return multiplier * expanded; // exact, and defined for one limit alone
        if (limits.Lower is not { } lower || limits.Upper is not { } upper)
            return DecisionRefusals.TwoLimits;
        var tolerance = (upper - lower) / 2m;
        var factor = Factor(rule, (double)tolerance / (double)expanded);
        return factor.IsRefused ? factor.Refusal! : Math.Max(0m, tolerance * (1m - (decimal)Math.Clamp(factor.Value, -1000, 1)));
    }
}
