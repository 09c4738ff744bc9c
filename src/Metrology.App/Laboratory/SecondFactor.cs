using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>The second factor of a person: set up, asked for, given up. A code is taken once, by whichever request comes first.</summary>
public sealed class SecondFactor(Store store, IKeySeal seal, TimeProvider clock, ITellAccount tell, CodeTolerance? tolerance = null)
{
    private readonly TimeSpan tolerance = tolerance?.Each ?? TimeSpan.Zero;

    /// <summary>Sets it up once the authenticator has shown a right code, and ends the person's sessions.</summary>
    /// <returns>The recovery codes, which nobody can show again.</returns>
    public Task<Outcome<string[]>> EnrolAsync(Actor actor, string key, string code, CancellationToken cancellation) =>
        ChangeAsync(actor, AccountAct.SecondFactorEnrolled, account =>
        {
            if (TimeCode.Accepted(key, code, clock.GetUtcNow(), -1, tolerance) is not { } step)
                return SecondFactorErrors.WrongCode;
            (account.SecondFactorKey, account.SecondFactorSince, account.LastCodeStep) = (seal.Seal(key), clock.GetUtcNow(), step);
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            return null;
        }, cancellation);

    public Task<Outcome<string[]>> DrawRecoveryCodesAsync(Actor actor, CancellationToken cancellation) =>
        // One that is used up is written always; new ones are a change like any other.
        store.Gate.Closed is { } closed
            ? Task.FromResult<Outcome<string[]>>(closed)
            : ChangeAsync(actor, AccountAct.RecoveryCodesDrawn, account => account.HasSecondFactor ? null : SecondFactorErrors.NotEnrolled, cancellation);

    /// <summary>Gives the authenticator up. Refused while a role of the person requires a second factor and no passkey is left.</summary>
    public Task<Outcome<int>> RemoveAsync(Actor actor, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.AccountId, cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            if (!account.StandingPasskeys.Any() && await db.AccessRules.FindAsync([AccessRule.TheOne], cancellation) is { } rule && rule.SecondFactorRoles.Intersect(account.Roles).Any())
                return SecondFactorErrors.Required;
            Forget(account);
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.SecondFactorRemoved, account.Id, actor, clock.GetUtcNow()), cancellation);
            return account.Id;
        }, cancellation);

    /// <summary>Takes authenticator and passkeys from a person who has lost them; how the person was known, and why, is kept and told. Nobody does that for himself: recovery needs a second administrator.</summary>
    public Task<Outcome<int>> ResetAsync(Actor actor, int id, IdentityCheck? identity, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            if (id == actor.AccountId)
                return SecondFactorErrors.NotYourOwn;
            if (AdministerAccounts.WhyNot(actor, identity) is { } refused)
                return refused;
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            var passkeys = account.StandingPasskeys.ToList();
            foreach (var passkey in passkeys)
                passkey.RemovedAt = clock.GetUtcNow();
            Forget(account);
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.SecondFactorReset, id, actor, clock.GetUtcNow(), string.Join("; ", [.. passkeys.Select(passkey => passkey.Name), actor.Because!.Trim()]), identity), cancellation);
            return id;
        }, cancellation);

    /// <summary>Takes a code of the authenticator, or a recovery code, which then is spent.</summary>
    public Task<Outcome<CodeKind>> TakeAsync(int id, string code, CancellationToken cancellation) =>
        store.WriteAsync<CodeKind>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { HasSecondFactor: true } account)
                return SecondFactorErrors.NotEnrolled;
            if (seal.Open(account.SecondFactorKey) is { } key && TimeCode.Accepted(key, code, clock.GetUtcNow(), account.LastCodeStep, tolerance) is { } step)
            {
                account.LastCodeStep = step;
                return CodeKind.Authenticator;
            }

            if (RecoveryCodes.Without(account.RecoveryHashes, code) is not { } left)
                return SecondFactorErrors.WrongCode;
            account.RecoveryHashes = left;
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.RecoveryCodeUsed, id, new(id, account.DisplayName, account.Roles), clock.GetUtcNow()), cancellation);
            return CodeKind.Recovery;
        }, cancellation);

    private static void Forget(Account account)
    {
        (account.SecondFactorKey, account.SecondFactorSince, account.LastCodeStep) = (null, null, 0);
        if (!account.HasSecondFactor)
            account.RecoveryHashes = "";
        account.SecurityStamp = Guid.NewGuid().ToString("N");
    }

    private Task<Outcome<string[]>> ChangeAsync(Actor actor, AccountAct act, Func<Account, Refusal?> change, CancellationToken cancellation)
    {
        var codes = RecoveryCodes.Draw();
        return store.WriteAsync<string[]>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.AccountId, cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            if (change(account) is { } refused)
                return refused;
            account.RecoveryHashes = RecoveryCodes.HashesOf(codes);
            await tell.AddAsync(db, AccountEvent.Of(act, account.Id, actor, clock.GetUtcNow()), cancellation);
            return codes;
        }, cancellation);
    }
}

/// <summary>What was typed as the second factor.</summary>
public enum CodeKind
{
    Authenticator,
    Recovery,
}

public static class SecondFactorErrors
{
    public static readonly Refusal WrongCode = Refusal.Of(
        "access.wrong-code",
        "验证码不对，或者已经用过。请等验证器显示下一个验证码再试；没有验证器时输入一个恢复码。",
        "The code is wrong or was used already. Wait for the next code of the authenticator; without one, enter a recovery code.");

    public static readonly Refusal NotEnrolled = Refusal.Of(
        "access.no-second-factor",
        "这个账户没有设置第二因素。请先在“我的账户”中设置。",
        "This account has no second factor. Set one up under “My account” first.");

    public static readonly Refusal Required = Refusal.Of(
        "access.second-factor-required",
        "您的角色必须使用第二因素，不能取消。换验证器时请重新设置。",
        "Your role requires a second factor, which cannot be given up. To change the authenticator, set it up anew.");

    public static readonly Refusal NotYourOwn = Refusal.Of(
        "access.not-your-own",
        "不能给自己重置第二因素。请用恢复码登录，或请另一位管理员重置。",
        "You cannot reset your own second factor. Sign in with a recovery code, or ask another administrator.");
}
