using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Importing;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Standards.Importing;

/// <summary>A file is uploaded, looked at under its columns, taken or left, and undone.</summary>
internal static class ImportPages
{
    private const string Path = "/standards/imports";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (StandardImportQueries imports, CancellationToken cancellation) => ListAsync(FieldErrors.None, imports, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path, Upload).TakesFiles().Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}", (int id, StandardImportQueries imports, CancellationToken cancellation) => ShowAsync(id, FieldErrors.None, imports, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/columns", Columns).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/take", Take).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/undo", Undo).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Upload(
        HttpContext context, ImportStandards import, StandardImportQueries imports, CurrentActor me, Words t, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return await ListAsync(new FieldErrors().Add(nameof(file), ImportWords.NoFile, "standard-import.no-file"), imports, cancellation);
        if (file.Length > SpreadsheetFile.LargestFile)
            return await ListAsync(new FieldErrors().Add(ImportErrors.TooLarge, nameof(file)), imports, cancellation);
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var kept = await import.CheckAsync(me.Required, file.FileName, bytes.ToArray(), cancellation);
        return kept.Refusal is { } refusal
            ? await ListAsync(new FieldErrors().Add(refusal, nameof(file)), imports, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{kept.Value}", t.Imports.Checked);
    }

    private static Task<IResult> Columns(
        int id, HttpContext context, ImportStandards import, CurrentActor me, Words t, [FromForm(Name = "columns")] string[]? columns, [FromForm(Name = "owner")] string? owner, CancellationToken cancellation) =>
        AnswerAsync(id, context, import.MapAsync(me.Required, id, [.. (columns ?? []).Select(Parse<StandardColumn>)], Parse<OwnerClass>(owner), cancellation), t.Imports.Checked);

    private static Task<IResult> Take(int id, HttpContext context, ImportStandards import, CurrentActor me, Words t, [FromForm(Name = "confirmed")] string? confirmed, CancellationToken cancellation) =>
        AnswerAsync(id, context, import.TakeAsync(me.Required, id, confirmed is not null, cancellation), t.Imports.Done);

    private static Task<IResult> Undo(
        int id, HttpContext context, ImportStandards import, CurrentActor me, Words t, [FromForm(Name = "because")] string? because, CancellationToken cancellation) =>
        AnswerAsync(id, context, import.UndoAsync(me.Required, id, because, cancellation), t.Imports.Undone);

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, Task<Outcome<int>> change, string done) =>
        (await change).Refusal is { } refusal
            ? await ShowAsync(id, new FieldErrors().Add(refusal, refusal.Field ?? ""), context.RequestServices.GetRequiredService<StandardImportQueries>(), context.RequestAborted)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", done);

    private static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var one) && Enum.IsDefined(one) ? one : null;

    private static async Task<IResult> ListAsync(FieldErrors errors, StandardImportQueries imports, CancellationToken cancellation) =>
        View.OfForm<ImportsPage>(errors, new { Errors = errors, Lines = await imports.AllAsync(cancellation) });

    private static async Task<IResult> ShowAsync(int id, FieldErrors errors, StandardImportQueries imports, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } shown ? View.OfForm<ImportPage>(errors, new { Shown = shown, Errors = errors }) : Results.NotFound();
}
