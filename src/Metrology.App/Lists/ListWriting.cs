using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Metrology.App.Lists;

/// <summary>Writes what lists find rows by, in the transaction that changes the rows. It sees every change that goes through the one context of the product.</summary>
internal static class ListWriting
{
    /// <summary>Under which tests of standards are kept.</summary>
    internal static readonly ListSubject[] Tests = [ListSubject.RepeatabilityTests, ListSubject.StabilityTests, ListSubject.IntermediateChecks, ListSubject.Verifications];

    /// <summary>Rows of which at most so many are read at once.</summary>
    private const int Chunk = 500;

    /// <summary>Rows that change what lists find; asked before they are saved, because then it is known which are.</summary>
    public static IReadOnlyList<object> TouchedIn(ChangeTracker changes) =>
    [
        .. changes.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(entry => entry.Entity)
            .Where(row => row is EquipmentItem or TraceabilityCertificate or MeasurementStandard or StandardCertificate or StandardEvent or KeepingRun or UnitUnderTest or Customer or Certificate),
    ];

    /// <summary>Brings the lists to what the saved rows say.</summary>
    /// <returns>Whether there is anything to save.</returns>
    public static async Task<bool> UpdateAsync(MetrologyDb db, IReadOnlyList<object> touched, CancellationToken cancellation)
    {
        var ids = touched.SelectMany(RowsOf).ToHashSet();
        int[] customers = [.. ids.Where(one => one.Subject == ListSubject.Customers).Select(one => one.Id)];
        if (customers.Length > 0)
            ids.UnionWith((await db.Units.Where(row => customers.Contains(row.CustomerId)).Select(row => row.Id).ToListAsync(cancellation)).Select(id => (ListSubject.Units, id)));
        int[] units = [.. ids.Where(one => one.Subject == ListSubject.Units).Select(one => one.Id)];
        foreach (var some in units.Chunk(Chunk))
            ids.UnionWith((await db.Certificates.Where(row => some.Contains(row.Verification!.UnitId)).Select(row => row.Id).ToListAsync(cancellation)).Select(id => (ListSubject.Certificates, id)));
        foreach (var group in ids.GroupBy(one => one.Subject, one => one.Id))
        {
            foreach (var some in group.Chunk(Chunk))
                await UpdateAsync(db, group.Key, some, cancellation);
        }

        return ids.Count > 0;
    }

    private static IEnumerable<(ListSubject Subject, int Id)> RowsOf(object row) => row switch
    {
        EquipmentItem item => [(ListSubject.Equipment, item.Id)],
        TraceabilityCertificate certificate => [(ListSubject.Equipment, certificate.EquipmentId)],
        MeasurementStandard standard => OfStandard(standard.Id),
        StandardCertificate certificate => OfStandard(certificate.StandardId),
        StandardEvent act => OfStandard(act.StandardId),
        KeepingRun run => OfStandard(run.StandardId),
        UnitUnderTest unit => [(ListSubject.Units, unit.Id)],
        Customer customer => [(ListSubject.Customers, customer.Id)],
        Certificate certificate => [(ListSubject.Certificates, certificate.Id)],
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };

    /// <summary>When tests are asked for follows from the standing of the standard, and from whether there is any test.</summary>
    private static IEnumerable<(ListSubject Subject, int Id)> OfStandard(int id) =>
        Tests.Prepend(ListSubject.Standards).Select(subject => (subject, id));

    public static async Task UpdateAsync(MetrologyDb db, ListSubject subject, int[] ids, CancellationToken cancellation)
    {
        var (texts, spans) = await OfAsync(db, subject, ids, cancellation);
        await PutTextsAsync(db, subject, ids, texts, cancellation);
        if (spans is not null)
            await PutSpansAsync(db, subject, ids, spans, cancellation);
    }

    /// <summary>What lists find these rows by, as the rows say now.</summary>
    /// <returns>Spans are null of a register that has none.</returns>
    internal static async Task<(Dictionary<int, string> Texts, IReadOnlyList<StandingSpan>? Spans)> OfAsync(MetrologyDb db, ListSubject subject, int[] ids, CancellationToken cancellation)
    {
        switch (subject)
        {
            case ListSubject.Equipment:
                var items = await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
                return (items.ToDictionary(row => row.Id, SearchText.Of), [.. items.SelectMany(StandingSpan.Of)]);
            case ListSubject.Standards:
                var standards = await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
                return (standards.ToDictionary(row => row.Id, SearchText.Of), [.. standards.SelectMany(StandingSpan.Of)]);
            case var tests when Tests.Contains(tests):
                var kept = await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
                var runs = (await db.KeepingRuns.AsNoTracking().Where(row => ids.Contains(row.StandardId)).ToListAsync(cancellation)).ToLookup(row => row.StandardId);
                // They are found with their standards, not by a text.
                return ([], [.. kept.SelectMany(standard => KeepingDue.SpansOf(standard, subject, [.. runs[standard.Id]]))]);
            case ListSubject.Units:
                var units = await db.Units.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.SerialNumber, row.Model, row.NameZh, row.NameEn, Customer = row.Customer!.Name }).ToListAsync(cancellation);
                return (units.ToDictionary(row => row.Id, row => SearchForm.OfFields([row.SerialNumber, row.Model, row.NameZh, row.NameEn, row.Customer])), null);
            case ListSubject.Certificates:
                var issued = await db.Certificates.Where(row => ids.Contains(row.Id))
                    .Select(row => new { row.Id, row.Number, row.Verification!.Unit!.SerialNumber, Customer = row.Verification.Unit.Customer!.Name }).ToListAsync(cancellation);
                return (issued.ToDictionary(row => row.Id, row => SearchForm.OfFields([row.Number, row.SerialNumber, row.Customer])), null);
            case ListSubject.Customers:
                var customers = await db.Customers.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.Address }).ToListAsync(cancellation);
                return (customers.ToDictionary(row => row.Id, row => SearchForm.OfFields([row.Name, row.Address])), null);
            default:
                return ([], null);
        }
    }

    private static async Task PutTextsAsync(MetrologyDb db, ListSubject subject, int[] ids, Dictionary<int, string> now, CancellationToken cancellation)
    {
        long[] keys = [.. ids.Select(id => SearchText.KeyOf(subject, id))];
        var there = await db.SearchTexts.AsTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var changed = new List<(long, string?)>();
        foreach (var (id, key) in ids.Zip(keys))
        {
            var (text, old) = (now.GetValueOrDefault(id), there.GetValueOrDefault(key));
            if (text == old?.Text)
                continue;
            changed.Add((key, text));
            if (text is null)
                db.Remove(old!);
            else if (old is null)
                db.Add(new SearchText { Id = key, Text = text });
            else
                old.Text = text;
        }

        if (changed.Count > 0 && db.Texts is { } index)
            await index.PutAsync(db, changed, cancellation);
    }

    private static async Task PutSpansAsync(MetrologyDb db, ListSubject subject, int[] ids, IReadOnlyList<StandingSpan> now, CancellationToken cancellation)
    {
        var there = await db.StandingSpans.AsTracking().Where(row => row.Subject == subject && ids.Contains(row.ItemId)).ToDictionaryAsync(row => (row.ItemId, row.From), cancellation);
        var steps = new Dictionary<(Core.Planning.StandardStanding, int), int>();
        foreach (var span in now)
        {
            if (there.Remove((span.ItemId, span.From), out var old))
            {
                Count(old, -1);
                (old.Until, old.Standing, old.Ends) = (span.Until, span.Standing, span.Ends);
            }
            else
            {
                db.Add(span);
            }

            Count(span, 1);
        }

        foreach (var gone in there.Values)
        {
            Count(gone, -1);
            db.Remove(gone);
        }

        foreach (var ((standing, day), change) in steps.Where(one => one.Value != 0))
        {
            if (await db.StandingSteps.FindAsync([subject, standing, day], cancellation) is { } step)
                step.Change += change;
            else
                db.Add(new StandingStep { Subject = subject, Standing = standing, Day = day, Change = change });
        }

        void Count(StandingSpan span, int times) => CountIn(steps, span, times);
    }

    /// <summary>By how much a span changes the numbers of a register, day by day.</summary>
    internal static void CountIn(Dictionary<(Core.Planning.StandardStanding Standing, int Day), int> steps, StandingSpan span, int times)
    {
        Add(span.From, times);
        if (span.Until < DateOnly.MaxValue.DayNumber)
            Add(span.Until + 1, -times);

        void Add(int day, int change) => steps[(span.Standing, day)] = steps.GetValueOrDefault((span.Standing, day)) + change;
    }
}
