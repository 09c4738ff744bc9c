using System.Globalization;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>
/// Accounts as ASP.NET Core Identity wants to see them, for sign-in only. Accounts are made and administered by the use cases of the laboratory slice.
/// </summary>
internal sealed class AccountStore(LaboratoryQueries accounts, KeepSignInFacts facts) : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
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

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellation) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellation) => Task.FromResult(user.PasswordHash is not null);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellation) => Set(() => user.PasswordHash = passwordHash);

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
