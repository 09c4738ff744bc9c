using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>A person gives himself another password; the host has checked the one before. All sessions of the person end.</summary>
public sealed class ChangePassword(Store store, TimeProvider clock, ITellAccount tell)
{
    public Task<Outcome<Account>> ExecuteAsync(Actor actor, string passwordHash, CancellationToken cancellation) =>
        store.WriteAsync<Account>(async db =>
        {
            if (await db.Accounts.FindAsync([actor.AccountId], cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            account.PasswordHash = passwordHash;
            account.PasswordGivenUntil = null;
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.PasswordChanged, account.Id, actor, clock.GetUtcNow()), cancellation);
            return account;
        }, cancellation);
}
