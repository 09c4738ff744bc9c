using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>What lapses first: standards, instruments, and tests of standards.</summary>
public sealed class DueQueries(Store store)
{
    /// <summary>How far ahead is looked, in days.</summary>
    public const int Far = 180;

    /// <summary>Standards, instruments and tests that a section shows at most, those that lapse first.</summary>
    public const int MostOfSection = 50;

    private static readonly StandardStanding[] Sections = [StandardStanding.Expired, StandardStanding.Expiring, StandardStanding.Valid, StandardStanding.Unknown];

    /// <param name="IsCut">A section has more rows than it shows.</param>
    public sealed record Due(IReadOnlyList<StandardQueries.Line> Standards, IReadOnlyList<EquipmentItem> Equipment, IReadOnlyList<DueTest> Tests, bool IsCut);

    public sealed record DueTest(MeasurementStandard Standard, KeepingDue Due);

    /// <summary>
    /// What has lapsed, what lapses soon, and what nobody knows the last day of. What nobody uses, or nobody may use yet, is not due. Standards and instruments come with what their names and days follow from, and with
    /// nothing else.
    /// </summary>
    public Task<Due> OnAsync(DateOnly day, CancellationToken cancellation, int most = MostOfSection) => store.ReadAsync(
        async db =>
        {
            var found = await FirstAsync(db, day.DayNumber, most, cancellation);
            var (standardIds, itemIds, testIds) = (found.Of([ListSubject.Standards]), found.Of([ListSubject.Equipment]), found.Of(ListWriting.Tests));
            var standards = await DatedStandards.ReadAsync(db, [.. standardIds.Shown.Concat(testIds.Shown).Select(one => one.ItemId).Distinct()], cancellation);
            var equipment = await EquipmentAsync(db, [.. itemIds.Shown.Select(one => one.ItemId)], cancellation);
            var tests = await TestsAsync(db, [.. testIds.Shown.OrderBy(one => one.ItemId).ThenBy(one => one.Subject).Select(one => (standards[one.ItemId], one.Subject))], day, cancellation);
            return new Due(
                [.. standardIds.Shown.Select(one => standards[one.ItemId]).OrderBy(row => row.Id).Select(row => new StandardQueries.Line(row, row.StandingOn(day), row.ValidUntil(day)))],
                equipment, tests, standardIds.IsCut || itemIds.IsCut || testIds.IsCut);
        },
        cancellation);

    private static async Task<List<EquipmentItem>> EquipmentAsync(MetrologyDb db, int[] ids, CancellationToken cancellation)
    {
        var items = await db.Equipment.Where(row => EF.Parameter(ids).Contains(row.Id)).Select(row => new EquipmentItem
        {
            Id = row.Id,
            Code = row.Code,
            NameZh = row.NameZh,
            NameEn = row.NameEn,
            Manufacturer = "",
            Model = "",
            SerialNumber = "",
            IsDemonstration = row.IsDemonstration,
        }).ToDictionaryAsync(row => row.Id, cancellation);
        var certificates = await db.TraceabilityCertificates.Where(row => EF.Parameter(ids).Contains(row.EquipmentId)).Select(row => new TraceabilityCertificate
        {
            Id = row.Id,
            EquipmentId = row.EquipmentId,
            Number = "",
            Issuer = "",
            UncertaintyText = "",
            Unit = "",
            Measurand = row.Measurand,
            IssuedOn = row.IssuedOn,
            ValidUntil = row.ValidUntil,
        }).ToListAsync(cancellation);
        foreach (var certificate in certificates.OrderBy(row => row.Id))
            items[certificate.EquipmentId].Certificates.Add(certificate);
        return [.. items.Values.OrderBy(row => row.Id)];
    }

    /// <summary>When tests are due, from the newest of their runs: what came of it decides, and those before it are read only where it decided nothing.</summary>
    private static async Task<List<DueTest>> TestsAsync(MetrologyDb db, IReadOnlyList<(MeasurementStandard Standard, ListSubject Subject)> shown, DateOnly day, CancellationToken cancellation)
    {
        int[] tested = [.. shown.Select(one => one.Standard.Id).Distinct()];
        var keys = (await db.KeepingRuns.Where(row => EF.Parameter(tested).Contains(row.StandardId)).Select(row => new { row.Id, row.StandardId, row.Kind, row.On }).ToListAsync(cancellation)).ToLookup(row => row.StandardId);
        var newest = shown.Select(one => keys[one.Standard.Id].Where(row => row.On <= day && KeepingDue.IsOf(one.Standard, one.Subject, row.Kind)).MaxBy(row => (row.On, row.Id))).ToList();
        var runs = await RunsAsync([.. newest.Where(row => row is not null).Select(row => row!.Id)]);
        int[] undecided = [.. runs.Where(run => !KeepingDue.IsDone(run)).Select(run => run.StandardId).Distinct()];
        if (undecided.Length > 0)
            runs = [.. runs.Where(run => !undecided.Contains(run.StandardId)), .. await RunsAsync([.. undecided.SelectMany(id => keys[id]).Select(row => row.Id)])];
        var byStandard = runs.ToLookup(run => run.StandardId);
        return
        [
            .. shown.Select(one => (one.Standard, Due: KeepingDue.Of(one.Standard, one.Subject, byStandard[one.Standard.Id], keys.Contains(one.Standard.Id), day)))
                .Where(one => one.Due is not null).Select(one => new DueTest(one.Standard, one.Due!)),
        ];

        Task<List<KeepingRun>> RunsAsync(int[] ids) => db.KeepingRuns.AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation);
    }

    /// <summary>The first of each section and register.</summary>
    private static async Task<First> FirstAsync(MetrologyDb db, int today, int most, CancellationToken cancellation)
    {
        ListSubject[] subjects = [ListSubject.Standards, ListSubject.Equipment, .. ListWriting.Tests];
        var pairs = subjects.SelectMany(subject => Sections.Select(standing => (subject, standing))).ToList();
        var found = await TogetherAsync(pairs.SelectMany(pair => IsLasting(pair.standing)
            ? new[] { Lasting(db, pair.subject, pair.standing, today).Take(most + 1), Ended(db, pair.subject, pair.standing, today).Take(most + 1) }
            : [InOrder(db, pair.subject, pair.standing, today).Take(most + 1)]), cancellation);
        // What ended after the day asked for is no longer few, as on a day long ago: it is met on a walk.
        var many = found.Where(row => row.Until < StandingSpan.Forever && IsLasting(row.Standing)).CountBy(row => (row.Subject, row.Standing)).Where(one => one.Value > most).Select(one => one.Key).ToList();
        if (many.Count > 0)
            found = [.. found.Where(row => !many.Contains((row.Subject, row.Standing))), .. await TogetherAsync(many.Select(one => InOrder(db, one.Subject, one.Standing, today).Take(most + 1)), cancellation)];
        return new(found.ToLookup(row => (row.Subject, row.Standing)), most);
    }

    /// <summary>What stays as it is until something is done: the many that were done again since are passed over.</summary>
    private static bool IsLasting(StandardStanding standing) => standing is StandardStanding.Expired or StandardStanding.Unknown;

    private static IQueryable<StandingSpan> Lasting(MetrologyDb db, ListSubject subject, StandardStanding standing, int today) => db.StandingSpans
        .Where(row => row.Subject == subject && row.Standing == standing && row.Until == StandingSpan.Forever && row.From <= today).OrderBy(row => row.Ends).ThenBy(row => row.ItemId);

    private static IQueryable<StandingSpan> Ended(MetrologyDb db, ListSubject subject, StandardStanding standing, int today) => db.StandingSpans
        .Where(row => row.Subject == subject && row.Standing == standing && row.Until >= today && row.Until < StandingSpan.Forever && row.From <= today).OrderBy(row => row.Until);

    private static IQueryable<StandingSpan> InOrder(MetrologyDb db, ListSubject subject, StandardStanding standing, int today)
    {
        var (first, last) = Ends(standing, subject, today);
        return db.StandingSpans.Where(row => row.Subject == subject && row.Standing == standing && row.Ends >= first && row.Ends <= last && row.From <= today && row.Until >= today)
            .OrderBy(row => row.Ends).ThenBy(row => row.ItemId);
    }

    /// <summary>All of them with one command.</summary>
    private static Task<List<StandingSpan>> TogetherAsync(IEnumerable<IQueryable<StandingSpan>> queries, CancellationToken cancellation) =>
        queries.Aggregate((all, next) => all.Concat(next)).AsNoTracking().ToListAsync(cancellation);

    private sealed record First(ILookup<(ListSubject Subject, StandardStanding Standing), StandingSpan> Found, int Most)
    {
        /// <summary>The first of each section of these registers together.</summary>
        public (List<StandingSpan> Shown, bool IsCut) Of(IReadOnlyList<ListSubject> subjects)
        {
            var sections = Sections.Select(standing => subjects.SelectMany(subject => Found[(subject, standing)]).OrderBy(row => row.Ends).ThenBy(row => row.ItemId).ThenBy(row => row.Subject).ToList()).ToList();
            return ([.. sections.SelectMany(section => section.Take(Most))], sections.Exists(section => section.Count > Most));
        }
    }

    /// <summary>
    /// Last days that a section can have. Whatever is called valid today has more than <see cref="StandardValidity.WarningDays"/> days left, so what lapses sooner is passed over and not walked through; only of a
    /// standard with overlapping certificates the one shown may end before the one by which it is valid.
    /// </summary>
    private static (int First, int Last) Ends(StandardStanding standing, ListSubject subject, int today) => standing switch
    {
        StandardStanding.Expiring => (today, today + StandardValidity.WarningDays),
        StandardStanding.Valid => (subject == ListSubject.Standards ? today : today + StandardValidity.WarningDays + 1, today + Far),
        _ => (0, StandingSpan.UnknownEnd),
    };
}
