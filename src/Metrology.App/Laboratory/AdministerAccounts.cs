using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>What an administrator does to accounts. Every change ends the sign-ins of the changed account.</summary>
public sealed class AdministerAccounts(Store store, ICertificateRenderer paper, TimeProvider clock, ITellAccount tell)
{
    /// <summary>How long a password that somebody else knows lets anybody in.</summary>
    public static readonly TimeSpan GivenPassword = TimeSpan.FromDays(1);

    private static readonly BilingualText PasswordOf = new("密码", "Password");

    public Task<Outcome<Account>> CreateAsync(Actor actor, NewAccount request, CancellationToken cancellation) =>
        store.WriteAsync<Account>(actor, async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (request.Roles.Count == 0)
                return LaboratoryErrors.NoRole;
            // The name that a person signs with.
            if (paper.Wrong((nameof(request.DisplayName), request.DisplayName)) is { } unprintable)
                return unprintable;
            var normalized = NewAccount.Normalize(request.UserName);
            if (await db.Accounts.AnyAsync(row => row.NormalizedUserName == normalized, cancellation))
                return LaboratoryErrors.UserNameTaken;
            var account = request.ToAccount();
            account.PasswordGivenUntil = clock.GetUtcNow() + GivenPassword;
            db.Add(account);
            var created = AccountEvent.Of(AccountAct.Created, null, actor, clock.GetUtcNow(), string.Join(' ', account.Roles));
            created.Account = account;
            db.Add(created);
            return account;
        }, cancellation);

    public Task<Outcome<Account>> SetRolesAsync(Actor actor, int id, IReadOnlyList<Role> roles, CancellationToken cancellation) =>
        ChangeAsync(actor, id, AccountAct.RolesChanged, account =>
        {
            if (roles.Count == 0)
                return LaboratoryErrors.NoRole;
            account.Roles = [.. roles.Distinct().Order()];
            return null;
        }, cancellation);

    public Task<Outcome<Account>> SetDisabledAsync(Actor actor, int id, bool disabled, CancellationToken cancellation) =>
        ChangeAsync(actor, id, disabled ? AccountAct.Disabled : AccountAct.Enabled, account =>
        {
            account.IsDisabled = disabled;
            return null;
        }, cancellation);

    /// <summary>
    /// Gives a new password and lifts a lockout. Whoever gives it knows it: it is good for a day and for choosing another, the reason is kept and the person is told, so that nobody becomes somebody else unseen.
    /// </summary>
    public async Task<Outcome<Account>> ResetPasswordAsync(Actor actor, int id, string passwordHash, CancellationToken cancellation)
    {
        if (actor.Because?.Trim() is not { Length: > 0 } because)
            return ParameterErrors.NoReason(PasswordOf);
        if (because.Length > ParameterChange.LongestReason || because.Any(char.IsControl))
            return ParameterErrors.BadReason;
        return await ChangeAsync(actor, id, AccountAct.PasswordReset, account =>
        {
            account.PasswordHash = passwordHash;
            account.PasswordGivenUntil = clock.GetUtcNow() + GivenPassword;
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            return null;
        }, cancellation, because);
    }

    private Task<Outcome<Account>> ChangeAsync(Actor actor, int id, AccountAct act, Func<Account, Refusal?> change, CancellationToken cancellation, string? because = null) =>
        store.WriteAsync<Account>(actor, async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            var accounts = await db.Accounts.ToListAsync(cancellation);
            if (accounts.Find(row => row.Id == id) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            var before = string.Join(' ', account.Roles);
            if (change(account) is { } refused)
                return refused;
            // Nobody could let anybody in again.
            if (!accounts.Exists(row => !row.IsDisabled && row.Roles.Contains(Role.Administrator)))
                return LaboratoryErrors.LastAdministrator;
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(act, id, actor, clock.GetUtcNow(), act == AccountAct.RolesChanged ? $"{before} → {string.Join(' ', account.Roles)}" : because), cancellation);
            return account;
        }, cancellation);
}
