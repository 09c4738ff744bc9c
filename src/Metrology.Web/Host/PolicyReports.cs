using Metrology.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Host;

/// <summary>
/// Where browsers report what the content security policy kept them from doing: somebody has put a script into a page, or tried to. Anybody can send such a report, so nothing of it is believed, kept or
/// logged but that one came; *Operation* counts them.
/// </summary>
internal static class PolicyReports
{
    public const string Path = "/policy-reports", Group = "policy", Code = "web.policy-violation";

    /// <summary>Bytes of a report, which is thrown away.</summary>
    private const int Longest = 16 * 1024;

    private static readonly string[] Forms = ["application/csp-report", "application/reports+json"];

    public static void Map(IEndpointRouteBuilder pages) => pages.MapPost(Path, Take).OpenTo("browsers report violations of the content security policy here").DisableAntiforgery()
        .RequireRateLimiting(Limits.CheckPolicy).WithMetadata(new RequestSizeLimitAttribute(Longest));

    private static async Task<IResult> Take(HttpRequest request, RefusalCounts counts, CancellationToken cancellation)
    {
        if (!Forms.Contains(request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase))
            // No page: nobody reads it, and making one would read the form that somebody may have sent.
            return Results.Text("application/csp-report, application/reports+json", statusCode: StatusCodes.Status415UnsupportedMediaType);
        await request.Body.CopyToAsync(Stream.Null, cancellation);
        counts.Add(Code, StatusCodes.Status204NoContent);
        return Results.NoContent();
    }
}
