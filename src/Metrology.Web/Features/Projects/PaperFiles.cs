using System.Net.Mime;
using Metrology.App.Laboratory;
using Metrology.App.Papers;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Projects;

/// <summary>Drafts of the papers of standards and projects as PDF, in the language of the page.</summary>
internal static class PaperFiles
{
    private static readonly Dictionary<string, StandardPaper> Papers = new(StringComparer.Ordinal)
    {
        ["technical-report"] = StandardPaper.TechnicalReport,
        ["application"] = StandardPaper.Application,
        ["replacement"] = StandardPaper.Replacement,
        ["suspension"] = StandardPaper.Suspension,
    };

    public static IEnumerable<(string File, StandardPaper Paper)> All => Papers.Select(pair => (pair.Key + ".pdf", pair.Value));

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        foreach (var routes in new[] { pages, api })
        {
            routes.MapGet("/standards/{id:int}/papers/{paper}.pdf", (int id, string paper, int? act, HttpContext context, StandardPapers papers, Words t, CancellationToken cancellation) =>
                AnswerAsync(paper, context, t, one => papers.OfStandardAsync(id, one, t.Language, cancellation, act))).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeRegistry);
            routes.MapGet("/projects/{id:int}/papers/{paper}.pdf", (int id, string paper, HttpContext context, StandardPapers papers, Words t, CancellationToken cancellation) =>
                AnswerAsync(paper, context, t, one => papers.OfProjectAsync(id, one, t.Language, cancellation))).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeRegistry);
        }
    }

    private static async Task<IResult> AnswerAsync(string paper, HttpContext context, Words t, Func<StandardPaper, Task<Outcome<byte[]>>> write)
    {
        if (!Papers.TryGetValue(paper, out var one))
            return Results.NotFound();
        var written = await write(one);
        if (written.Refusal is { } refusal)
            return ErrorPages.IsApi(context.Request) ? ErrorPages.Problem(refusal, t.Language) : RefusedPage.Of(context, refusal);
        return Results.File(written.Value, MediaTypeNames.Application.Pdf, $"{paper}.pdf");
    }
}
