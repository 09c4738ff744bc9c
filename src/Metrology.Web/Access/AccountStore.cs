using System.Globalization;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>
/// Accounts as ASP.NET Core Identity wants to see them, for sign-in only. Accounts are made and administered by the use cases of the laboratory slice.
/// </summary>
internal sealed class AccountStore(LaboratoryQueries accounts, KeepSignInFacts facts) : IUserPasskeyStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
{
    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellation) =>
        int.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? accounts.AccountAsync(id, cancellation)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellation) =>
        accounts.AccountByNameAsync(normalizedUserName, cancellation);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellation)
    {
        var saved = await facts.ExecuteAsync(user, cancellation);
        return saved.Refusal is { } refusal ? IdentityResult.Failed(new IdentityError { Code = refusal.Code, Description = refusal.Text.En }) : IdentityResult.Success;
    }

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellation) => throw new NotSupportedException("AdministerAccounts creates accounts.");

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellation) =>
        throw new NotSupportedException("Accounts are disabled, never deleted: records name them.");

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellation) => Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellation) => Task.FromResult<string?>(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellation) => Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellation) => Set(() => user.UserName = userName!);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellation) => Set(() => user.NormalizedUserName = normalizedName!);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.StandingPasskeys.Select(InfoOf)]);

    /// <summary>Also by one that was removed: an authenticator does not offer it again as new.</summary>
    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellation) => accounts.AccountByPasskeyAsync(credentialId, cancellation);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellation) =>
        Task.FromResult(user.StandingPasskeys.Where(passkey => passkey.CredentialId.AsSpan().SequenceEqual(credentialId)).Select(InfoOf).FirstOrDefault());

    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellation) => throw new NotSupportedException("KeepPasskeys keeps them.");

    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellation) => throw new NotSupportedException("KeepPasskeys removes them.");

    /// <summary>What was shown when it was made is not kept: no attestation is asked for.</summary>
    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.AddedAt, (uint)passkey.SignCount, passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries), true, passkey.IsBackupEligible,
        passkey.IsBackedUp, [], [])
    { Name = passkey.Name };

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellation) => Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellation) => Set(() => user.SecurityStamp = stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellation) => Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellation) => Set(() => user.LockoutEnd = lockoutEnd);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellation) => Task.FromResult(user.AccessFailedCount);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellation) => Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellation) => Set(() => user.AccessFailedCount = 0);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellation) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
