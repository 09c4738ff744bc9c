using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>Stores accounts for the host's identity services. Passwords are hashed before they come here.</summary>
public sealed class Accounts(Store store)
{
    public Task<List<Account>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.OrderBy(row => row.NormalizedUserName).ToListAsync(cancellation), cancellation);

    public Task<bool> AnyAsync(CancellationToken cancellation) => store.ReadAsync(db => db.Accounts.AnyAsync(cancellation), cancellation);

    public Task<Account?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Accounts.FirstOrDefaultAsync(row => row.NormalizedUserName == normalizedUserName, cancellation), cancellation);
}
