using Metrology.App.Laboratory;
using Metrology.Web.Features.Home;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Identity;
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
    }

    /// <summary>Wrong name, wrong password, locked and disabled are answered alike: nobody learns which names exist.</summary>
    private static async Task<IResult> SignIn(SignInManager<Account> signIn, [FromForm] string? userName, [FromForm] string? password, [FromForm] string? returnUrl)
    {
        var name = userName?.Trim() ?? "";
        var bounded = name.Length is > 0 and <= 64 && password?.Length is > 0 and <= PasswordPolicy.MaximumLength;
        if (bounded && (await signIn.PasswordSignInAsync(name, password!, isPersistent: false, lockoutOnFailure: true)).Succeeded)
            return Results.LocalRedirect(HomeFeature.IsLocal(returnUrl) ? returnUrl! : "/");
        return Page(returnUrl, name, new FieldErrors().Add(NameField, SignInWords.Refused, "access.sign-in-refused"));
    }

    private static async Task<IResult> SignOut(SignInManager<Account> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect("/login");
    }

    private static IResult Page(string? returnUrl, string name, FieldErrors errors) =>
        View.OfForm<SignInPage>(errors, new { ReturnUrl = returnUrl, Name = name, Errors = errors });
}
