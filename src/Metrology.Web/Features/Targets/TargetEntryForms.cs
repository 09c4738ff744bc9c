using Metrology.App.Laboratory;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Targets;

/// <summary>Targets entered, corrected, withdrawn and taken from a file, by pages and by programs.</summary>
internal static class TargetEntryForms
{
    private const string Path = "/targets";
    private const string Import = Path + "/import";
    private const string File = Path + "/file";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path + "/new", () => Page(null, new(), FieldErrors.None)).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/new", Enter).Needs(Permission.EditTargets);
        pages.MapGet(Path + "/{id}/edit", async (string id, TargetQueries targets, CancellationToken cancellation) =>
            await targets.ViewAsync(id, cancellation) is { } view ? Page(view, TargetForm.Of(view), FieldErrors.None) : Results.NotFound()).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id}/edit", Correct).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id}/withdrawal", (string id, HttpContext context, EnterTarget enter, CurrentActor me, Typed<WithdrawalForm> typed, CancellationToken cancellation) =>
            WithdrawAsync(id, true, context, enter, me, typed.Value, cancellation)).Needs(Permission.EditTargets);
        pages.MapPost(Path + "/{id}/restoration", (string id, HttpContext context, EnterTarget enter, CurrentActor me, Typed<WithdrawalForm> typed, CancellationToken cancellation) =>
            WithdrawAsync(id, false, context, enter, me, typed.Value, cancellation)).Needs(Permission.EditTargets);
        pages.MapGet(Import, () => View.OfForm<TargetImportPage>(FieldErrors.None, new { Errors = FieldErrors.None })).Needs(Permission.EditTargets);
        pages.MapPost(Import, Check).TakesFiles().Needs(Permission.EditTargets);
        pages.MapPost(Import + "/take", Take).TakesFiles().Needs(Permission.EditTargets);
        pages.MapGet(File, Write).Needs(Permission.SeeTargets);
        api.MapPost(Path, EnterByApi).Produces<TargetSaved>(StatusCodes.Status201Created).Needs(Permission.EditTargets);
        api.MapPut(Path + "/{id}", CorrectByApi).Produces<TargetSaved>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/{id}/withdrawal", async (string id, WithdrawalBody body, EnterTarget enter, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await enter.WithdrawAsync(me.Required, id, true, body.Because, cancellation)).Answer(t, one => Results.Ok(new TargetSaved(one)))).Produces<TargetSaved>().Needs(Permission.EditTargets);
        api.MapPost(Path + "/{id}/restoration", async (string id, WithdrawalBody body, EnterTarget enter, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await enter.WithdrawAsync(me.Required, id, false, body.Because, cancellation)).Answer(t, one => Results.Ok(new TargetSaved(one)))).Produces<TargetSaved>().Needs(Permission.EditTargets);
        api.MapPost(Import, ImportByApi).TakesFiles().Accepts<Stream>("application/json").Produces<TargetImportAnswer>().Needs(Permission.EditTargets);
        api.MapGet(File, Write).Produces<Stream>(StatusCodes.Status200OK, "application/json").Needs(Permission.SeeTargets);
    }

    private static async Task<IResult> Enter(HttpContext context, EnterTarget enter, CurrentActor me, Words t, Typed<TargetForm> typed, CancellationToken cancellation)
    {
        var (form, errors) = (typed.Value, new FieldErrors());
        var body = form.Body(null, errors);
        var entry = body.Entry();
        Missing(form, errors);
        if (errors.Of(nameof(form.Counts)) is null)
            errors.Add(entry.Refusal);
        if (!errors.Any)
            errors.Add((await enter.ExecuteAsync(me.Required, new(entry.Value, form.Because), cancellation)).Refusal);
        return errors.Any ? Page(null, form, errors) : NoticeCookie.Redirect(context, $"{Path}/{entry.Value.Id}", t.TargetEntry.Entered);
    }

    /// <summary>All that is empty is one list to the person who fills it in.</summary>
    private static void Missing(TargetForm form, FieldErrors errors)
    {
        (string, string?)[] texts =
        [
            (nameof(form.Id), form.Id), (nameof(form.Place), form.Place), (nameof(form.Document), form.Document), (nameof(form.Scope), form.Scope), (nameof(form.Kind), form.Kind),
            (nameof(form.Counts), form.Counts),
        ];
        foreach (var missing in TargetRules.Missing(form.Quote, texts).Where(missing => errors.Of(missing.Field ?? "") is null).ToList())
            errors.Add(missing);
    }

    private static async Task<IResult> Correct(
        string id, HttpContext context, EnterTarget enter, TargetQueries targets, CurrentActor me, Words t, Typed<TargetForm> typed, CancellationToken cancellation)
    {
        if (await targets.ViewAsync(id, cancellation) is not { } view)
            return Results.NotFound();
        var (form, errors) = (typed.Value, new FieldErrors());
        var body = form.Body(view, errors);
        var entry = body.Entry();
        errors.Add(entry.Refusal);
        if (!errors.Any)
            errors.Add((await enter.CorrectAsync(me.Required.Saying(form.Because), new(id, entry.Value, body.Version), cancellation)).Refusal);
        return errors.Any ? Page(view, form, errors) : NoticeCookie.Redirect(context, $"{Path}/{id}", t.TargetEntry.Corrected);
    }

    private static async Task<IResult> WithdrawAsync(string id, bool isWithdrawn, HttpContext context, EnterTarget enter, CurrentActor me, WithdrawalForm form, CancellationToken cancellation)
    {
        var done = await enter.WithdrawAsync(me.Required, id, isWithdrawn, form.WithdrawalBecause, cancellation);
        var errors = new FieldErrors().AddWhy(done.Refusal, nameof(form.WithdrawalBecause));
        var t = context.RequestServices.GetRequiredService<Words>();
        return errors.Any
            ? await TargetsFeature.PlanPageAsync(id, form, errors, context.RequestServices, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{id}", isWithdrawn ? t.TargetEntry.IsWithdrawn : t.TargetEntry.IsRestored);
    }

    private static IResult Page(TargetView? view, TargetForm form, FieldErrors errors) => View.OfForm<TargetEditPage>(errors, new { View = view, Form = form, Errors = errors });

    private static async Task<IResult> Check(ImportTargets imports, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return View.OfForm<TargetImportPage>(new FieldErrors().Add("file", TargetEntryWords.NoFile, "target.no-file"), new { Errors = new FieldErrors().Add("file", TargetEntryWords.NoFile, "target.no-file") });
        return await CheckedAsync(imports, await FileUpload.ReadAsync(file.OpenReadStream(), ImportTargets.LargestFile, cancellation), FieldErrors.None, cancellation);
    }

    /// <summary>The file goes with the page that shows what it would enter, and comes back with the order to take it.</summary>
    private static async Task<IResult> Take(HttpContext context, ImportTargets imports, CurrentActor me, Words t, [FromForm(Name = "content")] string? content, CancellationToken cancellation)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content ?? "");
        var taken = await imports.ExecuteAsync(me.Required, bytes, cancellation);
        return taken.Refusal is { } refusal
            ? await CheckedAsync(imports, bytes, new FieldErrors().Add(refusal, "file"), cancellation)
            : NoticeCookie.Redirect(context, Path, t.TargetEntry.Taken(taken.Value));
    }

    private static async Task<IResult> CheckedAsync(ImportTargets imports, byte[] bytes, FieldErrors errors, CancellationToken cancellation)
    {
        var plan = await imports.CheckAsync(bytes, cancellation);
        if (!errors.Any)
            errors = new FieldErrors().Add(plan.Refusal ?? plan.Value.Refusal, "file");
        return View.OfForm<TargetImportPage>(errors, new { Errors = errors, Plan = plan.IsRefused ? null : plan.Value, Content = plan.IsRefused ? null : System.Text.Encoding.UTF8.GetString(bytes) });
    }

    private static async Task<IResult> Write(TargetQueries targets, CancellationToken cancellation) =>
        Results.File(ImportTargets.Write(await targets.AllAsync(cancellation)), "application/json", "targets.json");

    private static async Task<IResult> EnterByApi(TargetBody body, EnterTarget enter, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var entry = body.Entry();
        return entry.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language)
            : (await enter.ExecuteAsync(me.Required, new(entry.Value, body.Because), cancellation)).Answer(t, id => Results.Created($"/api/v1{Path}/{id}", new TargetSaved(id)));
    }

    private static async Task<IResult> CorrectByApi(string id, TargetBody body, EnterTarget enter, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var entry = (body with { Id = body.Id ?? id }).Entry();
        return entry.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language)
            : (await enter.CorrectAsync(me.Required.Saying(body.Because), new(id, entry.Value, body.Version), cancellation)).Answer(t, one => Results.Ok(new TargetSaved(one)));
    }

    /// <param name="dryRun">Only says what would be entered.</param>
    private static async Task<IResult> ImportByApi(HttpRequest request, bool? dryRun, ImportTargets imports, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var bytes = await FileUpload.ReadAsync(request.Body, ImportTargets.LargestFile, cancellation);
        var plan = await imports.CheckAsync(bytes, cancellation);
        if (plan.Refusal is { } unreadable)
            return ErrorPages.Problem(unreadable, t.Language);
        var answer = TargetImportAnswer.Of(plan.Value, t.Language, dryRun == true);
        if (dryRun == true)
            return Results.Ok(answer);
        return (await imports.ExecuteAsync(me.Required, bytes, cancellation)).Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language, answer.Rows.Where(row => row.Code is not null)) : Results.Ok(answer);
    }
}

/// <summary>A withdrawal as typed.</summary>
public sealed record WithdrawalForm
{
    public string? WithdrawalBecause { get; init; }
}

public sealed record WithdrawalBody(string? Because);

public sealed record TargetSaved(string Id);

/// <summary>What an import of a file does, entry by entry.</summary>
/// <param name="IsDryRun">Nothing was written.</param>
/// <param name="IsComparedWithRegister">False: nobody looked whether targets are there already.</param>
public sealed record TargetImportAnswer(int Entered, int Refused, bool IsDryRun, bool IsComparedWithRegister, IReadOnlyList<TargetImportAnswer.Row> Rows)
{
    /// <param name="Index">Place in the list of entries, from 1.</param>
    /// <param name="Code">Of the rule that refuses it; null where none does.</param>
    public sealed record Row(int Index, string Id, ImportTargets.Decision Decision, string? Code, string? Field, string? Said);

    public static TargetImportAnswer Of(ImportTargets.Plan plan, Language language, bool isDryRun, bool isCompared = true) => new(
        plan.Entered, plan.Refused, isDryRun, isCompared,
        [.. plan.Rows.Select(row => new Row(row.Index, row.Id, row.Decision, row.Refusal?.Code, row.Refusal?.Field, row.Refusal?.Text.In(language)))]);
}
