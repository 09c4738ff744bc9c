using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Importing;
using Metrology.Core.Registers;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Standards.Importing;

/// <summary>Importing a register, for programs: the file is the body of the request.</summary>
internal static class ImportsApi
{
    private const string Path = "/standards/imports";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(Path, Check).TakesFiles().Accepts<Stream>("application/octet-stream").Produces<ImportAnswer>(StatusCodes.Status201Created).Needs(Permission.EditRegistry);
        api.MapGet(Path + "/{id:int}", ShowAsync).Produces<ImportAnswer>().Needs(Permission.EditRegistry);
        api.MapPut(Path + "/{id:int}/columns", Columns).Produces<ImportAnswer>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/take", async (int id, bool? confirmed, ImportStandards import, StandardImportQueries imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await import.TakeAsync(me.Required, id, confirmed ?? false, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await ShowAsync(id, imports, t, cancellation))
            .Produces<ImportAnswer>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/undo", async (int id, UndoBody body, ImportStandards import, StandardImportQueries imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await import.UndoAsync(me.Required, id, body.Because, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await ShowAsync(id, imports, t, cancellation))
            .Produces<ImportAnswer>().Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Check(
        HttpRequest request, string? name, ImportStandards import, StandardImportQueries imports, CurrentActor me, Words t, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellation);
        var kept = await import.CheckAsync(me.Required, name ?? "register", bytes.ToArray(), cancellation);
        if (kept.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, t.Language);
        var shown = (await imports.FindAsync(kept.Value, cancellation))!;
        return Results.Created($"/api/v1{Path}/{kept.Value}", ImportAnswer.Of(shown.Plan, t.Language, shown.Import));
    }

    private static async Task<IResult> Columns(
        int id, ColumnsBody body, ImportStandards import, StandardImportQueries imports, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await import.MapAsync(me.Required, id, body.Columns ?? [], body.OwnerClass, cancellation)).Refusal is { } refusal
            ? ErrorPages.Problem(refusal, t.Language) : await ShowAsync(id, imports, t, cancellation);

    private static async Task<IResult> ShowAsync(int id, StandardImportQueries imports, Words t, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } shown ? Results.Ok(ImportAnswer.Of(shown.Plan, t.Language, shown.Import)) : ErrorPages.Problem(ImportErrors.NotFound, t.Language);

    /// <param name="Columns">One for each column of the sheet; null for one that is not used.</param>
    public sealed record ColumnsBody(IReadOnlyList<StandardColumn?>? Columns, OwnerClass? OwnerClass);

    public sealed record UndoBody(string? Because);
}
