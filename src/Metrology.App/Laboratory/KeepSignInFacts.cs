using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>
/// Keeps what the host learns at a sign-in: failures counted, a lockout, a hash renewed. An account that an administrator has changed meanwhile is left as it is.
/// </summary>
public sealed class KeepSignInFacts(Store store, ITellAccount tell)
{
    /// <summary>Failures and lockout of the account, and nothing else that it says.</summary>
    public Task<Outcome<int>> ExecuteAsync(Account account, CancellationToken cancellation) =>
        store.WriteAsync<int>(
            async db =>
            {
                if (await db.Accounts.FindAsync([account.Id], cancellation) is not { } row)
                    return LaboratoryErrors.NoSuchAccount;
                if (row.Version != account.Version)
                    return StorageErrors.MovedOn;
                if (account.LockoutEnd is { } until && until != row.LockoutEnd)
                    await tell.LockedAsync(db, row.Id, until, cancellation);
                (row.AccessFailedCount, row.LockoutEnd) = (account.AccessFailedCount, account.LockoutEnd);
                return row.Id;
            },
            cancellation);

    /// <summary>The same password hashed in more rounds. It stands in the ledger, so it waits while no record may be written.</summary>
    public Task<Outcome<int>> RenewHashAsync(int id, string before, string hash, CancellationToken cancellation) =>
        store.WriteAsync<int>(
            async db =>
            {
                if (await db.Accounts.FindAsync([id], cancellation) is not { } row)
                    return LaboratoryErrors.NoSuchAccount;
                if (row.PasswordHash == before)
                    row.PasswordHash = hash;
                return id;
            },
            cancellation);
}
