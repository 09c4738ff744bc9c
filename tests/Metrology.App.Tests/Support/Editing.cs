using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Support;

internal static class Editing
{
    /// <summary>Changes rows as the context saves them, with their entry of the ledger, and past every use case.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> EditAsync<T>(this IQueryable<T> rows, Action<T> edit)
        where T : class
    {
        var all = await rows.AsTracking().ToListAsync();
        all.ForEach(edit);
        return all.Count;
    }

    /// <summary>Takes rows out in the same way.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> TakeOutAsync<T>(this IQueryable<T> rows, MetrologyDb db)
        where T : class
    {
        var all = await rows.AsTracking().ToListAsync();
        db.RemoveRange(all);
        return all.Count;
    }
}
