using System.Text.Json.Nodes;
using Metrology.Web.Access;
using Metrology.Web.Features.Home;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

internal sealed class SignInFeature : IFeature
{
    public const string NameField = "userName", CodeField = "code", PasskeyPath = "/login/passkey";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet("/login", (string? returnUrl) => Page(returnUrl, "", FieldErrors.None)).OpenTo("people sign in here");
        pages.MapPost("/login", SignIn).OpenTo("people sign in here").RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost("/login/code", GiveCode).OpenTo("the second step of signing in").RequireRateLimiting(Limits.SignInPolicy);
        pages.MapGet(PasskeyPath, AskForPasskey).OpenTo("people sign in here").RequireRateLimiting(Limits.CheckPolicy);
        pages.MapPost(PasskeyPath, UsePasskey).OpenTo("people sign in here").RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost("/logout", SignOut).NeedsSignIn().BeforeEnrolment();
        SessionApi.Map(api);
    }

    private static async Task<IResult> SignIn(AccountSignIn signIn, PasskeyCeremony passkeys, [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl)
    {
        var answer = await signIn.WithPasswordAsync(userName, password);
        return answer.Stage switch
        {
            SignInStage.In => Onward(returnUrl),
            SignInStage.CodeNeeded => CodePage(returnUrl, answer.Ticket!, FieldErrors.None, await QuestionAsync(passkeys, answer.Account!)),
            _ => Page(returnUrl, userName?.Trim() ?? "", new FieldErrors().Add(NameField, SignInWords.Refused, SignInWords.RefusedCode)),
        };
    }

    private static async Task<IResult> GiveCode(AccountSignIn signIn, [FromForm] string? ticket, [FromForm] string? code, [FromForm] string? returnUrl) =>
        (await signIn.WithCodeAsync(ticket, code)).Stage switch
        {
            SignInStage.In => Onward(returnUrl),
            SignInStage.WrongCode => CodePage(returnUrl, ticket!, new FieldErrors().Add(App.Laboratory.SecondFactorErrors.WrongCode, CodeField)),
            _ => Page(returnUrl, "", new FieldErrors().Add(NameField, SignInWords.Refused, SignInWords.RefusedCode)),
        };

    /// <summary>What a browser asks an authenticator for, drawn when somebody presses the button: a sign-in page may stand open for hours.</summary>
    private static async Task<IResult> AskForPasskey(PasskeyCeremony passkeys)
    {
        var question = await passkeys.ToSignInAsync();
        return Results.Json(new { options = JsonNode.Parse(question.Options), ticket = question.Ticket });
    }

    private static async Task<IResult> UsePasskey(AccountSignIn signIn, [FromForm] string? passkeyTicket, [FromForm] string? passkey, [FromForm] string? returnUrl) =>
        (await signIn.WithPasskeyAsync(passkeyTicket, passkey)).Stage == SignInStage.In
            ? Onward(returnUrl)
            : Page(returnUrl, "", new FieldErrors().Add(App.Laboratory.PasskeyErrors.Refused));

    /// <summary>Null where the person has no passkey that could be asked for here.</summary>
    internal static async Task<PasskeyQuestion?> QuestionAsync(PasskeyCeremony passkeys, App.Laboratory.Account account) =>
        passkeys.IsPossible && account.StandingPasskeys.Any() ? await passkeys.ToSignInAsync(account) : null;

    private static async Task<IResult> SignOut(AccountSignIn signIn, HttpContext context)
    {
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        await signIn.EndAsync();
        return Results.LocalRedirect("/login");
    }

    internal static IResult Onward(string? returnUrl) => Results.LocalRedirect(HomeFeature.IsLocal(returnUrl) ? returnUrl! : "/");

    internal static IResult Page(string? returnUrl, string name, FieldErrors errors) =>
        View.OfForm<SignInPage>(errors, new { ReturnUrl = returnUrl, Name = name, Errors = errors });

    internal static IResult CodePage(string? returnUrl, string ticket, FieldErrors errors, PasskeyQuestion? question = null) =>
        View.OfForm<SignInCodePage>(errors, new { ReturnUrl = returnUrl, Ticket = ticket, Errors = errors, Question = question });
}
