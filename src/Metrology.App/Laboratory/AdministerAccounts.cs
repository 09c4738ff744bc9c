using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>What an administrator does to accounts. Every change ends the sign-ins of the changed account.</summary>
public sealed class AdministerAccounts(Store store, ICertificateRenderer paper, TimeProvider clock, ITellAccount tell)
{
    private static readonly BilingualText PasswordOf = new("登录方式", "Way in");

    /// <summary>Makes an account with the code with which its person chooses a password.</summary>
    public Task<Outcome<GivenCode>> CreateAsync(Actor actor, NewAccount request, CancellationToken cancellation) =>
        store.WriteAsync<GivenCode>(actor, async db =>
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
            var code = OneTimeCode.Give(account, clock.GetUtcNow());
            db.Add(account);
            var created = AccountEvent.Of(AccountAct.Created, null, actor, clock.GetUtcNow(), string.Join(' ', account.Roles));
            created.Account = account;
            db.Add(created);
            return new GivenCode(account, code);
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
            // A code that was given before opens nothing later: who is let in again is given another.
            OneTimeCode.End(account);
            return null;
        }, cancellation);

    /// <summary>
    /// Takes the password away, gives a code with which the person chooses another, and lifts a lockout. How the person was known, and why, is kept and told, so that nobody becomes somebody else unseen.
    /// </summary>
    public async Task<Outcome<GivenCode>> ResetPasswordAsync(Actor actor, int id, IdentityCheck? identity, CancellationToken cancellation)
    {
        if (WhyNot(actor, identity) is { } refused)
            return refused;
        var code = "";
        var changed = await ChangeAsync(actor, id, AccountAct.PasswordReset, account =>
        {
            code = OneTimeCode.Give(account, clock.GetUtcNow());
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            return null;
        }, cancellation, actor.Because!.Trim(), identity);
        return changed.Refusal is { } refusal ? refusal : new GivenCode(changed.Value, code);
    }

    /// <summary>What is missing where an administrator opens a way in for somebody.</summary>
    internal static Refusal? WhyNot(Actor actor, IdentityCheck? identity)
    {
        if (identity is not { } how || !Enum.IsDefined(how))
            return OneTimeCodeErrors.NotChecked;
        if (actor.Because?.Trim() is not { Length: > 0 } because)
            return ParameterErrors.NoReason(PasswordOf);
        return because.Length > ParameterChange.LongestReason || because.Any(char.IsControl) ? ParameterErrors.BadReason : null;
    }

    private Task<Outcome<Account>> ChangeAsync(Actor actor, int id, AccountAct act, Func<Account, Refusal?> change, CancellationToken cancellation, string? because = null, IdentityCheck? identity = null) =>
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
            await tell.AddAsync(db, AccountEvent.Of(act, id, actor, clock.GetUtcNow(), act == AccountAct.RolesChanged ? $"{before} → {string.Join(' ', account.Roles)}" : because, identity), cancellation);
            return account;
        }, cancellation);
}
