using Metrology.App.CountedThings;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

public sealed class TargetQueries(Store store, StandardQueries standards, CountedThingQueries things, TimeProvider clock)
{
    /// <summary>Years of the curve before and after what it is about.</summary>
    private const int YearsAround = 3;

    /// <summary>A target on a date under a reading.</summary>
    public sealed record Line(TargetView View, string Reading, TargetCount? Count, TargetStanding Standing)
    {
        /// <summary>What it would count under each meaning of its words, by letter; empty where they have one only.</summary>
        public IReadOnlyDictionary<string, TargetCount> Meanings { get; init; } = new Dictionary<string, TargetCount>();

        /// <summary>What each part of its division counts of it, in their order; empty where parts are not counted.</summary>
        public IReadOnlyList<UnitCount> Parts { get; init; } = [];

        /// <summary>Counted, and of no part that is known.</summary>
        public int Elsewhere { get; init; }

        public bool IsInForce => Reading == View.Row.Reading;
    }

    /// <summary>The count over time, with what the daily job saw under the same reading.</summary>
    public sealed record History(DateOnly From, DateOnly Until, IReadOnlyList<CurvePoint> Curve, IReadOnlyList<TargetSnapshot> Snapshots);

    /// <param name="withdrawn">Those that were withdrawn, instead of those that are in force.</param>
    public async Task<IReadOnlyList<Line>> OnAsync(DateOnly date, CancellationToken cancellation, bool withdrawn = false)
    {
        var all = await CountableAsync(cancellation);
        return [.. (await AllAsync(cancellation, withdrawn)).Select(view => LineOf(view, view.Row.Reading, all, date))];
    }

    /// <summary>Targets whose day is before today and that can be counted: each with the count of its own day, and with its standing today ("missed on its day, reached since").</summary>
    /// <param name="countable">What is counted, for who asks more of the same moment; null reads it.</param>
    public async Task<IReadOnlyList<Line>> DecidedAsync(DateOnly today, CancellationToken cancellation, Countable? countable = null)
    {
        var all = countable ?? await CountableAsync(cancellation);
        return
        [
            .. from view in await AllAsync(cancellation)
               where view.Target.Due.DefaultDate < today
               let line = LineOf(view, view.Row.Reading, all, view.Target.Due.DefaultDate!.Value)
               where line.Count is not null
               select line with { Standing = view.StandingOn(all, today, view.Row.Reading) },
        ];
    }

    /// <summary>One target; the reading may be another than the one in force, to look. A reading that the sentence does not allow is not looked under.</summary>
    /// <param name="countable">What is counted, for who asks more of the same moment; null reads it.</param>
    public async Task<Line?> FindAsync(string id, DateOnly date, string? reading, CancellationToken cancellation, Countable? countable = null)
    {
        if (await ViewAsync(id, cancellation) is not { } view)
            return null;
        var all = countable ?? await CountableAsync(cancellation);
        return Detailed(LineOf(view, ReadingOf(view, reading), all, date), all, date);
    }

    /// <summary>With what one target alone is asked for: its other meanings.</summary>
    private static Line Detailed(Line line, Countable all, DateOnly date)
    {
        var (view, reading) = (line.View, line.Reading);
        return !view.CountsStandards || line.Count is null
            ? line
            : line with { Meanings = (view.Target.ReadingRules?.Keys ?? []).ToDictionary(letter => letter, letter => view.Meaning(letter).CountOn(all, date, reading)!) };
    }

    public async Task<Countable> CountableAsync(CancellationToken cancellation) => new(await standards.DatedAsync(cancellation), await things.AllAsync(cancellation));

    /// <summary>The rows behind a count of other things, each with the standing of its thing and the rows that count with it; null when there is no such count.</summary>
    public async Task<IReadOnlyList<CountedThingQueries.Line>?> ThingsAsync(string id, DateOnly date, string? reading, CancellationToken cancellation)
    {
        if (await ViewAsync(id, cancellation) is not { Thing: not null } view)
            return null;
        var rows = (await things.AllAsync(cancellation)).Where(row => !row.IsVoid).ToDictionary(row => row.Counted().Id);
        return ThingProgress.Meant(view.Target, ReadingOf(view, reading), rows.Values.Select(row => row.Counted()), date)?
            .SelectMany(one => one.Rows.Select(row => new CountedThingQueries.Line(rows[row.Id], one.Standing, [.. one.Rows.Select(same => rows[same.Id].Id)]))).ToList();
    }

    /// <summary>Each district of a minimum of each; empty under other readings.</summary>
    public async Task<IReadOnlyList<UnitCount>> UnitsAsync(TargetView view, string reading, DateOnly date, CancellationToken cancellation, Countable? countable = null) =>
        reading == TargetReadings.PerInstitutionMinimum && TargetProgress.Meant(view.Target, reading, (countable ?? await CountableAsync(cancellation)).CountedStandards, date) is { } built
            ? TargetProgress.Institutions(view.Target, built)
        : reading == TargetReadings.PerUnitMinimum && ThingProgress.Meant(view.Target, reading, (countable ?? await CountableAsync(cancellation)).Things, date) is { } meant ? ThingProgress.Units(meant, view.Units) : [];

    /// <summary>Rates as they were stated up to a day, newest first, for a target of coverage.</summary>
    public async Task<IReadOnlyList<CountedThingRow>> RatesAsync(TargetView view, DateOnly date, CancellationToken cancellation) => view.Thing == ThingKind.CoverageRate
        ? [.. (await things.AllAsync(cancellation)).Where(row => row is { Kind: ThingKind.CoverageRate, IsVoid: false } && row.From <= date).OrderByDescending(row => row.From)]
        : [];

    /// <summary>The standards behind a count, each with the standing under which the target sees it; null when there is no such count.</summary>
    public async Task<IReadOnlyList<StandardQueries.Line>?> StandardsAsync(string id, DateOnly date, string? reading, CancellationToken cancellation) =>
        await ViewAsync(id, cancellation) is { } view
            ? view.MeantOn(await standards.AllAsync(cancellation), date, ReadingOf(view, reading))?
                .Select(one => new StandardQueries.Line(one.Standard, one.Standing, one.Standard.ValidUntil(date))).ToList()
            : null;

    /// <summary>The curve some years around today, the due day and the plan; null when the registry cannot answer the reading.</summary>
    public async Task<History?> HistoryAsync(TargetView view, string reading, CancellationToken cancellation, Countable? countable = null)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        DateOnly[] about = [today, .. new[] { view.Target.Due.DefaultDate, view.Target.PlanStart }.OfType<DateOnly>()];
        var (from, until) = (about.Min().AddYears(-YearsAround), about.Max().AddYears(YearsAround));
        if (view.CurveOf(countable ?? await CountableAsync(cancellation), reading, from, until) is not { } curve)
            return null;
        var snapshots = await store.ReadAsync(
            db => db.TargetSnapshots.Where(row => row.TargetId == view.Id && row.Reading == reading).OrderBy(row => row.On).ToListAsync(cancellation), cancellation);
        return new(from, until, curve, snapshots);
    }

    private static string ReadingOf(TargetView view, string? asked) => asked is not null && view.AllowedReadings.Contains(asked) ? asked : view.Row.Reading;

    public async Task<TargetView?> ViewAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(db => db.Targets.Include(target => target.Parts).FirstOrDefaultAsync(target => target.Id == id, cancellation), cancellation) is { } row ? TargetView.Of(row) : null;

    /// <param name="withdrawn">Those that were withdrawn, instead of those that are in force.</param>
    public async Task<IReadOnlyList<TargetView>> AllAsync(CancellationToken cancellation, bool withdrawn = false) =>
        [.. (await store.ReadAsync(db => db.Targets.Where(row => row.IsWithdrawn == withdrawn).Include(row => row.Parts).OrderBy(row => row.Id).ToListAsync(cancellation), cancellation)).Select(TargetView.Of)];

    private static Line LineOf(TargetView view, string reading, Countable all, DateOnly date)
    {
        var line = new Line(view, reading, view.CountOn(all, date, reading), view.StandingOn(all, date, reading));
        if (!view.CountsStandards || view.Units.Count == 0 || TargetProgress.Meant(view.Target, reading, all.CountedStandards, date) is not { } meant)
            return line;
        if (TargetProgress.IsOfInstitutions(reading))
            return line with { Parts = TargetProgress.Institutions(view.Target, meant) };
        var (parts, elsewhere) = TargetProgress.ByPart(view.Target, meant);
        return line with { Parts = parts, Elsewhere = elsewhere };
    }
}
