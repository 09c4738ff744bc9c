using System.Globalization;
using System.Runtime.CompilerServices;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>Computes again what lists find and count rows by, and compares it with what is kept.</summary>
internal static class ListAudit
{
    private const int Chunk = 500;

    /// <summary>Which rows are not what follows from the registers.</summary>
    public static async IAsyncEnumerable<string> DifferencesAsync(MetrologyDb db, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (subject, ids) in new[]
        {
            (ListSubject.Equipment, db.Equipment.Select(row => row.Id)), (ListSubject.Standards, db.Standards.Select(row => row.Id)), (ListSubject.Units, db.Units.Select(row => row.Id)),
            (ListSubject.Certificates, db.Certificates.Select(row => row.Id)), (ListSubject.Customers, db.Customers.Select(row => row.Id)),
        }.Concat(ListWriting.Tests.Select(tests => (tests, db.Standards.Select(row => row.Id)))))
        {
            await foreach (var where in OfAsync(db, subject, ids, cancellation))
                yield return where;
        }
    }

    private static async IAsyncEnumerable<string> OfAsync(MetrologyDb db, ListSubject subject, IQueryable<int> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var steps = new Dictionary<(StandardStanding Standing, int Day), int>();
        for (var last = 0; last < int.MaxValue;)
        {
            var from = last;
            var ids = await rows.Where(id => id > from).OrderBy(id => id).Take(Chunk).ToArrayAsync(cancellation);
            // Behind the last row nothing is kept either.
            var until = ids.Length < Chunk ? int.MaxValue : ids[^1];
            var (texts, spans) = await ListWriting.OfAsync(db, subject, ids, cancellation);
            var (first, end) = (SearchText.KeyOf(subject, from), SearchText.KeyOf(subject, until));
            var kept = await db.SearchTexts.AsNoTracking().Where(row => row.Id > first && row.Id <= end).ToDictionaryAsync(row => row.Id, row => row.Text, cancellation);
            foreach (var (id, text) in texts)
            {
                if (!kept.Remove(SearchText.KeyOf(subject, id), out var there) || there != text)
                    yield return Name(nameof(SearchText), subject, id);
            }

            foreach (var key in kept.Keys)
                yield return Name(nameof(SearchText), subject, (int)(key - SearchText.FirstKeyOf(subject)));
            var keptSpans = (await db.StandingSpans.AsNoTracking().Where(row => row.Subject == subject && row.ItemId > from && row.ItemId <= until).ToListAsync(cancellation))
                .ToDictionary(row => (row.ItemId, row.From));
            foreach (var span in spans ?? [])
            {
                ListWriting.CountIn(steps, span, 1);
                if (!keptSpans.Remove((span.ItemId, span.From), out var there) || (there.Until, there.Standing, there.Ends) != (span.Until, span.Standing, span.Ends))
                    yield return Name(nameof(StandingSpan), subject, span.ItemId);
            }

            foreach (var span in keptSpans.Values)
                yield return Name(nameof(StandingSpan), subject, span.ItemId);
            last = until;
        }

        foreach (var step in await db.StandingSteps.AsNoTracking().Where(row => row.Subject == subject).ToListAsync(cancellation))
        {
            steps.Remove((step.Standing, step.Day), out var change);
            if (change != step.Change)
                yield return Name(nameof(StandingStep), subject, step.Day);
        }

        foreach (var ((_, day), _) in steps.Where(one => one.Value != 0))
            yield return Name(nameof(StandingStep), subject, day);
    }

    private static string Name(string table, ListSubject subject, int id) => string.Create(CultureInfo.InvariantCulture, $"{table} {subject} {id}");
}
