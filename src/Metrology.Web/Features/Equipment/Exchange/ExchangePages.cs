using System.Net.Mime;
using Metrology.App.Equipment;
using Metrology.App.Exchange;
using Metrology.App.Laboratory;
using Metrology.App.Standards.Importing;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards.Importing;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Equipment.Exchange;

/// <summary>The register of instruments in the format of MSL: written as it is seen; a file of others uploaded, looked at, taken or left, and undone. The same for programs.</summary>
internal static class ExchangePages
{
    public const string Path = "/equipment/imports";

    /// <summary>The list that is seen, as a file.</summary>
    public const string File = "/equipment/register.xml";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(File, Write).Takes("state", Enum.GetNames<StandardStanding>()).Needs(Permission.SeeRegistry);
        pages.MapGet(Path, (ImportEquipment imports, CancellationToken cancellation) => ListAsync(FieldErrors.None, imports, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path, Upload).TakesFiles().Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}", (int id, ImportEquipment imports, CancellationToken cancellation) => ShowAsync(id, FieldErrors.None, imports, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/take", (int id, HttpContext context, ImportEquipment imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            AnswerAsync(id, context, imports, imports.TakeAsync(me.Required, id, cancellation), t.Imports.Done)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/undo", (int id, HttpContext context, ImportEquipment imports, CurrentActor me, Words t, [FromForm(Name = "because")] string? because, CancellationToken cancellation) =>
            AnswerAsync(id, context, imports, imports.UndoAsync(me.Required, id, because, cancellation), t.Imports.Undone)).Needs(Permission.EditRegistry);
        api.MapGet(File, Write).Takes("state", Enum.GetNames<StandardStanding>()).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Xml).Needs(Permission.SeeRegistry);
        api.MapPost(Path, CheckForPrograms).TakesFiles().Accepts<Stream>("application/octet-stream").Produces<EquipmentImportJson>(StatusCodes.Status201Created).Needs(Permission.EditRegistry);
        api.MapGet(Path + "/{id:int}", JsonAsync).Produces<EquipmentImportJson>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/take", async (int id, ImportEquipment imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await imports.TakeAsync(me.Required, id, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await JsonAsync(id, imports, t, cancellation)).Produces<EquipmentImportJson>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/undo", async (int id, ImportsApi.UndoBody body, ImportEquipment imports, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await imports.UndoAsync(me.Required, id, body.Because, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await JsonAsync(id, imports, t, cancellation)).Produces<EquipmentImportJson>().Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Write(
        [AsParameters] EquipmentFilter filter, EquipmentQueries equipment, LaboratoryQueries laboratory, CurrentActor me, TimeProvider clock, Words t, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        if (on.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, t.Language);
        var page = await equipment.ListAsync((filter with { After = null }).Parse(on.Day), cancellation, MslRegister.MostItems);
        if (page.Next is not null)
            return ErrorPages.Problem(MslRegister.TooManyItems, t.Language);
        // The form has no place for a mark.
        if (page.Unusable.Count > 0)
            return ErrorPages.Problem(App.Ledger.RowCheck.UnusableRegister(page.Items.First(item => page.Unusable.Contains(item.Id)).Code), t.Language);
        var institution = await laboratory.InstitutionAsync(cancellation);
        return Results.File(MslRegister.Write(page.Items, institution?.NameZh ?? "—", me.Required.Name), MediaTypeNames.Application.Xml, $"equipment-register-{on.Day.Iso()}.xml");
    }

    private static async Task<IResult> Upload(HttpContext context, ImportEquipment imports, CurrentActor me, Words t, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return await ListAsync(new FieldErrors().Add(nameof(file), ImportWords.NoFile, "equipment-import.no-file"), imports, cancellation);
        if (file.Length > MslRegister.LargestFile)
            return await ListAsync(new FieldErrors().Add(MslRegister.TooLarge, nameof(file)), imports, cancellation);
        var kept = await imports.CheckAsync(me.Required, file.FileName, await FileUpload.ReadAsync(file.OpenReadStream(), MslRegister.LargestFile, cancellation), cancellation);
        return kept.Refusal is { } refusal
            ? await ListAsync(new FieldErrors().Add(refusal, nameof(file)), imports, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{kept.Value}", t.Imports.Checked);
    }

    private static async Task<IResult> CheckForPrograms(HttpRequest request, string? name, ImportEquipment imports, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var kept = await imports.CheckAsync(me.Required, name ?? "register.xml", await FileUpload.ReadAsync(request.Body, MslRegister.LargestFile, cancellation), cancellation);
        return kept.Refusal is { } refusal
            ? ErrorPages.Problem(refusal, t.Language)
            : Results.Created($"/api/v1{Path}/{kept.Value}", EquipmentImportJson.Of((await imports.FindAsync(kept.Value, cancellation))!, t.Language));
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, ImportEquipment imports, Task<Outcome<int>> change, string done) =>
        (await change).Refusal is { } refusal
            ? await ShowAsync(id, new FieldErrors().Add(refusal, refusal.Field ?? ""), imports, context.RequestAborted)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", done);

    private static async Task<IResult> ListAsync(FieldErrors errors, ImportEquipment imports, CancellationToken cancellation) =>
        View.OfForm<EquipmentImportsPage>(errors, new { Errors = errors, Rows = await imports.AllAsync(cancellation) });

    private static async Task<IResult> ShowAsync(int id, FieldErrors errors, ImportEquipment imports, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } view ? View.OfForm<EquipmentImportPage>(errors, new { View = view, Errors = errors }) : Results.NotFound();

    private static async Task<IResult> JsonAsync(int id, ImportEquipment imports, Words t, CancellationToken cancellation) =>
        await imports.FindAsync(id, cancellation) is { } view ? Results.Ok(EquipmentImportJson.Of(view, t.Language)) : ErrorPages.Problem(ImportEquipment.NotFound, t.Language);
}

/// <summary>An import of instruments for programs: what each would be entered as, with what is left out and why.</summary>
public sealed record EquipmentImportJson(int Id, string FileName, ImportState State, int Refused, IReadOnlyList<EquipmentImportJson.Row> Rows)
{
    public sealed record Row(string Code, string NameZh, string NameEn, string Manufacturer, string Model, string SerialNumber, IReadOnlyList<string> Certificates, IReadOnlyList<string> Remarks, IReadOnlyList<string> Refusals);

    public static EquipmentImportJson Of(ImportEquipment.View view, Language language) => new(
        view.Import.Id, view.Import.FileName, view.Import.State, view.Plan.Refused,
        [
            .. view.Plan.Rows.Select(row => new Row(
                row.Item.Code, row.Item.NameZh, row.Item.NameEn, row.Item.Manufacturer, row.Item.Model, row.Item.SerialNumber, [.. row.Certificates.Select(one => one.Number)],
                [.. row.Remarks.Select(text => text.In(language))], [.. row.Refusals.Select(text => text.In(language))])),
        ]);
}
