using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Payloads;

/// <summary>The bindings of topics, closed ones too.</summary>
public sealed class PayloadQueries(Store store)
{
    public Task<List<PayloadBinding>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.PayloadBindings.Include(row => row.Equipment).OrderBy(row => row.ClosedAt != null).ThenBy(row => row.Topic).ToListAsync(cancellation), cancellation);

    public Task<PayloadBinding?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.PayloadBindings.Include(row => row.Equipment).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<List<PayloadBinding>> InForceAsync(CancellationToken cancellation) => store.ReadAsync(db => InForce(db).ToListAsync(cancellation), cancellation);

    internal static IQueryable<PayloadBinding> InForce(MetrologyDb db) => db.PayloadBindings.AsNoTracking().Include(row => row.Equipment).Where(row => row.ClosedAt == null);
}
