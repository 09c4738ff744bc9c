using System.Globalization;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>Compares passwords and counts what failed. Wrong name, wrong password, locked and disabled are alike, so that nobody learns which names exist.</summary>
internal sealed class PasswordCheck(UserManager<Account> users, IPasswordHasher<Account> hasher, KeepSignInFacts facts, ChangePassword change, ILogger<PasswordCheck> log)
{
    private const int LongestName = 64;

    private static readonly Account Nobody = new() { UserName = "", NormalizedUserName = "", DisplayName = "", SecurityStamp = "", Roles = [] };

    /// <summary>Compared with when there is no such user, so that the answer takes the same time.</summary>
    private static string? hashOfNobody;

    private string HashOfNobody => hashOfNobody ??= hasher.HashPassword(Nobody, "nobody");

    /// <summary>The account of a right name and password, or null.</summary>
    public async Task<Account?> FindAsync(string? userName, string? password)
    {
        var name = userName?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || password?.Length is not (> 0 and <= PasswordPolicy.MaximumLength))
            return null;
        if (await users.FindByNameAsync(name) is { } user)
            return await IsRightAsync(user, password) ? user : null;
        hasher.VerifyHashedPassword(Nobody, HashOfNobody, password);
        return null;
    }

    /// <summary>The password is right and the account may be used. What was counted stays until the whole sign-in succeeds: a right password frees no guesses of codes.</summary>
    public async Task<bool> IsRightAsync(Account account, string? password)
    {
        if (password?.Length is not (> 0 and <= PasswordPolicy.MaximumLength))
            return false;
        // A locked account, and one whose person has chosen no password yet, take the time of a comparison too.
        var hash = account.PasswordHash ?? HashOfNobody;
        var found = hasher.VerifyHashedPassword(account, hash, password);
        if (account.IsDisabled || account.PasswordHash is null || await users.IsLockedOutAsync(account))
            return false;
        if (found == PasswordVerificationResult.Failed)
            await FailedAsync(account.Id);
        else if (found == PasswordVerificationResult.SuccessRehashNeeded)
            await facts.RenewHashAsync(account.Id, hash, hasher.HashPassword(account, password), CancellationToken.None);
        return found != PasswordVerificationResult.Failed;
    }

    /// <summary>The account of a right name and one-time code, or null; a wrong code counts as a wrong password does.</summary>
    public async Task<Account?> FindByCodeAsync(string? userName, string? code)
    {
        var name = userName?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || code?.Length is not (> 0 and <= PasswordPolicy.MaximumLength) || await users.FindByNameAsync(name) is not { } account || await users.IsLockedOutAsync(account))
            return null;
        if (change.IsCode(account, code))
            return account;
        await FailedAsync(account.Id);
        return null;
    }

    /// <summary>Counts a failure. Of guesses that come at once each is counted: who was overtaken counts again.</summary>
    public async Task FailedAsync(int id)
    {
        log.WrongProof(id);
        while (await FreshAsync(id) is { } account && !(await users.AccessFailedAsync(account)).Succeeded)
        {
            // Another request has changed the account meanwhile.
        }
    }

    public async Task SucceededAsync(Account account)
    {
        if (account.AccessFailedCount > 0 && await FreshAsync(account.Id) is { } fresh)
            await users.ResetAccessFailedCountAsync(fresh);
    }

    /// <summary>The account as it is now, or null when it cannot be used.</summary>
    public async Task<Account?> StandingAsync(int id) =>
        await FreshAsync(id) is { IsDisabled: false } account && !await users.IsLockedOutAsync(account) ? account : null;

    private Task<Account?> FreshAsync(int id) => users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture));
}
