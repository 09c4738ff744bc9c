using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Laboratory;

/// <summary>Passkeys of a person: added, used, removed. The host has seen the proof of the authenticator (WebAuthn 3, 7.1 and 7.2).</summary>
public sealed class KeepPasskeys(Store store, TimeProvider clock, ITellAccount tell)
{
    /// <summary>One for each thing that a person carries.</summary>
    public const int Most = 10;

    /// <summary>Adds one and ends the person's sessions.</summary>
    /// <returns>Recovery codes where the person has none yet, which nobody can show again; otherwise nothing.</returns>
    public Task<Outcome<string[]>> AddAsync(Actor actor, Passkey made, CancellationToken cancellation)
    {
        var codes = RecoveryCodes.Draw();
        return store.WriteAsync<string[]>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.AccountId, cancellation) is not { } account)
                return LaboratoryErrors.NoSuchAccount;
            if (account.StandingPasskeys.Count() >= Most)
                return PasskeyErrors.TooMany;
            (made.AccountId, made.AddedAt) = (account.Id, clock.GetUtcNow());
            db.Add(made);
            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.PasskeyAdded, account.Id, actor, clock.GetUtcNow(), made.Name), cancellation);
            if (account.RecoveryHashes.Length > 0)
                return Array.Empty<string>();
            account.RecoveryHashes = RecoveryCodes.HashesOf(codes);
            return codes;
        }, cancellation);
    }

    /// <summary>Removes an own one and ends the person's sessions. Refused for the last factor while a role requires one.</summary>
    public Task<Outcome<int>> RemoveAsync(Actor actor, int id, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (await db.Accounts.FirstOrDefaultAsync(row => row.Id == actor.AccountId, cancellation) is not { } account
                || account.StandingPasskeys.FirstOrDefault(row => row.Id == id) is not { } passkey)
                return PasskeyErrors.NotFound;
            passkey.RemovedAt = clock.GetUtcNow();
            if (!account.HasSecondFactor)
            {
                if (await db.AccessRules.FindAsync([AccessRule.TheOne], cancellation) is { } rule && rule.SecondFactorRoles.Intersect(account.Roles).Any())
                    return SecondFactorErrors.Required;
                account.RecoveryHashes = "";
            }

            account.SecurityStamp = Guid.NewGuid().ToString("N");
            await tell.AddAsync(db, AccountEvent.Of(AccountAct.PasskeyRemoved, account.Id, actor, clock.GetUtcNow(), passkey.Name), cancellation);
            return id;
        }, cancellation);

    /// <summary>Remembers a use. Of two at once with the same count of the authenticator one is refused: a copy of the key would count so (WebAuthn 3, 6.1.1).</summary>
    public Task<Outcome<int>> UseAsync(int account, PasskeyUse use, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (await db.Passkeys.FirstOrDefaultAsync(row => row.AccountId == account && row.CredentialId == use.CredentialId, cancellation) is not { IsStanding: true } passkey
                || passkey.Domain != use.Domain || (passkey.SignCount | use.SignCount) != 0 && use.SignCount <= passkey.SignCount)
                return PasskeyErrors.Refused;
            (passkey.SignCount, passkey.IsBackedUp, passkey.UsedAt) = (use.SignCount, use.IsBackedUp, clock.GetUtcNow());
            return passkey.Id;
        }, cancellation);
}

/// <param name="Domain">Name of the server that was asked.</param>
/// <param name="SignCount">As the authenticator says now.</param>
public sealed record PasskeyUse(byte[] CredentialId, string Domain, long SignCount, bool IsBackedUp);

public static class PasskeyErrors
{
    public static readonly Refusal Refused = Refusal.Of(
        "access.passkey-refused",
        "这个通行密钥没有被接受：它可能已被移除、属于另一个网址，或者页面打开得太久。请再试一次，或用密码登录。",
        "The passkey was not taken: it may have been removed, belong to another address, or the page was open too long. Try again, or use the password.");

    public static readonly Refusal NotAdded = Refusal.Of(
        "access.passkey-not-added",
        "没有登记这个通行密钥：它可能已经登记过，不能确认使用者本人，或者页面打开得太久。请再试一次，或换一个验证器。",
        "The passkey was not added: it may be there already, its device could not verify who uses it, or the page was open too long. Try again, or take another device.");

    public static readonly Refusal NotFound = Refusal.Of(
        "access.passkey-not-found", "没有这个通行密钥，或者已经移除。请刷新列表。", "There is no such passkey, or it was removed already. Reload the list.");

    public static readonly Refusal TooMany = Refusal.Of(
        "access.passkey-too-many", $"一个账户最多登记 {KeepPasskeys.Most} 个通行密钥。请先移除不用的。", $"An account has {KeepPasskeys.Most} passkeys at most. Remove one that you do not use first.");
}
