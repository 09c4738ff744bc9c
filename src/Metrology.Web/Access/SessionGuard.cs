using System.Security.Claims;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>Asks at each request whether the session still stands: ended, timed out, another password, another role or a disabled account all hold at once.</summary>
internal static class SessionGuard
{
    /// <summary>Claim with the session, when it began and when the password was given (<see cref="SessionTicket"/>).</summary>
    public const string Claim = "metrology:session";

    private static readonly object Key = new();

    /// <summary>The session of this request, or null when nobody is signed in.</summary>
    public static LiveSession? Of(HttpContext context) => context.Items[Key] as LiveSession;

    /// <summary>The cookie names the account of the session with the roles that it has now: a session that was turned to another account, or brought back, behind the product is none.</summary>
    private static bool IsOf(ClaimsPrincipal principal, Account account) => CurrentActor.Of(principal) is { } actor && actor.AccountId == account.Id && actor.Roles.Order().SequenceEqual(account.Roles.Order());

    public static async Task ValidateAsync(CookieValidatePrincipalContext validating)
    {
        var (context, principal) = (validating.HttpContext, validating.Principal);
        if (principal is not null && SessionTicket.Parse(principal.FindFirstValue(Claim)) is { } ticket
            && await context.RequestServices.GetRequiredService<SignInSessions>().FindAsync(ticket, context.RequestAborted) is { } live
            && IsOf(principal, live.Account))
        {
            context.Items[Key] = live;
            return;
        }

        validating.RejectPrincipal();
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}
