using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Faults;

/// <summary>Failures and what was done about them.</summary>
public sealed class FaultQueries(Store store)
{
    public const int PageSize = 100;

    /// <summary>Open ones first, then newest first.</summary>
    public Task<List<FaultRecord>> AllAsync(CancellationToken cancellation, int most = PageSize) => store.ReadAsync(
        db => db.FaultRecords.OrderBy(row => row.ClosedAt != null).ThenByDescending(row => row.Id).Take(most).ToListAsync(cancellation), cancellation);

    public Task<FaultRecord?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(db => db.FaultRecords.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<int> OpenAsync(CancellationToken cancellation) => store.ReadAsync(db => db.FaultRecords.CountAsync(row => row.ClosedAt == null, cancellation), cancellation);

    /// <summary>Failures of a day that what was issued on it may be touched by, closed ones too.</summary>
    public Task<List<FaultRecord>> TouchingAsync(DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        db => db.FaultRecords.Where(row => row.TouchesFrom != null && row.TouchesFrom <= day && row.TouchesTo >= day).OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);
}
