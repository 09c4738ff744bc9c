using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

public sealed class InstitutionQueries(Store store)
{
    public Task<Institution?> CurrentAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Institutions.FirstOrDefaultAsync(cancellation), cancellation);
}
