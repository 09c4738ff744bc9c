using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>Makes what lists find rows by anew, where a database has rows and nothing of it.</summary>
public static class ListRebuild
{
    private const int Chunk = 500;

    public static async Task IfMissingAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (!await db.SearchTexts.AnyAsync(cancellation))
            await MakeAsync(db, cancellation);
    }

    /// <summary>All of it, whatever is there.</summary>
    internal static async Task AllAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (db.Texts is { } index)
            await index.PutAsync(db, [.. (await db.SearchTexts.Select(row => row.Id).ToListAsync(cancellation)).Select(key => (key, (string?)null))], cancellation);
        await db.SearchTexts.ExecuteDeleteAsync(cancellation);
        await db.StandingSpans.ExecuteDeleteAsync(cancellation);
        await db.StandingSteps.ExecuteDeleteAsync(cancellation);
        db.ChangeTracker.Clear();
        await MakeAsync(db, cancellation);
    }

    private static async Task MakeAsync(MetrologyDb db, CancellationToken cancellation)
    {
        await OfAsync(db, ListSubject.Equipment, db.Equipment.Select(row => row.Id), cancellation);
        await OfAsync(db, ListSubject.Standards, db.Standards.Select(row => row.Id), cancellation);
        foreach (var tests in ListWriting.Tests)
            await OfAsync(db, tests, db.Standards.Select(row => row.Id), cancellation);
        await OfAsync(db, ListSubject.Units, db.Units.Select(row => row.Id), cancellation);
        await OfAsync(db, ListSubject.Certificates, db.Certificates.Select(row => row.Id), cancellation);
        await OfAsync(db, ListSubject.Customers, db.Customers.Select(row => row.Id), cancellation);
    }

    private static async Task OfAsync(MetrologyDb db, ListSubject subject, IQueryable<int> rows, CancellationToken cancellation)
    {
        for (var last = 0; await rows.Where(id => id > last).OrderBy(id => id).Take(Chunk).ToArrayAsync(cancellation) is { Length: > 0 } ids; last = ids[^1])
        {
            await ListWriting.UpdateAsync(db, subject, ids, cancellation);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
