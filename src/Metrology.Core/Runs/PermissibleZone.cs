using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Signed limits of an error: lower ≤ error ≤ upper. A side that is null is not limited; both are null when the limits are not known.</summary>
/// <param name="LimitPasses">The limit itself conforms.</param>
public sealed record PermissibleZone(decimal? Lower, decimal? Upper, bool LimitPasses)
{
    /// <summary>The limits as fractions: a third of a reading, or 3 km/h in m/s, has no finite decimal.</summary>
    private (ExactFraction? Lower, ExactFraction? Upper) Exact { get; init; } = (Lower, Upper);

    public bool IsKnown => Lower is not null || Upper is not null;

    /// <summary>The smallest magnitude of a limit that is not zero, which references are compared with; zero when nothing is known.</summary>
    public decimal Magnitude => Smaller(0m, Math.Abs(Lower ?? 0m), Math.Abs(Upper ?? 0m));

    /// <summary>The same as a fraction.</summary>
    internal ExactFraction ExactMagnitude => Smaller(0, (Exact.Lower ?? 0).Magnitude, (Exact.Upper ?? 0).Magnitude);

    public bool IsSymmetric => Lower is { } lower && Upper is { } upper && lower == -upper;

    /// <summary>The limits as a decision with an uncertainty takes them.</summary>
    internal ToleranceLimits Tolerance => new(Exact.Lower?.ToDecimal(), Exact.Upper?.ToDecimal());

    /// <summary>Pass or Fail of one value as it stands, sign and all.</summary>
    public Verdict Judge(decimal value) => Judge((ExactFraction)value);

    internal Verdict Judge(ExactFraction value) => LimitPasses
        ? value < Exact.Lower || value > Exact.Upper ? Verdict.Fail : Verdict.Pass
        : value <= Exact.Lower || value >= Exact.Upper ? Verdict.Fail : Verdict.Pass;

    /// <summary>Pass or Fail of the rounded or the unrounded value, as the procedure says.</summary>
    internal Verdict Judge(ExactFraction value, RoundingInterval interval, DecisionValue decide) =>
        Judge(decide == DecisionValue.Rounded ? interval.Round(value) : value);

    /// <summary>How far a value lies beyond the nearer limit of a zone that is known; negative inside.</summary>
    internal ExactFraction Excess(ExactFraction value)
    {
        var (below, above) = (Exact.Lower - value, value - Exact.Upper);
        return below is not { } one ? above!.Value : above is not { } other || one > other ? one : other;
    }

    /// <summary>The limits of a rule in a scope; unknown when a formula of them has no value.</summary>
    internal static PermissibleZone Of(AcceptanceRule rule, string selector, ItemScope scope)
    {
        if (!rule.Limits.TryGetValue(selector, out var fact) || fact.Value is not { } limit)
            return new(null, null, rule.LimitPasses);
        var unit = scope.IntervalUnitOf(rule.Unit);
        var (lower, upper) = (scope.Evaluate(limit.Lower, unit), scope.Evaluate(limit.Upper, unit));
        if (limit.IsSymmetric)
            (lower, upper) = upper is { } magnitude && magnitude.Exact > 0 ? (new ExactNumber(-magnitude.Shown, 0 - magnitude.Exact), magnitude) : (default(ExactNumber?), default(ExactNumber?));
        var isBroken = (limit.Lower is not null && lower is null) || (limit.Upper is not null && upper is null) || lower?.Exact >= upper?.Exact;
        return isBroken ? new(null, null, rule.LimitPasses) : new(lower?.Shown, upper?.Shown, rule.LimitPasses) { Exact = (lower?.Exact, upper?.Exact) };
    }

    private static T Smaller<T>(T zero, T lower, T upper)
        where T : struct, IComparable<T> => lower.CompareTo(zero) == 0 ? upper : upper.CompareTo(zero) == 0 || lower.CompareTo(upper) < 0 ? lower : upper;
}
