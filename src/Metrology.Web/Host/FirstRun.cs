using Metrology.App.Laboratory;
using Metrology.Web.Features.Operation;

namespace Metrology.Web.Host;

/// <summary>Until there is an account, every page leads to the page that makes the first one.</summary>
internal sealed class FirstRun
{
    public const string Path = "/setup";

    /// <summary>Once true, true for ever: accounts are never deleted.</summary>
    private volatile bool isOver;

    public async ValueTask<bool> IsOverAsync(LaboratoryQueries laboratory, CancellationToken cancellation) =>
        isOver || (isOver = await laboratory.HasAccountsAsync(cancellation));

    public static void Use(WebApplication app) => app.Use(async (context, next) =>
    {
        var path = context.Request.Path;
        var first = context.RequestServices.GetRequiredService<FirstRun>();
        var open = path.StartsWithSegments(Path, StringComparison.Ordinal) || path.StartsWithSegments("/language", StringComparison.Ordinal)
            || path.StartsWithSegments("/health", StringComparison.Ordinal) || path == WatchFeature.Metrics;
        if (open || ErrorPages.IsApi(context.Request)
            || await first.IsOverAsync(context.RequestServices.GetRequiredService<LaboratoryQueries>(), context.RequestAborted))
        {
            await next(context);
            return;
        }

        context.Response.Redirect(Path);
    });
}
