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
        if (SessionGuard.Of(context)?.MustEnrol != true || context.GetEndpoint()?.Metadata is not { } metadata
            || metadata.GetMetadata<AllowedBeforeEnrolment>() is not null || metadata.GetMetadata<OpenToStrangers>() is not null)
            return next(context);
        if (ErrorPages.IsApi(context.Request))
            ErrorPages.Refuse(context, StatusCodes.Status403Forbidden, First);
        else
            context.Response.Redirect(MyAccountFeature.FactorPath);
        return Task.CompletedTask;
    });

    private sealed record AllowedBeforeEnrolment;
}
