using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>
/// Ties an account to the one that its person has at the sign-in service of the institution (OpenID Connect), by the identifier that never changes there and never by name or mail address.
/// Nobody gets an account by it: what is not linked gets nobody in.
/// </summary>
public sealed class LinkProvider(Store store, TimeProvider clock, ITellAccount tell)
{
    private static readonly BilingualText LinkOf = new("登录服务的关联", "Link with the sign-in service");

    /// <summary>The person has signed in with the password, and then at the service. All sessions of the person end.</summary>
    public Task<Outcome<Account>> LinkOwnAsync(Actor actor, ProviderIdentity identity, CancellationToken cancellation) =>
        ChangeAsync(actor, actor.AccountId, identity, null, cancellation);

    /// <summary>An administrator says who that is at the service, and why.</summary>
    public Task<Outcome<Account>> LinkAsync(Actor actor, int id, ProviderIdentity identity, CancellationToken cancellation) => AdministerAsync(actor, id, identity, cancellation);

    public Task<Outcome<Account>> UnlinkOwnAsync(Actor actor, CancellationToken cancellation) => ChangeAsync(actor, actor.AccountId, null, null, cancellation);

    public Task<Outcome<Account>> UnlinkAsync(Actor actor, int id, CancellationToken cancellation) => AdministerAsync(actor, id, null, cancellation);

    /// <summary>Gives the person the roles that the groups at the service stand for, as an administrator would; nothing where the person has them.</summary>
    /// <param name="service">Who says so.</param>
    /// <returns>The account as it is then; refused where it would have no role, or nobody be administrator.</returns>
    public Task<Outcome<Account>> FollowGroupsAsync(int id, string service, ProviderGroups said, CancellationToken cancellation) =>
        store.WriteAsync<Account>(
            async db =>
            {
                var accounts = await db.Accounts.ToListAsync(cancellation);
                if (accounts.Find(row => row.Id == id) is not { } account)
                    return LaboratoryErrors.NoSuchAccount;
                Role[] roles = [.. said.Roles.Distinct().Order()];
                if (roles.Length == 0)
                    return ProviderErrors.NoRole;
                if (roles.SequenceEqual(account.Roles.Order()))
                    return account;
                var before = string.Join(' ', account.Roles);
                account.Roles = roles;
                if (!accounts.Exists(row => !row.IsDisabled && row.Roles.Contains(Role.Administrator)))
                    return LaboratoryErrors.LastAdministrator;
                account.SecurityStamp = Guid.NewGuid().ToString("N");
                var now = clock.GetUtcNow();
                db.Author = new(null, service, now, said.Because);
                await tell.AddAsync(db, AccountEvent.Of(AccountAct.RolesChanged, id, new(0, service, []), now, $"{before} → {string.Join(' ', roles)}"), cancellation);
                return account;
            },
            cancellation);

    private Task<Outcome<Account>> AdministerAsync(Actor actor, int id, ProviderIdentity? identity, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.Administer) is { } denied)
            return Task.FromResult<Outcome<Account>>(denied);
        if (actor.Because?.Trim() is not { Length: > 0 } because)
            return Task.FromResult<Outcome<Account>>(ParameterErrors.NoReason(LinkOf));
        return because.Length > ParameterChange.LongestReason || because.Any(char.IsControl)
            ? Task.FromResult<Outcome<Account>>(ParameterErrors.BadReason)
            : ChangeAsync(actor, id, identity, because, cancellation);
    }

    private Task<Outcome<Account>> ChangeAsync(Actor actor, int id, ProviderIdentity? identity, string? because, CancellationToken cancellation) =>
        store.WriteAsync<Account>(actor, async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            if (identity is null && account.ProviderSubject is null)
                return ProviderErrors.NotLinked;
            if (identity is not null && !identity.IsSound)
                return ProviderErrors.BadSubject;
            if (identity is not null && await db.Accounts.AnyAsync(row => row.Id != id && row.ProviderIssuer == identity.Issuer && row.ProviderSubject == identity.Subject, cancellation))
                return ProviderErrors.LinkedElsewhere;
            var now = clock.GetUtcNow();
            var what = identity is null ? $"{account.ProviderSubject} {account.ProviderIssuer}" : $"{identity.Subject} {identity.Issuer}";
            (account.ProviderIssuer, account.ProviderSubject, account.ProviderSince) = (identity?.Issuer, identity?.Subject, identity is null ? null : now);
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(
                db, AccountEvent.Of(identity is null ? AccountAct.ProviderUnlinked : AccountAct.ProviderLinked, id, actor, now, because is null ? what : $"{what}: {because}"), cancellation);
            return account;
        }, cancellation);
}

/// <summary>Who somebody is at a sign-in service: the service and the identifier there, both compared letter by letter (OpenID Connect Core 1.0, 5.7).</summary>
public sealed record ProviderIdentity(string Issuer, string Subject)
{
    public const int LongestIssuer = 200;

    /// <summary>ASCII characters (OpenID Connect Core 1.0, 2).</summary>
    public const int LongestSubject = 255;

    public bool IsSound => Issuer.Length is > 0 and <= LongestIssuer && Subject.Length is > 0 and <= LongestSubject && Subject.All(letter => letter is > ' ' and <= '~');
}

/// <param name="Because">The groups, as the reason of a change.</param>
public sealed record ProviderGroups(IReadOnlyList<Role> Roles, string Because);

public static class ProviderErrors
{
    public static readonly Refusal NotLinked = Refusal.Of(
        "access.provider-not-linked",
        "登录服务上的这个身份没有关联任何可用的账户。请先用用户名和密码登录，在“我的账户”中关联，或请管理员关联。",
        "Nobody who may sign in here is linked with this identity of the sign-in service. Sign in with user name and password and link it under “My account”, or ask an administrator.");

    public static readonly Refusal LinkedElsewhere = Refusal.Of(
        "access.provider-linked-elsewhere",
        "登录服务上的这个身份已关联另一个账户。请先在那里取消关联，或请管理员处理。",
        "This identity of the sign-in service is linked with another account. Undo that link first, or ask an administrator.");

    public static readonly Refusal BadSubject = new(
        "access.provider-bad-subject",
        new($"登录服务上的标识（sub）为 1 到 {ProviderIdentity.LongestSubject} 个可见的 ASCII 字符，没有空格。",
            $"The identifier at the sign-in service (sub) has 1 to {ProviderIdentity.LongestSubject} visible ASCII characters and no spaces."),
        "Subject");

    public static readonly Refusal NoRole = Refusal.Of(
        "access.provider-no-role",
        "您在登录服务中的组在这里没有对应的角色。请联系管理员。",
        "None of your groups at the sign-in service stands for a role here. Ask an administrator.");
}
