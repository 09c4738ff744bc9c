using System.Net.Mime;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.Core.Procedures;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Procedures;

/// <summary>Procedures for programs: the list, a file as it is, and importing one.</summary>
internal static class ProceduresApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/procedures", async (ProcedureQueries procedures, CancellationToken cancellation) =>
            Results.Ok((await procedures.AllAsync(cancellation)).Select(Fact.Of))).Produces<IEnumerable<Fact>>().Needs(Permission.SeeRegistry);
        api.MapGet("/procedures/{hash:length(64)}", async (string hash, ProcedureQueries procedures, CancellationToken cancellation) =>
            await procedures.FileAsync(hash, cancellation) is { } file ? Results.Bytes(file, MediaTypeNames.Application.Json) : Results.NotFound()).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Json).Needs(Permission.SeeRegistry);
        api.MapPost("/procedures", Import).Accepts<object>(MediaTypeNames.Application.Json).Produces<Imported>(StatusCodes.Status201Created).Needs(Permission.EditProcedures);
    }

    private static async Task<IResult> Import(HttpRequest request, ImportProcedure import, CurrentActor me, Words t, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellation);
        var answer = await import.ExecuteAsync(me.Required, bytes.ToArray(), cancellation);
        if (answer.Stored.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, t.Language, answer.Problems.Select(problem => new Problem(problem.Path, problem.Line, problem.Column, t[problem.Text])));
        return Results.Created($"/api/v1/procedures/{answer.Stored.Value}", new Imported(answer.Stored.Value));
    }

    internal sealed record Imported(string Hash);

    internal sealed record Fact(string Designation, int Revision, string Hash, string State, bool IsCurrent, bool IsShipped, string TitleZh, string TitleEn)
    {
        public static Fact Of(ProcedureQueries.Line line) => new(
            line.Procedure.Designation, line.Procedure.Revision, line.Procedure.ContentHash, KebabCase.Of(line.State), line.IsCurrent, line.Row is null,
            line.Procedure.Title.Zh, line.Procedure.Title.En);
    }

    /// <param name="Path">Where in the file, for example <c>items[1].formula</c>.</param>
    /// <param name="Line">From 1; 0 when the place is not known.</param>
    internal sealed record Problem(string Path, int Line, int Column, string Text);
}
