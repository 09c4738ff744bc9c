using System.Security.Claims;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Metrology.Web.Access;

/// <summary>A disabled account cannot sign in, and what it signed in to ends at the next check of its stamp.</summary>
internal sealed class AccountSignIn(
    UserManager<Account> users, IHttpContextAccessor context, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, IPasswordHasher<Account> hasher)
    : SignInManager<Account>(users, context, claims, options, log, schemes, confirmation)
{
    private static readonly Account Nobody = new() { UserName = "", NormalizedUserName = "", DisplayName = "", SecurityStamp = "", Roles = [] };

    /// <summary>Compared with when there is no such user, so that the answer takes the same time.</summary>
    private static string? hashOfNobody;

    public override async Task<bool> CanSignInAsync(Account user) => !user.IsDisabled && await base.CanSignInAsync(user);

    public override async Task<SignInResult> PasswordSignInAsync(string userName, string password, bool isPersistent, bool lockoutOnFailure)
    {
        if (await UserManager.FindByNameAsync(userName) is { } user)
            return await PasswordSignInAsync(user, password, isPersistent, lockoutOnFailure);
        hasher.VerifyHashedPassword(Nobody, hashOfNobody ??= hasher.HashPassword(Nobody, "nobody"), password);
        return SignInResult.Failed;
    }
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
