using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Metrology.Web.Access.Oidc;

/// <summary>
/// The authorization code flow of the framework (state bound to the browser by a cookie, PKCE with S256) with what OpenID Connect adds: discovery, a nonce, the issuer in the answer, and the ID token.
/// The access token is used for nothing and kept nowhere.
/// </summary>
internal sealed class OidcHandler(IOptionsMonitor<OAuthOptions> options, ILoggerFactory logging, UrlEncoder encoder, OidcProvider provider) : OAuthHandler<OAuthOptions>(options, logging, encoder)
{
    public const string SchemeName = "metrology.provider", Answer = "/login/provider/answer", SubjectClaim = "sub", GroupClaim = "group", NonceItem = "nonce";
    private const string UntilItem = "until";

    public static void Configure(OAuthOptions oauth, OidcSettings settings)
    {
        oauth.CallbackPath = Answer;
        (oauth.ClientId, oauth.ClientSecret) = (settings.ClientId, settings.Secret);
        // Discovery says them, before the first use.
        oauth.AuthorizationEndpoint = oauth.TokenEndpoint = settings.Issuer;
        oauth.UsePkce = true;
        oauth.Scope.Clear();
        oauth.Scope.Add("openid");
        oauth.RemoteAuthenticationTimeout = OidcProvider.Patience;
        oauth.EventsType = typeof(ProviderSignIn);
        // The answer comes by a link from another site: strict would keep it back, and none is taken over https only. As every cookie of the product it is Secure where the request is.
        var cookie = oauth.CorrelationCookie;
        (cookie.Name, cookie.Path, cookie.SameSite, cookie.SecurePolicy) = ("metrology.provider.", "/", SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Options.AuthorizationEndpoint = (await provider.PlacesAsync(Context.RequestAborted)).Authorization;
        properties.Items[NonceItem] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        properties.Items[UntilItem] = (TimeProvider.GetUtcNow() + OidcProvider.Patience).ToString("O");
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Asked(properties.Items[NonceItem]!));

    private Dictionary<string, string?> Asked(string nonce)
    {
        var asked = new Dictionary<string, string?> { ["nonce"] = nonce };
        if (provider.Settings.Strength is { Count: > 0 } strength)
            asked["acr_values"] = string.Join(' ', strength);
        if (provider.Settings.MostAge is { } age)
            asked["max_age"] = age.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return asked;
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var at = await provider.PlacesAsync(Context.RequestAborted);
        // Before the code goes anywhere: it may be one of another service.
        if (Request.Query.TryGetValue("iss", out var says) ? says != provider.Settings.Issuer : at.SaysIssuer)
            throw new OidcException(OidcFault.MixUp);
        var answer = await base.HandleRemoteAuthenticateAsync();
        return answer.Succeeded || answer.Failure is OidcException
            ? answer
            : HandleRequestResult.Fail(new OidcException(answer.Properties is not null && Request.Query.ContainsKey("error") ? OidcFault.Denied : OidcFault.State, answer.Failure));
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var items = context.Properties.Items;
        if (!items.TryGetValue(UntilItem, out var until) || DateTimeOffset.Parse(until!, null) < TimeProvider.GetUtcNow() || !provider.IsFirst(items[NonceItem]!))
            throw new OidcException(OidcFault.State);
        return OAuthTokenResponse.Success(await provider.TokensAsync(context.Code, context.RedirectUri, items[OAuthConstants.CodeVerifierKey]!, Context.RequestAborted));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        if (!tokens.Response!.RootElement.TryGetProperty("id_token", out var text) || text.ValueKind != JsonValueKind.String)
            throw new OidcException(OidcFault.Token);
        var token = await provider.CheckAsync(text.GetString()!, properties.Items[NonceItem]!, Context.RequestAborted);
        identity.AddClaim(new(SubjectClaim, token.Subject));
        identity.AddClaims(token.Groups.Select(group => new Claim(GroupClaim, group)));
        return new(new(identity), properties, Scheme.Name);
    }
}
