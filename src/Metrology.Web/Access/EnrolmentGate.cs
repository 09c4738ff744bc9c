using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Access;

/// <summary>Whoever has a role that requires a second factor sets one up before anything else.</summary>
internal static class EnrolmentGate
{
    public static readonly Refusal First = Refusal.Of(
        "access.enrol-not-allowed",
        "您的角色必须使用第二因素。请先在网页上登录并设置，然后再继续。",
        "Your role requires a second factor. Sign in on the pages and set one up first, then go on.");

    /// <summary>The endpoint works before a second factor is set up.</summary>
    public static TBuilder BeforeEnrolment<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedBeforeEnrolment());

    public static void UseEnrolmentGate(this WebApplication app) => app.Use((context, next) =>
    {
        if (SessionGuard.Of(context) is not { } live || context.GetEndpoint()?.Metadata is not { } metadata || metadata.GetMetadata<OpenToStrangers>() is not null)
            return next(context);
        if (live.MustEnrol && metadata.GetMetadata<AllowedBeforeEnrolment>() is null)
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
}
