using System.Security.Claims;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Metrology.Web.Access;

/// <summary>Sign-in by name and password, of people and of programs.</summary>
internal sealed class AccountSignIn(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher)
{
    private const int LongestName = 64;

    private static readonly Account Nobody = new() { UserName = "", NormalizedUserName = "", DisplayName = "", SecurityStamp = "", Roles = [] };

    /// <summary>Compared with when there is no such user, so that the answer takes the same time.</summary>
    private static string? hashOfNobody;

    /// <returns>The account, or null: wrong name, wrong password, locked and disabled are alike, so that nobody learns which names exist.</returns>
    public async Task<Account?> WithPasswordAsync(string? userName, string? password)
    {
        var name = userName?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || password?.Length is not (> 0 and <= PasswordPolicy.MaximumLength))
            return null;
        if (await users.FindByNameAsync(name) is { } user)
            return (await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true)).Succeeded ? user : null;
        hasher.VerifyHashedPassword(Nobody, hashOfNobody ??= hasher.HashPassword(Nobody, "nobody"), password);
        return null;
    }

    public Task EndAsync() => signIn.SignOutAsync();
}

/// <summary>A disabled account cannot sign in, and what it signed in to ends at the next check of its stamp.</summary>
internal sealed class EnabledAccounts : IUserConfirmation<Account>
{
    public Task<bool> IsConfirmedAsync(UserManager<Account> manager, Account user) => Task.FromResult(!user.IsDisabled);
}

/// <summary>Adds the roles and the name on certificates to the claims of the session.</summary>
internal sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Account>(users, options)
{
    public const string DisplayName = "metrology:display-name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(DisplayName, user.DisplayName));
        identity.AddClaims(user.Roles.Select(role => new Claim(identity.RoleClaimType, role.ToString())));
        return identity;
    }
}
