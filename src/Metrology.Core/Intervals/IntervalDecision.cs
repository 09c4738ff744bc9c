using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>
/// The interval in force. What was computed stays visible beside what a person has set, and neither may exceed the cycle that a regulation sets for
/// verification (检定): there it is a maximum.
/// </summary>
/// <param name="Computed">Days; null when no end was found.</param>
/// <param name="Maximum">Cycle of the regulation, days; null for calibration (校准).</param>
public sealed record IntervalDecision(decimal? Computed, decimal? Maximum, IntervalOverride? Override)
{
    /// <summary>Days; null only when nothing was computed, set or prescribed.</summary>
    public decimal? InForce => (Override?.Days ?? Computed, Maximum) switch
    {
        ({ } days, { } most) => Math.Min(days, most),
        var (days, most) => days ?? most,
    };

    /// <summary>The regulation's maximum holds in place of a longer interval.</summary>
    public bool IsCapped => Override is null && (Computed ?? decimal.MaxValue) > Maximum;

    public static Outcome<IntervalDecision> Of(decimal? computed, decimal? maximum, IntervalOverride? set) =>
        set is not null && set.Days > maximum ? BeyondMaximum : new IntervalDecision(computed, maximum, set);

    private static readonly Refusal BeyondMaximum = new(
        "interval.beyond-maximum",
        new("设定的间隔超过检定规程规定的周期。检定周期只能缩短，不能延长。", "The interval set exceeds the cycle of the regulation. For verification it may be shortened, never lengthened."),
        "override_d");
}

/// <summary>An interval that a person set, and why.</summary>
public sealed record IntervalOverride(decimal Days, string Reason);
