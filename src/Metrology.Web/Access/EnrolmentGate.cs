using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Access;

/// <summary>Whoever came in with a password that somebody else gave chooses an own one before anything else, and whoever has a role that requires a second factor sets one up.</summary>
internal static class EnrolmentGate
{
    public static readonly Refusal First = Refusal.Of(
        "access.enrol-not-allowed",
        "您的角色必须使用第二因素。请先在网页上登录并设置，然后再继续。",
        "Your role requires a second factor. Sign in on the pages and set one up first, then go on.");

    public static readonly Refusal OwnPasswordFirst = Refusal.Of(
        "access.own-password-not-allowed",
        "您的密码是别人给的，只能用来换成自己的密码。请先在网页上登录并更改密码，然后再继续。",
        "Your password was given by somebody else and is good for choosing your own only. Sign in on the pages and change it first, then go on.");

    /// <summary>The endpoint works before a second factor is set up.</summary>
    public static TBuilder BeforeEnrolment<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedBeforeEnrolment());

    /// <summary>The endpoint works with a password that somebody else gave.</summary>
    public static TBuilder WithGivenPassword<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedWithGivenPassword());

    public static void UseEnrolmentGate(this WebApplication app) => app.Use((context, next) =>
    {
        if (SessionGuard.Of(context) is not { } live || context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<OpenToStrangers>() is not null)
            return next(context);
        if (live.MustChangePassword && metadata.GetMetadata<AllowedWithGivenPassword>() is null)
            return Refuse(context, OwnPasswordFirst, MyAccountFeature.Path);
        // A password of one's own comes first.
        if (!live.MustChangePassword && live.MustEnrol && metadata.GetMetadata<AllowedBeforeEnrolment>() is null)
            return Refuse(context, First, MyAccountFeature.FactorPath);
        return next(context);
    });

    private static Task Refuse(HttpContext context, Refusal refusal, string page)
    {
        if (ErrorPages.IsApi(context.Request))
            ErrorPages.Refuse(context, StatusCodes.Status403Forbidden, refusal);
        else
            context.Response.Redirect(page);
        return Task.CompletedTask;
    }

    private sealed record AllowedBeforeEnrolment;

    private sealed record AllowedWithGivenPassword;
}
