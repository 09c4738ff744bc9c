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
            routes.MapGet("/standards/{id:int}/papers/{paper}.pdf", (int id, string paper, StandardPapers papers, Words t, CancellationToken cancellation) =>
                AnswerAsync(paper, t, one => papers.OfStandardAsync(id, one, t.Language, cancellation))).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeRegistry);
            routes.MapGet("/projects/{id:int}/papers/{paper}.pdf", (int id, string paper, StandardPapers papers, Words t, CancellationToken cancellation) =>
                AnswerAsync(paper, t, one => papers.OfProjectAsync(id, one, t.Language, cancellation))).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeRegistry);
        }
    }

    private static async Task<IResult> AnswerAsync(string paper, Words t, Func<StandardPaper, Task<Outcome<byte[]>>> write)
    {
        if (!Papers.TryGetValue(paper, out var one))
            return Results.NotFound();
        var written = await write(one);
        return written.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.File(written.Value, MediaTypeNames.Application.Pdf, $"{paper}.pdf");
    }
}
