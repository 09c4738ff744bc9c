using Metrology.Core.Words;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>New taximeter constant k (K 值): k' = k·(1 + E)/(1 + E_target). Derived; the target in the middle of the limits is reported practice.</summary>
/// <param name="Exact">k' before rounding, r/km.</param>
/// <param name="Nearest">Whole number nearest to k'; a half goes to the even one.</param>
/// <param name="Ceiling">Next whole number that is not smaller.</param>
public sealed record ConstantAdjustment(decimal Exact, AdjustedConstant Nearest, AdjustedConstant Ceiling)
{
    /// <param name="constant">k as it is set, r/km.</param>
    /// <param name="errorPercent">Signed error with this k, unrounded.</param>
    /// <param name="targetPercent">Error that is wanted.</param>
    public static Outcome<ConstantAdjustment> Of(decimal constant, decimal errorPercent, decimal targetPercent)
    {
        if (constant <= 0m || errorPercent <= -100m || targetPercent <= -100m)
            return ErrorRefusals.NoConstant;
        // The product first, so that a k' with a finite decimal is exact.
        var scaled = constant * (100m + errorPercent);
        var exact = scaled / (100m + targetPercent);
        AdjustedConstant At(decimal whole) => new(whole, whole == 0m ? null : (scaled / whole) - 100m);
        return new ConstantAdjustment(exact, At(Math.Round(exact, MidpointRounding.ToEven)), At(Math.Ceiling(exact)));
    }
}

/// <param name="PredictedErrorPercent">Error with this k, when the rest stays as it was; null for a k of zero.</param>
public sealed record AdjustedConstant(decimal Constant, decimal? PredictedErrorPercent);
