using Metrology.Web.Access;
using Metrology.Web.Features.Home;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

internal sealed class SignInFeature : IFeature
{
    public const string NameField = "userName";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet("/login", (string? returnUrl) => Page(returnUrl, "", FieldErrors.None)).OpenTo("people sign in here");
        pages.MapPost("/login", SignIn).OpenTo("people sign in here").RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost("/logout", SignOut).NeedsSignIn();
        SessionApi.Map(api);
    }

    private static async Task<IResult> SignIn(AccountSignIn signIn, [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl) =>
        await signIn.WithPasswordAsync(userName, password) is not null
            ? Results.LocalRedirect(HomeFeature.IsLocal(returnUrl) ? returnUrl! : "/")
            : Page(returnUrl, userName?.Trim() ?? "", new FieldErrors().Add(NameField, SignInWords.Refused, SignInWords.RefusedCode));

    private static async Task<IResult> SignOut(AccountSignIn signIn)
    {
        await signIn.EndAsync();
        return Results.LocalRedirect("/login");
    }

    private static IResult Page(string? returnUrl, string name, FieldErrors errors) =>
        View.OfForm<SignInPage>(errors, new { ReturnUrl = returnUrl, Name = name, Errors = errors });
}
