using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access.Oidc;

/// <summary>What an answer of the sign-in service does here: lets in whom it names, or links whoever is signed in.</summary>
internal sealed class ProviderSignIn(OidcSettings settings, AccountSignIn signIn, LinkProvider links, PasskeyCeremony passkeys, ILogger<ProviderSignIn> log) : OAuthEvents
{
    /// <summary>Item of the properties: the account that is to be linked, and the stamp that it had.</summary>
    public const string LinkItem = "link";

    /// <summary>Characters of groups in the reason of a change, which is not endless.</summary>
    private const int GroupsSaid = 200;

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var (http, principal, items) = (context.HttpContext, context.Principal!, context.Properties!.Items);
        ProviderIdentity who = new(settings.Issuer, principal.FindFirst(OidcHandler.SubjectClaim)!.Value);
        var answer = items.TryGetValue(LinkItem, out var link)
            ? await LinkAsync(http, who, link)
            : await SignInAsync(http, who, [.. principal.FindAll(OidcHandler.GroupClaim).Select(claim => claim.Value)], items[OidcHandler.NonceItem]!, context.ReturnUri);
        await answer.ExecuteAsync(http);
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var fault = context.Failure as OidcException ?? new(OidcFault.Token, context.Failure);
        log.ProviderRefused(fault.Fault);
        await (await RefusedAsync(context.HttpContext, fault.Refusal)).ExecuteAsync(context.HttpContext);
    }

    /// <summary>Roles are those of the groups, where groups stand for roles.</summary>
    private ProviderGroups? RolesOf(IReadOnlyList<string> groups)
    {
        if (settings.Roles is not { } map)
            return null;
        var known = groups.Where(map.ContainsKey).Order(StringComparer.Ordinal).ToList();
        var names = string.Join(", ", known);
        return new([.. known.Select(group => map[group])], $"登录服务中的组 / groups at the sign-in service: {(names.Length > GroupsSaid ? names[..GroupsSaid] + "…" : names)}");
    }

    private async Task<IResult> SignInAsync(HttpContext http, ProviderIdentity who, IReadOnlyList<string> groups, string nonce, string? returnUrl)
    {
        var answer = await signIn.WithProviderAsync(who, RolesOf(groups), nonce);
        if (answer.Refusal is { } refusal)
            return await RefusedAsync(http, refusal);
        return answer.Value.Stage switch
        {
            SignInStage.In => SignInFeature.Onward(returnUrl),
            SignInStage.CodeNeeded => SignInFeature.CodePage(returnUrl, answer.Value.Ticket!, FieldErrors.None, await SignInFeature.QuestionAsync(passkeys, answer.Value.Account!)),
            _ => await RefusedAsync(http, ProviderAnswers.Stale),
        };
    }

    /// <summary>The browser that asked is still signed in as the person who asked.</summary>
    private async Task<IResult> LinkAsync(HttpContext http, ProviderIdentity who, string? link)
    {
        if (await LiveAsync(http) is not { } live || link != LinkOf(live.Account))
            return await RefusedAsync(http, ProviderAnswers.Stale);
        var linked = await links.LinkOwnAsync(CurrentActor.Of(http.User)!, who, http.RequestAborted);
        if (linked.Refusal is { } refusal)
            return await RefusedAsync(http, refusal);
        await signIn.StartAsync(linked.Value, live.Session.Method);
        return NoticeCookie.Redirect(http, MyAccountFeature.Path, http.RequestServices.GetRequiredService<Words>().Frame.Done);
    }

    public static string LinkOf(Account account) => $"{account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)} {account.SecurityStamp}";

    /// <summary>Said where the person is: at the own account, or at the door.</summary>
    private static async Task<IResult> RefusedAsync(HttpContext http, Refusal refusal)
    {
        var errors = new FieldErrors().Add(refusal);
        return await LiveAsync(http) is null ? SignInFeature.Page(null, "", errors) : await MyAccountFeature.PageAsync(http, errors, http.RequestAborted);
    }

    /// <summary>The answer is received before anybody asks who sends it.</summary>
    private static async Task<LiveSession?> LiveAsync(HttpContext http)
    {
        if (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme) is { Succeeded: true, Principal: { } principal })
            http.User = principal;
        return SessionGuard.Of(http);
    }
}
