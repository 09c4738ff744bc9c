using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

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
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.PasswordChanged, account.Id, actor, clock.GetUtcNow()), cancellation);
            return account;
        }, cancellation);

    /// <summary>Whoever has a one-time code chooses a password with it; then the code is worth nothing.</summary>
    /// <param name="code">As typed; compared again here, because another request may have used it.</param>
    public Task<Outcome<Account>> WithCodeAsync(int id, string code, string passwordHash, CancellationToken cancellation) =>
        store.WriteAsync<Account>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } account || !OneTimeCode.IsRight(account, code, clock.GetUtcNow()))
                return OneTimeCodeErrors.Refused;
            account.PasswordHash = passwordHash;
            OneTimeCode.End(account);
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.PasswordChosen, id, new(id, account.DisplayName, account.Roles), clock.GetUtcNow()), cancellation);
            return account;
        }, cancellation);

    /// <summary>It is the code of the account, and good still.</summary>
    public bool IsCode(Account account, string code) => OneTimeCode.IsRight(account, code, clock.GetUtcNow());
}
