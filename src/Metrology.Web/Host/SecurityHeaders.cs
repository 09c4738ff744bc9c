using System.Net.Mime;

namespace Metrology.Web.Host;

/// <summary>Headers of every response. Pages carry no inline script and no inline style, so the policy needs no exception and no nonce.</summary>
internal static class SecurityHeaders
{
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; frame-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; report-uri " + PolicyReports.Path + "; report-to " + PolicyReports.Group;

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var isFramed = context.GetEndpoint()?.Metadata.GetMetadata<FramedBySelf>() is not null;
            var policy = isFramed ? ContentSecurityPolicy.Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal) : ContentSecurityPolicy;
            // Viewers of PDF are plug-ins to a browser: papers themselves and the pages that show one in a frame let it.
            if (isFramed || context.GetEndpoint()?.Metadata.GetMetadata<PaperInFrame>() is not null || context.Response.ContentType?.StartsWith(MediaTypeNames.Application.Pdf, StringComparison.Ordinal) == true)
                policy = policy.Replace("object-src 'none'", "object-src 'self'", StringComparison.Ordinal);
            headers.TryAdd("Content-Security-Policy", policy);
            headers["Reporting-Endpoints"] = $"{PolicyReports.Group}=\"{PolicyReports.Path}\"";
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = isFramed ? "SAMEORIGIN" : "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), serial=()";
            // Pages of a session stay out of shared and disk caches; assets say their own.
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>What this endpoint answers may stand in a frame of a page of this server, and nowhere else.</summary>
    public static TBuilder InFrame<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new FramedBySelf());

    /// <summary>The page has a paper in a frame.</summary>
    public static TBuilder HoldsPaper<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PaperInFrame());

    private sealed class FramedBySelf;

    private sealed class PaperInFrame;
}
