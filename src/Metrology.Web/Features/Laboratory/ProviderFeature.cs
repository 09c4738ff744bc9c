using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Access.Oidc;
using Metrology.Web.Features.Home;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Laboratory;

/// <summary>The way to the sign-in service of the institution, and the link between an account and the one there. Without a service nothing of it is shown, and the addresses answer 404.</summary>
internal sealed class ProviderFeature : IFeature
{
    public const string SignInPath = "/login/provider", LinkPath = MyAccountFeature.Path + "/provider", SubjectField = "Subject", BecauseField = "providerBecause";

    private const string Purpose = "provider-link";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(SignInPath, SignIn).OpenTo("people sign in here").RequireRateLimiting(Limits.CheckPolicy);
        pages.MapPost(LinkPath, AskToLink).NeedsSignIn().Signs(SignatureMeaning.Access);
        pages.MapGet(LinkPath + "/go", GoToLink).NeedsSignIn().RequireRateLimiting(Limits.SignInPolicy);
        pages.MapPost(LinkPath + "/remove", Unlink).NeedsSignIn().Signs(SignatureMeaning.Access);
        pages.MapPost("/accounts/{id:int}/provider", LinkOther).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
        pages.MapPost("/accounts/{id:int}/provider/remove", UnlinkOther).Needs(Permission.Administer).Signs(SignatureMeaning.Access);
    }

    private static async Task<IResult> SignIn(HttpContext context, string? returnUrl)
    {
        if (context.RequestServices.GetService<OidcProvider>() is not { } provider)
            return Results.NotFound();
        return await provider.ReachAsync(context.RequestAborted) is { } refusal
            ? SignInFeature.Page(returnUrl, "", new FieldErrors().Add(refusal))
            : Go(HomeFeature.IsLocal(returnUrl) ? returnUrl! : "/", null);
    }

    /// <summary>The policy of pages sends no form to another site, also not by way of this one: the person follows a link.</summary>
    private static IResult AskToLink(HttpContext context, Ticket tickets) => context.RequestServices.GetService<OidcProvider>() is { } provider
        ? View.Of<ProviderLinkPage>(new { provider.Settings.Name, provider.Settings.Issuer, Ticket = tickets.Write(Purpose, ProviderSignIn.LinkOf(SessionGuard.Of(context)!.Account)) })
        : Results.NotFound();

    private static async Task<IResult> GoToLink(HttpContext context, Ticket tickets, string? ticket, CancellationToken cancellation)
    {
        if (context.RequestServices.GetService<OidcProvider>() is not { } provider)
            return Results.NotFound();
        var link = tickets.Read(Purpose, ticket);
        var refusal = link != ProviderSignIn.LinkOf(SessionGuard.Of(context)!.Account) ? ProviderAnswers.Stale : await provider.ReachAsync(cancellation);
        return refusal is not null ? await MyAccountFeature.PageAsync(context, new FieldErrors().Add(refusal), cancellation) : Go(MyAccountFeature.Path, link);
    }

    private static IResult Go(string back, string? link)
    {
        AuthenticationProperties properties = new() { RedirectUri = back };
        if (link is not null)
            properties.Items[ProviderSignIn.LinkItem] = link;
        return Results.Challenge(properties, [OidcHandler.SchemeName]);
    }

    private static async Task<IResult> Unlink(HttpContext context, LinkProvider links, CurrentActor me, AccountSignIn signIn, CancellationToken cancellation)
    {
        var undone = await links.UnlinkOwnAsync(me.Required, cancellation);
        if (undone.Refusal is { } refusal)
            return await MyAccountFeature.PageAsync(context, new FieldErrors().Add(refusal), cancellation);
        await signIn.StartAsync(undone.Value, SessionGuard.Of(context)!.Session.Method);
        return NoticeCookie.Redirect(context, MyAccountFeature.Path, context.RequestServices.GetRequiredService<Words>().Frame.Done);
    }

    private static async Task<IResult> LinkOther(
        int id, HttpContext context, LinkProvider links, CurrentActor me, [FromForm] string? subject, [FromForm] string? providerBecause, CancellationToken cancellation) =>
        context.RequestServices.GetService<OidcSettings>() is { } settings
            ? await AccountsFeature.Answer(id, context, links.LinkAsync(me.Required.Saying(providerBecause), id, new(settings.Issuer, subject?.Trim() ?? ""), cancellation), BecauseField)
            : Results.NotFound();

    private static Task<IResult> UnlinkOther(int id, HttpContext context, LinkProvider links, CurrentActor me, [FromForm] string? providerBecause, CancellationToken cancellation) =>
        AccountsFeature.Answer(id, context, links.UnlinkAsync(me.Required.Saying(providerBecause), id, cancellation), BecauseField);
}
