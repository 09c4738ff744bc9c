using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Signed limits of an error: lower ≤ error ≤ upper. A side that is null is not limited; both are null when the limits are not known.</summary>
/// <param name="LimitPasses">The limit itself conforms.</param>
public sealed record PermissibleZone(decimal? Lower, decimal? Upper, bool LimitPasses)
{
    public bool IsKnown => Lower is not null || Upper is not null;

    /// <summary>The smallest magnitude of a limit that is not zero, which references are compared with; zero when nothing is known.</summary>
    public decimal Magnitude
    {
        get
        {
            var (lower, upper) = (Math.Abs(Lower ?? 0m), Math.Abs(Upper ?? 0m));
            return lower == 0m ? upper : upper == 0m ? lower : Math.Min(lower, upper);
        }
    }

    public bool IsSymmetric => Lower is { } lower && Upper is { } upper && lower == -upper;

    /// <summary>Pass or Fail of one value as it stands, sign and all.</summary>
    public Verdict Judge(decimal value) => LimitPasses
        ? value < Lower || value > Upper ? Verdict.Fail : Verdict.Pass
        : value <= Lower || value >= Upper ? Verdict.Fail : Verdict.Pass;

    /// <summary>Pass or Fail of the rounded or the unrounded value, as the procedure says.</summary>
    public Verdict Judge(decimal value, RoundingInterval interval, DecisionValue decide) =>
        Judge(decide == DecisionValue.Rounded ? interval.Round(value) : value);

    /// <summary>How far a value lies beyond the nearer limit; negative inside.</summary>
    public decimal Excess(decimal value)
    {
        var (below, above) = (Lower is { } lower ? lower - value : decimal.MinValue, Upper is { } upper ? value - upper : decimal.MinValue);
        return Math.Max(below, above);
    }

    /// <summary>The limits of a rule in a scope; unknown when a formula of them has no value.</summary>
    internal static PermissibleZone Of(AcceptanceRule rule, string selector, ItemScope scope)
    {
        if (!rule.Limits.TryGetValue(selector, out var fact) || fact.Value is not { } limit)
            return new(null, null, rule.LimitPasses);
        var unit = Units.Find(rule.Unit)!;
        var (lower, upper) = (scope.Evaluate(limit.Lower, unit), scope.Evaluate(limit.Upper, unit));
        if (limit.IsSymmetric)
            return upper is > 0m and var magnitude ? new(-magnitude, magnitude, rule.LimitPasses) : new(null, null, rule.LimitPasses);
        var isBroken = (limit.Lower is not null && lower is null) || (limit.Upper is not null && upper is null) || lower >= upper;
        return isBroken ? new(null, null, rule.LimitPasses) : new(lower, upper, rule.LimitPasses);
    }
}
