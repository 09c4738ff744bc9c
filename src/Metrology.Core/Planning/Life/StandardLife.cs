using Metrology.Core.Words;

namespace Metrology.Core.Planning.Life;

/// <summary>An act of the life of a standard as the rules see it.</summary>
/// <param name="Until">Last day of a suspension; null when none was stated.</param>
/// <param name="Effect">Of a replacement.</param>
public sealed record LifeEvent(StandardAct Act, DateOnly On, DateOnly? Until = null, ReplacementEffect? Effect = null);

/// <summary>Where a standard stands in its life on a day, whatever its certificates say.</summary>
public enum LifeState
{
    InUse,

    /// <summary>The days of its suspension are over, and nobody has resumed it: a re-examination comes first.</summary>
    AwaitingResumption,

    /// <summary>Changed by a replacement, and not examined since.</summary>
    AwaitingReExamination,

    /// <summary>Its accuracy was changed, and it was not assessed as new since.</summary>
    AwaitingAssessment,
    Suspended,
    Withdrawn,
}

/// <summary>
/// The state machine of a measurement standard: a fold over its acts in the order of their days, so that an act that was entered late is judged where it belongs. Everything is asked for a day.
/// </summary>
public static class StandardLife
{
    /// <summary>The first act that the rules forbid where it stands, or null.</summary>
    public static Refusal? FirstProblem(IReadOnlyList<LifeEvent> acts, IReadOnlyList<CertificatePeriod> assessment)
    {
        var state = new Position();
        foreach (var act in InOrder(acts))
        {
            if (LifeRules.Problem(act, state, assessment) is { } problem)
                return problem;
            state = state.After(act);
        }

        return null;
    }

    public static LifeState StateOn(IReadOnlyList<LifeEvent> acts, DateOnly day) =>
        acts.Any(act => act.Act == StandardAct.Withdrawn && act.On <= day) ? LifeState.Withdrawn
        : Suspensions(acts).Any(period => Covers(period, day)) ? Stated(acts).Any(period => Covers(period, day)) ? LifeState.Suspended : LifeState.AwaitingResumption
        : InOrder(acts).Where(act => act.On <= day).Aggregate(new Position(), (at, act) => at.After(act)).Awaiting switch
        {
            ReplacementEffect.Accuracy => LifeState.AwaitingAssessment,
            ReplacementEffect.RangeOrItems => LifeState.AwaitingReExamination,
            _ => LifeState.InUse,
        };

    /// <summary>What is applied for on that day is an assessment as new: it was never assessed, its accuracy was changed, or its certificates have lapsed.</summary>
    public static bool IsAssessedAsNewOn(IReadOnlyList<LifeEvent> acts, IReadOnlyList<CertificatePeriod> assessment, DateOnly day) =>
        assessment.Count == 0 || LifeRules.HasLapsed(day, assessment)
        || InOrder(acts).Where(act => act.On <= day).Aggregate(new Position(), (at, act) => at.After(act)).Awaiting == ReplacementEffect.Accuracy;

    /// <summary>
    /// First and last day of each suspension. A resumption ends one on the day before it, and nothing else does: days that run out restore nothing, because a re-examination comes first.
    /// </summary>
    public static IReadOnlyList<CertificatePeriod> Suspensions(IReadOnlyList<LifeEvent> acts)
    {
        var periods = new List<CertificatePeriod>();
        foreach (var act in InOrder(acts))
        {
            var isOpen = periods.Count > 0 && periods[^1].Until is null;
            // One that is prolonged goes on.
            if (act.Act == StandardAct.Suspended && !isOpen)
                periods.Add(new(act.On, null));
            else if (act.Act == StandardAct.Resumed && isOpen)
                periods[^1] = periods[^1] with { Until = act.On.AddDays(-1) };
        }

        return [.. periods.Where(period => !(period.Until < period.From))];
    }

    /// <summary>The days of suspensions as they were applied for; a resumption ends them sooner.</summary>
    public static IReadOnlyList<CertificatePeriod> Stated(IReadOnlyList<LifeEvent> acts)
    {
        var periods = new List<CertificatePeriod>();
        foreach (var act in InOrder(acts))
        {
            if (act.Act == StandardAct.Suspended)
                periods.Add(new(act.On, act.Until));
            else if (act.Act == StandardAct.Resumed && periods.Count > 0 && !(periods[^1].Until < act.On))
                periods[^1] = periods[^1] with { Until = act.On.AddDays(-1) };
        }

        return [.. periods.Where(period => !(period.Until < period.From))];
    }

    /// <summary>Days on which nobody has examined what a replacement changed: whether the certificates cover it is not known.</summary>
    public static IReadOnlyList<CertificatePeriod> Pending(IReadOnlyList<LifeEvent> acts)
    {
        var periods = new List<CertificatePeriod>();
        var at = new Position();
        foreach (var act in InOrder(acts))
        {
            var next = at.After(act);
            if (at.Awaiting is null && next.Awaiting is not null)
                periods.Add(new(act.On, null));
            else if (at.Awaiting is not null && next.Awaiting is null)
                periods[^1] = periods[^1] with { Until = act.On.AddDays(-1) };
            at = next;
        }

        return [.. periods.Where(period => !(period.Until < period.From))];
    }

    public static DateOnly? WithdrawnOn(IReadOnlyList<LifeEvent> acts) => acts.FirstOrDefault(act => act.Act == StandardAct.Withdrawn)?.On;

    internal static bool Covers(CertificatePeriod period, DateOnly day) => period.From <= day && (period.Until is null || day <= period.Until);

    /// <summary>By day; of one day as they were entered.</summary>
    private static IEnumerable<LifeEvent> InOrder(IReadOnlyList<LifeEvent> acts) => acts.OrderBy(act => act.On);

    /// <summary>What the acts so far lead to.</summary>
    internal sealed record Position(bool IsBuilt = false, CertificatePeriod? Suspension = null, DateOnly? Withdrawn = null, ReplacementEffect? Awaiting = null, DateOnly? Examined = null)
    {
        /// <summary>A suspension whose days are over lasts until it is resumed.</summary>
        public bool IsSuspendedOn(DateOnly day) => Suspension is { } period && period.From <= day;

        /// <summary>The day lies in the days that were applied for.</summary>
        public bool IsStatedOn(DateOnly day) => Suspension is { } period && Covers(period, day);

        public Position After(LifeEvent act) => act switch
        {
            { Act: StandardAct.Built } => this with { IsBuilt = true, Awaiting = null, Examined = act.On },
            // What is examined again was built, whether or not anybody entered that.
            { Act: StandardAct.ReExamined } => this with { IsBuilt = true, Awaiting = Awaiting == ReplacementEffect.Accuracy ? Awaiting : null, Examined = act.On },
            { Act: StandardAct.Replaced, Effect: ReplacementEffect.Accuracy } => this with { Awaiting = ReplacementEffect.Accuracy },
            { Act: StandardAct.Replaced, Effect: ReplacementEffect.RangeOrItems } => this with { Awaiting = Awaiting ?? ReplacementEffect.RangeOrItems },
            // Prolonged, it began when it began: what was examined before that counts for nothing.
            { Act: StandardAct.Suspended } => this with { Suspension = new(Suspension?.From ?? act.On, act.Until) },
            { Act: StandardAct.Resumed } => this with { Suspension = null },
            { Act: StandardAct.Withdrawn } => this with { Withdrawn = act.On },
            _ => this,
        };
    }
}
