using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Keeping;

/// <summary>How often a test of a standard is due, as data with its source (db/seed/keeping-rules.json).</summary>
/// <param name="Months">Null when nothing says how often: then it is due only after one that did not conform.</param>
public sealed record KeepingInterval(string Id, IReadOnlyList<KeepingKind> Kinds, int? Months, string Edition, bool Confirmed, string Source)
{
    private const string IntermediateCheck = "intermediate-check";

    private static readonly KeepingInterval OwnCheck = new(IntermediateCheck, [KeepingKind.IntermediateCheck], null, "—", true, "the laboratory's own procedure");

    private static readonly KeepingInterval Verification = new("verification", [KeepingKind.Transfer, KeepingKind.Comparison], null, "—", true, "no interval: only what did not conform is due");

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<KeepingInterval>> Loaded = new(() =>
    {
        using var stream = typeof(KeepingInterval).Assembly.GetManifestResourceStream("seed/keeping-rules.json")!;
        return JsonSerializer.Deserialize<IntervalFile>(stream, Form)!.Rules;
    });

    /// <summary>Under which name lists keep what is due by it.</summary>
    public ListSubject Subject => Id switch
    {
        "repeatability" => ListSubject.RepeatabilityTests,
        "stability" => ListSubject.StabilityTests,
        IntermediateCheck => ListSubject.IntermediateChecks,
        "verification" => ListSubject.Verifications,
        _ => throw new InvalidOperationException($"no list of {Id}"),
    };

    public BilingualText Label => Id switch
    {
        "repeatability" => new("重复性", "Repeatability"),
        "stability" => new("稳定性", "Stability"),
        "verification" => new("结果验证", "Verification of results"),
        _ => Kinds[0].Label(),
    };

    /// <summary>Those of the product, and the standard's own interval of intermediate checks.</summary>
    public static IReadOnlyList<KeepingInterval> Of(MeasurementStandard standard) => [.. Loaded.Value, OwnCheck with { Months = standard.IntermediateCheckMonths }, Verification];

    private sealed record IntervalFile(IReadOnlyList<KeepingInterval> Rules);
}

/// <summary>Where a test of a standard stands: when it was last done with a good end, and when it is due.</summary>
/// <param name="Last">Null when it was never done.</param>
/// <param name="Due">The last day on which it is still in time; null when it was never done.</param>
public sealed record KeepingDue(KeepingInterval Interval, DateOnly? Last, DateOnly? Due, StandardStanding Standing)
{
    /// <summary>The day of the last test, when it did not conform: then nothing is in time, and something has to be done at once. Null when it conformed.</summary>
    public DateOnly? Failed { get; init; }

    public bool IsNever => Last is null;

    public bool IsOverdue => Standing is StandardStanding.Expired or StandardStanding.Unknown;

    /// <summary>Of a standard that is not in use nothing is due.</summary>
    public static IReadOnlyList<KeepingDue> Of(MeasurementStandard standard, IReadOnlyCollection<KeepingRun> runs, DateOnly day) =>
        IsInUse(standard, day) ? [.. KeepingInterval.Of(standard).Select(interval => Of(interval, Newest(interval, runs, day), day)).OfType<KeepingDue>()] : [];

    /// <summary>What is due by one interval; null when the standard has no such interval, or nothing is due of it.</summary>
    /// <param name="runs">The newest of them, back to one that was done (<see cref="IsDone"/>).</param>
    /// <param name="isTested">There is any run of it, of whatever kind and day.</param>
    internal static KeepingDue? Of(MeasurementStandard standard, ListSubject subject, IEnumerable<KeepingRun> runs, bool isTested, DateOnly day) =>
        IsAsked(standard, isTested, day) && IntervalOf(standard, subject) is { } interval ? Of(interval, Newest(interval, runs, day), day) : null;

    /// <summary>A run of this kind is one of the tests that are kept under this name.</summary>
    internal static bool IsOf(MeasurementStandard standard, ListSubject subject, KeepingKind kind) => IntervalOf(standard, subject)?.Kinds.Contains(kind) == true;

    /// <summary>It decided something, well or ill.</summary>
    internal static bool IsDone(KeepingRun run) => DoneTest.Of(run) is not null;

    private static KeepingInterval? IntervalOf(MeasurementStandard standard, ListSubject subject) => KeepingInterval.Of(standard).FirstOrDefault(one => one.Subject == subject);

    private static bool IsInUse(MeasurementStandard standard, DateOnly day) => IsInUse(standard.StandingOn(day));

    private static bool IsInUse(StandardStanding standing) => standing is not (StandardStanding.Withdrawn or StandardStanding.Suspended or StandardStanding.NotYet);

    /// <summary>
    /// Whether tests of it are kept here: at least one was recorded, or it says how often it is checked. Of another one they are asked for only while it is in force, because nobody has ever cared for those of a
    /// standard that lapsed long ago.
    /// </summary>
    private static bool IsAsked(MeasurementStandard standard, bool isTested, DateOnly day) =>
        standard.StandingOn(day) is var standing && IsInUse(standing) && (isTested || standard.IntermediateCheckMonths > 0 || standing is StandardStanding.Valid or StandardStanding.Expiring);

    /// <summary>The newest test up to that day; those before it are not evaluated.</summary>
    private static DoneTest? Newest(KeepingInterval interval, IEnumerable<KeepingRun> runs, DateOnly day) =>
        runs.Where(run => run.On <= day && interval.Kinds.Contains(run.Kind)).OrderByDescending(run => (run.On, run.Id)).Select(DoneTest.Of).FirstOrDefault(test => test is not null);

    /// <summary>Null when nothing is due, whenever it was last done.</summary>
    private static KeepingDue? Of(KeepingInterval interval, DoneTest? newest, DateOnly day)
    {
        if (newest is { Conforms: false } failed)
            return new(interval, failed.On, failed.On, StandardStanding.Expired) { Failed = failed.On };
        if (interval.Months is not { } months)
            return null;
        var last = newest?.On;
        var due = last?.AddMonths(months);
        return new(interval, last, due, due is not { } until ? StandardStanding.Unknown
            : until < day ? StandardStanding.Expired : until.DayNumber - day.DayNumber <= StandardValidity.WarningDays ? StandardStanding.Expiring : StandardStanding.Valid);
    }

    /// <summary>What is due of a standard on any day, as lists keep it: "not yet" where nothing is asked.</summary>
    internal static IReadOnlyList<StandingSpan> SpansOf(MeasurementStandard standard, ListSubject subject, IReadOnlyCollection<KeepingRun> runs)
    {
        if (IntervalOf(standard, subject) is not { } interval)
            return [];
        DoneTest[] done = [.. runs.Where(run => interval.Kinds.Contains(run.Kind)).Select(DoneTest.Of).OfType<DoneTest>().OrderBy(test => (test.On, test.Id))];
        if (interval.Months is null && done.Length == 0)
            return [];
        var (asked, answer) = ((DateOnly?)null, (KeepingDue?)null);
        return StandingSpan.Of(
            subject, standard.Id, StandingSpan.TurnsOf(standard).Concat(done.SelectMany(test => StandingSpan.Turns(test.On, interval.Months is { } months ? test.On.AddMonths(months) : null))),
            day => On(day)?.Standing ?? StandardStanding.NotYet,
            day => On(day)?.Due);

        // Standing and last day are asked for one after the other.
        KeepingDue? On(DateOnly day)
        {
            if (day != asked)
                (asked, answer) = (day, IsAsked(standard, runs.Count > 0, day) ? Of(interval, Array.FindLast(done, test => test.On <= day), day) : null);
            return answer;
        }
    }

    /// <summary>A test that was done, whether or not with a good end.</summary>
    private sealed record DoneTest(DateOnly On, int Id, bool Conforms)
    {
        /// <summary>Null when nothing was done by it.</summary>
        public static DoneTest? Of(KeepingRun run) =>
            run.Finding is var found && Counts(run, found) ? new(run.On, run.Id, found.Value.Decision != KeepingDecision.DoesNotConform) : null;

        /// <summary>A test that failed was done; one that could decide nothing was not, nor was a chart that is out of control a test of stability.</summary>
        private static bool Counts(KeepingRun run, Outcome<KeepingFinding> found) => found is { IsRefused: false, Value: var finding }
            && finding.Decision is not (KeepingDecision.TooFewGroups or KeepingDecision.TooFewLaboratories)
            && (run.Kind != KeepingKind.Repeatability || finding.Warnings.Count == 0)
            && !(run.Kind == KeepingKind.ControlChart && finding.Decision != KeepingDecision.Conforms);
    }
}
