using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

public sealed class EquipmentQueries(Store store)
{
    public Task<List<EquipmentItem>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).OrderBy(row => row.Code).ToListAsync(cancellation), cancellation);

    public Task<EquipmentItem?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);
}
