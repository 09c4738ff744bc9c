using Metrology.App.CountedThings;
using Metrology.App.Laboratory;
using Metrology.App.Standards.Importing;
using Metrology.Core.Planning.Things;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.CountedThings;

/// <summary>A table of counted things is uploaded, looked at, taken or left, and undone; the same for programs, with the file as the body.</summary>
internal static class ThingImportPages
{
    private const string Path = CountedThingFilter.Path + "/imports";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (ImportCountedThings imports, CancellationToken cancellation) => ListAsync(FieldErrors.None, imports, cancellation)).Needs(Permission.EditTargets);
        pages.MapPost(Path, Upload).TakesFiles().Needs(Permission.EditTargets);
        pages.MapGet(Path + "/{id:int}", (int id, ImportCountedThings imports, CancellationToken cancellation) => ShowAsync(id, FieldErrors.None, imports, cancellation)).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id:int}/columns", (int id, HttpContext context, ImportCountedThings imports, CurrentActor me, Words t, [FromForm(Name = "columns")] string[]? columns, CancellationToken cancellation) =>
            AnswerAsync(id, context, imports, imports.MapAsync(me.Required, id, [.. (columns ?? []).Select(name => Enum.TryParse<ThingColumn>(name, out var one) && Enum.IsDefined(one) ? one : (ThingColumn?)null)], cancellation), t.Imports.Checked)).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id:int}/take", (int id, HttpContext context, ImportCountedThings imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            AnswerAsync(id, context, imports, imports.TakeAsync(me.Required, id, cancellation), t.Imports.Done)).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id:int}/undo", (int id, HttpContext context, ImportCountedThings imports, CurrentActor me, Words t, [FromForm(Name = "because")] string? because, CancellationToken cancellation) =>
            AnswerAsync(id, context, imports, imports.UndoAsync(me.Required, id, because, cancellation), t.Imports.Undone)).Needs(Permission.EditTargets);
        api.MapPost(Path, CheckByApi).TakesFiles().Accepts<Stream>("application/octet-stream").Produces<ThingImportAnswer>(StatusCodes.Status201Created).Needs(Permission.EditTargets);
        api.MapGet(Path + "/{id:int}", ShowByApiAsync).Produces<ThingImportAnswer>().Needs(Permission.EditTargets);
        api.MapPut(Path + "/{id:int}/columns", async (int id, ThingColumnsBody body, ImportCountedThings imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await imports.MapAsync(me.Required, id, body.Columns ?? [], cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await ShowByApiAsync(id, imports, t, cancellation)).Produces<ThingImportAnswer>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/{id:int}/take", async (int id, ImportCountedThings imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await imports.TakeAsync(me.Required, id, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await ShowByApiAsync(id, imports, t, cancellation)).Produces<ThingImportAnswer>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/{id:int}/undo", async (int id, ThingUndoBody body, ImportCountedThings imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await imports.UndoAsync(me.Required, id, body.Because, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await ShowByApiAsync(id, imports, t, cancellation)).Produces<ThingImportAnswer>().Needs(Permission.EditTargets);
    }

    private static async Task<IResult> Upload(HttpContext context, ImportCountedThings imports, CurrentActor me, Words t, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return await ListAsync(new FieldErrors().Add(nameof(file), Standards.Importing.ImportWords.NoFile, "counted-thing-import.no-file"), imports, cancellation);
        var kept = await imports.CheckAsync(me.Required, file.FileName, await FileUpload.ReadAsync(file.OpenReadStream(), SpreadsheetFile.LargestFile, cancellation), cancellation);
        return kept.Refusal is { } refusal
            ? await ListAsync(new FieldErrors().Add(refusal, nameof(file)), imports, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{kept.Value}", t.Imports.Checked);
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, ImportCountedThings imports, Task<Outcome<int>> change, string done) =>
        (await change).Refusal is { } refusal ? await ShowAsync(id, new FieldErrors().Add(refusal, refusal.Field ?? ""), imports, context.RequestAborted) : NoticeCookie.Redirect(context, $"{Path}/{id}", done);

    private static async Task<IResult> ListAsync(FieldErrors errors, ImportCountedThings imports, CancellationToken cancellation) =>
        View.OfForm<ThingImportsPage>(errors, new { Errors = errors, Lines = await imports.AllAsync(cancellation) });

    private static async Task<IResult> ShowAsync(int id, FieldErrors errors, ImportCountedThings imports, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } shown ? View.OfForm<ThingImportPage>(errors, new { Shown = shown, Errors = errors }) : Results.NotFound();

    private static async Task<IResult> CheckByApi(HttpRequest request, string? name, ImportCountedThings imports, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var kept = await imports.CheckAsync(me.Required, name ?? "things", await FileUpload.ReadAsync(request.Body, SpreadsheetFile.LargestFile, cancellation), cancellation);
        return kept.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language)
            : Results.Created($"/api/v1{Path}/{kept.Value}", ThingImportAnswer.Of((await imports.FindAsync(kept.Value, cancellation))!.Plan, t.Language, kept.Value, ImportState.Checked));
    }

    private static async Task<IResult> ShowByApiAsync(int id, ImportCountedThings imports, Words t, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } shown ? Results.Ok(ThingImportAnswer.Of(shown.Plan, t.Language, id, shown.Import.State)) : ErrorPages.Problem(ThingImportErrors.NotFound, t.Language);
}

public sealed record ThingUndoBody(string? Because);

/// <param name="Columns">One for each column of the sheet; null for one that is not used.</param>
public sealed record ThingColumnsBody(IReadOnlyList<ThingColumn?>? Columns);

/// <summary>What an import would enter, for programs; the same over the API and from the command line.</summary>
/// <param name="Refusal">Code of what is wrong with the file as a whole.</param>
/// <param name="ColumnsNotUsed">Headings of columns that nobody reads.</param>
/// <param name="SheetsNotRead">Sheets that hold something and are not read.</param>
public sealed record ThingImportAnswer(
    int? Id, string? State, int Rows, int Entered, int Refused, string? Refusal, IReadOnlyList<ThingImportAnswer.Heading> Columns, IReadOnlyList<string> ColumnsNotUsed, IReadOnlyList<string> SheetsNotRead, IReadOnlyList<ThingImportAnswer.Row> Items)
{
    /// <summary>Whether it was compared with the rows that are there; null where that goes without saying.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsComparedWithRegister { get; init; }

    /// <param name="Column">What the column is taken for; null when it is not used.</param>
    public sealed record Heading(string Text, ThingColumn? Column);

    /// <param name="Line">Number of the row in the file.</param>
    public sealed record Row(
        int Line, string Decision, Core.Planning.Things.ThingKind? Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until, string? Definition, decimal? Numerator, decimal? Denominator,
        string Source, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Remarks);

    public sealed record Problem(string Code, string? Field, string Text);

    public static ThingImportAnswer Of(ThingImportPlan plan, Language language, int? id = null, ImportState? state = null) => new(
        id, state is { } known ? KebabCase.Of(known) : null, plan.Rows.Count, plan.Entered, plan.Refused, plan.Refusal?.Code, [.. plan.Sheet.Headings.Zip(plan.Sheet.Columns, (text, column) => new Heading(text, column))], plan.Unused, plan.OtherSheets,
        [
            .. plan.Rows.Select(row => new Row(
                row.Line.Line, KebabCase.Of(row.Decision), row.Line.Kind, row.Line.Name, row.Line.Code, row.Line.District, row.Line.From, row.Line.Until, row.Line.Definition, row.Line.Numerator, row.Line.Denominator,
                row.Line.Source, [.. row.Problems.Select(one => new Problem(one.Code, one.Field, one.Text.In(language)))], [.. row.Line.Remarks.Select(one => new Problem(one.Code, one.Column?.ToString(), one.Text.In(language)))])),
        ]);
}
