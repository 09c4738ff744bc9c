using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.App.Standards;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Keeping;

/// <summary>How often a test of a standard is due, as data with its source (db/seed/keeping-rules.json).</summary>
public sealed record KeepingInterval(string Id, IReadOnlyList<KeepingKind> Kinds, int Months, string Edition, bool Confirmed, string Source)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<KeepingInterval>> Loaded = new(() =>
    {
        using var stream = typeof(KeepingInterval).Assembly.GetManifestResourceStream("seed/keeping-rules.json")!;
        return JsonSerializer.Deserialize<IntervalFile>(stream, Form)!.Rules;
    });

    public BilingualText Label => Id switch
    {
        "repeatability" => new("重复性", "Repeatability"),
        "stability" => new("稳定性", "Stability"),
        _ => Kinds[0].Label(),
    };

    /// <summary>Those of the product, and the standard's own interval of intermediate checks.</summary>
    public static IReadOnlyList<KeepingInterval> Of(MeasurementStandard standard) => standard.IntermediateCheckMonths is { } months
        ? [.. Loaded.Value, new("intermediate-check", [KeepingKind.IntermediateCheck], months, "—", true, "the laboratory's own procedure")]
        : Loaded.Value;

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
        standard.StandingOn(day) is StandardStanding.Withdrawn or StandardStanding.Suspended or StandardStanding.NotYet
            ? []
            : [.. KeepingInterval.Of(standard).Select(interval => Of(interval, runs, day))];

    private static KeepingDue Of(KeepingInterval interval, IReadOnlyCollection<KeepingRun> runs, DateOnly day)
    {
        var newest = runs.Where(run => interval.Kinds.Contains(run.Kind) && run.On <= day && Counts(run)).MaxBy(run => (run.On, run.Id));
        if (newest is { Finding.Value.Decision: KeepingDecision.DoesNotConform })
            return new(interval, newest.On, newest.On, StandardStanding.Expired) { Failed = newest.On };
        var last = newest?.On;
        var due = last?.AddMonths(interval.Months);
        return new(interval, last, due, due is not { } until ? StandardStanding.Unknown
            : until < day ? StandardStanding.Expired : until.DayNumber - day.DayNumber <= StandardValidity.WarningDays ? StandardStanding.Expiring : StandardStanding.Valid);
    }

    /// <summary>A test that failed was done; one that could decide nothing was not, nor was a chart that is out of control a test of stability.</summary>
    private static bool Counts(KeepingRun run) => run.Finding is { IsRefused: false, Value: var finding }
        && finding.Decision is not (KeepingDecision.TooFewGroups or KeepingDecision.TooFewLaboratories)
        && (run.Kind != KeepingKind.Repeatability || finding.Warnings.Count == 0)
        && !(run.Kind == KeepingKind.ControlChart && finding.Decision != KeepingDecision.Conforms);
}
