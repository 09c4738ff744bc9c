using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

public sealed class UnitQueries(Store store)
{
    public Task<List<UnitUnderTest>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).OrderBy(row => row.SerialNumber).ToListAsync(cancellation), cancellation);

    public Task<UnitUnderTest?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);
}
