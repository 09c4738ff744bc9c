using Metrology.App.Laboratory;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Features.Laboratory;

/// <summary>Sign-in of programs: one call gives the cookie of the session and the token that every change carries.</summary>
internal static class SessionApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        // No form of another site can send this media type, so nobody is signed in unasked.
        api.MapPost("/session", SignIn).Produces<SessionJson>().OpenTo("programs sign in here").DisableAntiforgery().RequireRateLimiting(Limits.SignInPolicy);
        api.MapGet("/session", (HttpContext context) => Results.Ok(Session(context))).Produces<SessionJson>().NeedsSignIn();
        api.MapDelete("/session", async (AccountSignIn signIn) =>
        {
            await signIn.EndAsync();
            return Results.NoContent();
        }).Produces(StatusCodes.Status204NoContent).NeedsSignIn();
    }

    internal sealed record SignInBody(string? UserName, string? Password);

    /// <param name="Header">In which the token is sent with every POST, PUT and DELETE.</param>
    internal sealed record SessionJson(string UserName, string Header, string Token);

    private static async Task<IResult> SignIn(
        SignInBody body, AccountSignIn signIn, IUserClaimsPrincipalFactory<Account> claims, HttpContext context, Words t)
    {
        if (await signIn.WithPasswordAsync(body.UserName, body.Password) is not { } account)
            return ErrorPages.Problem(StatusCodes.Status401Unauthorized, SignInWords.RefusedCode, t[SignInWords.Refused]);
        // The token belongs to the person, and this request came from nobody.
        context.User = await claims.CreateAsync(account);
        return Results.Ok(Session(context));
    }

    private static SessionJson Session(HttpContext context) => new(context.User.Identity!.Name!, ForgeryGate.Header, FormToken.Of(context).RequestToken!);
}
