using Metrology.App.Storage;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Capabilities;

public sealed class CapabilityQueries(Store store)
{
    /// <summary>By measurand, those that ended too.</summary>
    public Task<List<CapabilityRow>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.Capabilities.AsNoTracking().Include(row => row.Standard).OrderBy(row => row.Measurand).ThenBy(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<CapabilityRow?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.Capabilities.AsNoTracking().Include(row => row.Standard).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>What the laboratory is granted with a standard on a day.</summary>
    internal static async Task<IReadOnlyList<MeasuringCapability>> OfAsync(MetrologyDb db, int standard, DateOnly date, CancellationToken cancellation) =>
        [.. (await db.Capabilities.AsNoTracking().Where(row => row.StandardId == null || row.StandardId == standard).ToListAsync(cancellation))
            .Where(row => row.CountsOn(date)).Select(row => row.Capability())];
}
