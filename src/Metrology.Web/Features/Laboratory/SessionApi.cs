using Metrology.App.Laboratory;
using Metrology.Core.Procedures;
using Metrology.Web.Access;
using Metrology.Web.Features.Planning;
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
        }).Produces(StatusCodes.Status204NoContent).NeedsSignIn().BeforeEnrolment();
        api.MapPost("/session/confirmation", Confirm).Produces(StatusCodes.Status204NoContent).NeedsSignIn().RequireRateLimiting(Limits.SignInPolicy);
        api.MapGet("/sessions", (SignInSessions sessions, CurrentActor me, HttpContext context) => List(me.Required.AccountId, sessions, context))
            .Produces<IEnumerable<ListedSession>>().NeedsSignIn();
        api.MapDelete("/sessions/{id:guid}", async (Guid id, SignInSessions sessions, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await sessions.EndAsync(me.Required, id, cancellation)).Answer(t, _ => Results.NoContent())).Produces(StatusCodes.Status204NoContent).NeedsSignIn().Signs(SignatureMeaning.Access);
        api.MapGet("/accounts/{id:int}/sessions", (int id, SignInSessions sessions, HttpContext context) => List(id, sessions, context))
            .Produces<IEnumerable<ListedSession>>().Needs(Permission.Administer);
    }

    internal sealed record SignInBody(string? UserName, string? Password, string? Code);

    internal sealed record ConfirmBody(string? Password, string? Code);

    internal sealed record ListedSession(Guid Id, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string Address, string Browser, string Method, bool IsThis);

    /// <param name="Header">In which the token is sent with every POST, PUT and DELETE.</param>
    internal sealed record SessionJson(string UserName, string Header, string Token);

    private static async Task<IResult> SignIn(
        SignInBody body, AccountSignIn signIn, IUserClaimsPrincipalFactory<Account> claims, HttpContext context, Words t)
    {
        var answer = await signIn.WithPasswordAsync(body.UserName, body.Password, body.Code);
        if (answer.Stage == SignInStage.CodeNeeded)
            return ErrorPages.Problem(StatusCodes.Status401Unauthorized, "access.code-needed", t[SignInWords.CodeNeeded], nameof(body.Code));
        if (answer.Stage == SignInStage.WrongCode)
            return ErrorPages.Problem(StatusCodes.Status401Unauthorized, SecondFactorErrors.WrongCode.Code, t[SecondFactorErrors.WrongCode.Text], nameof(body.Code));
        if (answer.Account is not { } account)
            return ErrorPages.Problem(StatusCodes.Status401Unauthorized, SignInWords.RefusedCode, t[SignInWords.Refused]);
        // The token belongs to the person, and this request came from nobody.
        context.User = await claims.CreateAsync(account);
        return Results.Ok(Session(context));
    }

    private static async Task<IResult> Confirm(ConfirmBody body, AccountSignIn signIn, HttpContext context, Words t) =>
        await signIn.ConfirmAsync(SessionGuard.Of(context)!, body.Password, body.Code)
            ? Results.NoContent()
            : ErrorPages.Problem(StatusCodes.Status403Forbidden, SignInWords.RefusedCode, t[SignInWords.NotConfirmed]);

    private static async Task<IResult> List(int account, SignInSessions sessions, HttpContext context) =>
        Results.Ok((await sessions.OfAsync(account, context.RequestAborted)).Select(one => new ListedSession(
            one.Id, one.StartedAt, one.SeenAt, one.Address, one.Browser, KebabCase.Of(one.Method), one.Id == SessionGuard.Of(context)?.Session.Id)));

    private static SessionJson Session(HttpContext context) => new(context.User.Identity!.Name!, ForgeryGate.Header, FormToken.Of(context).RequestToken!);
}
