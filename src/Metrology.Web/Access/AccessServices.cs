using Metrology.App.Laboratory;
using Metrology.Web.Access.Oidc;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Metrology.Web.Access;

/// <summary>Sign-in by ASP.NET Core Identity over our own accounts, one cookie, and authorization that denies by default.</summary>
internal static class AccessServices
{
    public const string SessionCookie = "metrology.session";

    public static IServiceCollection AddAccess(this IServiceCollection services, OidcSettings? provider)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentActor>().AddScoped<PasswordCheck>().AddScoped<AccountSignIn>().AddScoped<PasskeyCeremony>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>().Configure<IdentityPasskeyOptions>(ConfigurePasskeys);
        services.AddSingleton<IKeySeal, KeySeal>().AddSingleton<Ticket>();

        services.AddIdentityCore<Account>(options =>
        {
            options.Lockout.MaxFailedAccessAttempts = PasswordPolicy.FailuresUntilLockout;
            options.Lockout.DefaultLockoutTimeSpan = PasswordPolicy.Lockout;
        })
            .AddUserStore<AccountStore>()
            .AddClaimsPrincipalFactory<AccountClaims>();

        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = PasswordPolicy.HashTurns);
        var schemes = services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, ConfigureCookie);
        if (provider is not null)
        {
            services.AddSingleton(provider).AddSingleton<OidcProvider>().AddScoped<ProviderSignIn>();
            schemes.AddOAuth<OAuthOptions, OidcHandler>(OidcHandler.SchemeName, oauth => OidcHandler.Configure(oauth, provider));
        }

        services.AddSingleton<IAuthorizationHandler, PermissionGate.Handler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsSignedInAndLost).Build());
        return services;
    }

    /// <summary>A device that verifies the person, whoever made it; ES256 and, for Windows, RS256.</summary>
    private static void ConfigurePasskeys(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "preferred";
        options.AttestationConveyancePreference = "none";
        options.IsAllowedAlgorithm = algorithm => algorithm is -7 or -257;
        options.ValidateOrigin = asked => ValueTask.FromResult(PasskeyCeremony.IsOurOrigin(asked));
    }

    /// <summary>
    /// People who are signed in learn that there is no such page, or that it takes no such method or media type (the router answers that itself, with an endpoint that has
    /// no route); strangers learn nothing. A route that declares nothing is closed to everybody.
    /// </summary>
    private static bool IsSignedInAndLost(AuthorizationHandlerContext access) =>
        access.User.Identity?.IsAuthenticated == true && access.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint;

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = SessionCookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // The row of the session says more exactly when it is over.
        options.ExpireTimeSpan = SessionLimits.Absolute;
        options.SlidingExpiration = false;
        options.LoginPath = "/login";
        options.Events.OnValidatePrincipal = SessionGuard.ValidateAsync;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = context =>
        {
            if (!ErrorPages.IsApi(context.Request) && HttpMethods.IsGet(context.Request.Method))
            {
                // Without the name that the request gave the server: somebody else may have put it there.
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
                return Task.CompletedTask;
            }

            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }
}
