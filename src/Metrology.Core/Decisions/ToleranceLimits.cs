using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>Tolerance interval (JCGM 106:2012 3.3.5) or acceptance interval: one limit or two, in one unit. The limits themselves belong to it.</summary>
/// <param name="Lower">Null when there is none.</param>
/// <param name="Upper">Null when there is none.</param>
public readonly record struct ToleranceLimits(decimal? Lower, decimal? Upper)
{
    /// <summary>−MPE … +MPE of a signed error.</summary>
    public static ToleranceLimits Symmetric(decimal maximumPermissibleError) => new(-maximumPermissibleError, maximumPermissibleError);

    /// <summary>The limits, or why they are none: both missing, or the lower above the upper.</summary>
    public static Outcome<ToleranceLimits> Of(decimal? lower, decimal? upper) =>
        lower is null && upper is null ? DecisionRefusals.NoLimit : lower > upper ? DecisionRefusals.LimitsCrossed : new ToleranceLimits(lower, upper);

    public bool Contains(decimal value) => !(value < Lower) && !(value > Upper);

    /// <summary>Both limits moved inwards by the guard band w (outwards when it is negative); they may cross, and then nothing is accepted.</summary>
    public ToleranceLimits Guarded(decimal w) => new(Lower + w, Upper - w);
}
