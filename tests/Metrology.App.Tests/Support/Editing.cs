using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Support;

internal static class Editing
{
    /// <summary>Changes rows as the context saves them, with their entry of the ledger, and past every use case.</summary>
    public static async Task EditAsync<T>(this IQueryable<T> rows, Action<T> edit)
        where T : class
    {
        foreach (var row in await rows.AsTracking().ToListAsync())
            edit(row);
    }
}
