using System.Globalization;
using System.Net.Mime;
using Metrology.App.Laboratory;
using Metrology.App.Templates;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Metrology.Web.Features.Templates;

/// <summary>Templates of papers: what there is, drafting a revision with its example beside, publishing it as a second person, withdrawing.</summary>
internal sealed class TemplatesFeature : IFeature
{
    public const string Path = "/templates";
    private const string One = Path + "/{hash:length(64)}";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Templates.Title, "file-text", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (TemplateQueries templates, CancellationToken cancellation) =>
            View.Of<TemplatesPage>(new { Lines = await templates.AllAsync(cancellation) })).Needs(Permission.SeeRegistry).Lists(nameof(TemplateRow), nameof(TemplatePicture));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", New).HoldsPaper().Needs(Permission.EditTemplates);
        pages.MapPost(Path + "/new", Save).HoldsPaper().TakesFiles().Needs(Permission.EditTemplates);
        pages.MapPost(Path + "/preview", Preview).TakesFiles().InFrame().Needs(Permission.EditTemplates);
        pages.MapGet(One, Show).HoldsPaper().Needs(Permission.SeeRegistry);
        pages.MapGet(One + "/example", Example).InFrame().Needs(Permission.SeeRegistry);
        pages.MapPost(One + "/publish", Publish).Needs(Permission.PublishTemplates).Signs(SignatureMeaning.Published);
        pages.MapPost(One + "/withdraw", Withdraw).Needs(Permission.PublishTemplates).Signs(SignatureMeaning.Withdrawn);
        TemplatesApi.Map(api);
    }

    private static Task<IResult> Export(string format, HttpContext context, TemplateQueries templates, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        "templates",
        [("name", t.Templates.Name), ("revision", t.Templates.Revision), ("scope", t.Templates.Scope), ("languages", t.Templates.Languages), ("state", t.Templates.State), ("hash", "SHA-256")],
        [
            .. (await templates.AllAsync(cancellation)).Select(line => (IReadOnlyList<string>)
                [line.Row.Name, line.Row.Revision.ToString(CultureInfo.InvariantCulture), t.Templates.Of(line.Row.Scope), t.Templates.Of(line.Row.Content.Languages), t.Templates.Of(line.Row.State, line.IsUsed), line.Row.Hash]),
        ]));

    public static IResult Pdf(HttpContext context, byte[] file)
    {
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = "example.pdf" }.ToString();
        return Results.Bytes(file, MediaTypeNames.Application.Pdf);
    }

    /// <param name="from">The revision that the new one begins with.</param>
    private static async Task<IResult> New([FromQuery] string? from, TemplateQueries templates, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(from))
            return EditPage(new(), FieldErrors.None);
        return await templates.FindAsync(from, cancellation) is { } line ? EditPage(TemplateForm.Of(line.Row.Content), FieldErrors.None) : Results.NotFound();
    }

    private static async Task<IResult> Save(HttpContext context, IFormCollection fields, DraftTemplate draft, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var form = TemplateForm.Of(fields);
        var saved = await draft.ExecuteAsync(me.Required, await form.RequestAsync(fields.Files, cancellation), cancellation);
        return saved.Refusal is { } refusal
            ? EditPage(form, new FieldErrors().Add(refusal, TemplateForm.FieldOf(refusal)))
            : NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", t.Templates.Drafted);
    }

    /// <summary>The PDF for the frame beside the form, or what is wrong as a page for it.</summary>
    private static async Task<IResult> Preview(HttpContext context, IFormCollection fields, DraftTemplate draft, CurrentActor me, CancellationToken cancellation)
    {
        var preview = await draft.PreviewAsync(me.Required, await TemplateForm.Of(fields).RequestAsync(fields.Files, cancellation), cancellation);
        var errors = new FieldErrors().Add(preview.Refusal);
        return errors.Any ? View.OfForm<TemplateRefused>(errors, new { Errors = errors }) : Pdf(context, preview.Value);
    }

    private static Task<IResult> Show(string hash, TemplateQueries templates, CancellationToken cancellation) => PageOf(hash, templates, FieldErrors.None, cancellation);

    private static async Task<IResult> Example(string hash, HttpContext context, TemplateQueries templates, Words t, CancellationToken cancellation)
    {
        var example = await templates.ExampleAsync(hash, cancellation);
        return example.Refusal is { } refusal ? refusal.Code == TemplateErrors.NotFound.Code ? Results.NotFound() : ErrorPages.Problem(refusal, t.Language) : Pdf(context, example.Value);
    }

    private static Task<IResult> Publish(string hash, HttpContext context, PublishTemplate publish, CurrentActor me, [FromForm] string? why, CancellationToken cancellation) =>
        Answer(hash, context, publish.ExecuteAsync(me.Required.Saying(why), hash, cancellation), t => t.Templates.Published, nameof(why));

    private static Task<IResult> Withdraw(
        string hash, HttpContext context, PublishTemplate publish, CurrentActor me, [FromForm(Name = "Because")] string? because, CancellationToken cancellation) =>
        Answer(hash, context, publish.WithdrawAsync(me.Required, hash, because, cancellation), t => t.Templates.Withdrawn);

    private static async Task<IResult> Answer(string hash, HttpContext context, Task<Outcome<string>> change, Func<Words, string> done, string? why = null)
    {
        var services = context.RequestServices;
        return (await change).Refusal is { } refusal
            ? await PageOf(hash, services.GetRequiredService<TemplateQueries>(), new FieldErrors().Add(refusal, (refusal.Field == "Because" ? why : null) ?? refusal.Field ?? ""), context.RequestAborted)
            : NoticeCookie.Redirect(context, $"{Path}/{hash}", done(services.GetRequiredService<Words>()));
    }

    private static async Task<IResult> PageOf(string hash, TemplateQueries templates, FieldErrors errors, CancellationToken cancellation) =>
        await templates.FindAsync(hash, cancellation) is { } line ? View.OfForm<TemplatePage>(errors, new { Line = line, Errors = errors }) : Results.NotFound();

    private static IResult EditPage(TemplateForm form, FieldErrors errors) => View.OfForm<TemplateEditPage>(errors, new { Form = form, Errors = errors });
}
