using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Procedures;

/// <summary>The library of procedures: what there is, importing a file, publishing it as a second person, withdrawing, exporting.</summary>
internal sealed class ProceduresFeature : IFeature
{
    private const string Path = "/procedures";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Procedures.Title, "list-check", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (ProcedureQueries procedures, CancellationToken cancellation) =>
            View.Of<ProceduresPage>(new { Lines = await procedures.AllAsync(cancellation) })).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + ListExport.Route, List).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/import", () => ImportPage(FieldErrors.None, [])).Needs(Permission.EditProcedures);
        pages.MapPost(Path + "/import", Import).Needs(Permission.EditProcedures);
        pages.MapGet(Path + "/{hash:length(64)}", Show).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{hash:length(64)}/file", Export).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/{hash:length(64)}/publish", Publish).Needs(Permission.PublishProcedures).Signs(SignatureMeaning.Published);
        pages.MapPost(Path + "/{hash:length(64)}/withdraw", Withdraw).Needs(Permission.PublishProcedures).Signs(SignatureMeaning.Withdrawn);
        ProceduresApi.Map(api);
    }

    /// <summary>The list as a file; the file of a procedure itself is <see cref="Export"/>.</summary>
    private static Task<IResult> List(string format, HttpContext context, ProcedureQueries procedures, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        "procedures",
        [
            ("designation", t.Procedures.Designation), ("revision", t.Procedures.Revision), ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("inForceFrom", t.Capabilities.ValidFrom), ("inForceUntil", t.Capabilities.ValidUntil),
            ("unconfirmed", t.Procedures.Unconfirmed), ("state", t.Procedures.StateTitle), ("hash", "SHA-256"),
        ],
        [
            .. (await procedures.AllAsync(cancellation)).Select(line => (IReadOnlyList<string>)
            [
                line.Procedure.Designation, line.Procedure.Revision.ToString(CultureInfo.InvariantCulture), line.Procedure.Title.Zh, line.Procedure.Title.En, line.Procedure.InForceFrom?.Iso() ?? "", line.Procedure.InForceUntil?.Iso() ?? "",
                Core.Runs.UnconfirmedFacts.Of(line.Procedure).Count.ToString(CultureInfo.InvariantCulture), t.Procedures.StateOf(line), line.Procedure.ContentHash,
            ]),
        ]));

    private static async Task<IResult> Import(HttpContext context, ImportProcedure import, CurrentActor me, Words t, IFormFile? file, CancellationToken cancellation)
    {
        if (file is null || file.Length == 0)
            return ImportPage(new FieldErrors().Add(nameof(file), ProcedureWords.NoFile, "procedure.no-file"), []);
        if (file.Length > ProcedureFile.LargestFile)
            return ImportPage(new FieldErrors().Add(nameof(file), ProcedureWords.TooLarge, "web.too-large"), []);
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var answer = await import.ExecuteAsync(me.Required, bytes.ToArray(), cancellation);
        return answer.Stored.Refusal is { } refusal
            ? ImportPage(new FieldErrors().Add(refusal, nameof(file)), answer.Problems)
            : NoticeCookie.Redirect(context, $"{Path}/{answer.Stored.Value}", t.Procedures.Imported);
    }

    private static Task<IResult> Show(string hash, ProcedureQueries procedures, CancellationToken cancellation) => PageOf(hash, procedures, FieldErrors.None, cancellation);

    private static async Task<IResult> Export(string hash, ProcedureQueries procedures, CancellationToken cancellation) =>
        await procedures.FindAsync(hash, cancellation) is { } line
            ? Results.File(line.Procedure.File.ToArray(), "application/json", $"{line.Procedure.Designation}-r{line.Procedure.Revision}.json".Replace(' ', '-'))
            : Results.NotFound();

    private static Task<IResult> Publish(string hash, HttpContext context, PublishProcedure publish, CurrentActor me, [FromForm] string? why, CancellationToken cancellation) =>
        Answer(hash, context, publish.ExecuteAsync(me.Required.Saying(why), hash, cancellation), t => t.Procedures.Published, nameof(why));

    private static Task<IResult> Withdraw(
        string hash, HttpContext context, PublishProcedure publish, CurrentActor me, [FromForm(Name = "Because")] string? because, CancellationToken cancellation) =>
        Answer(hash, context, publish.WithdrawAsync(me.Required, hash, because, cancellation), t => t.Procedures.Withdrawn);

    private static async Task<IResult> Answer(string hash, HttpContext context, Task<Core.Words.Outcome<string>> change, Func<Words, string> done, string? why = null)
    {
        var services = context.RequestServices;
        return (await change).Refusal is { } refusal
            ? await PageOf(hash, services.GetRequiredService<ProcedureQueries>(), new FieldErrors().Add(refusal, (refusal.Field == "Because" ? why : null) ?? refusal.Field ?? ""), context.RequestAborted)
            : NoticeCookie.Redirect(context, $"{Path}/{hash}", done(services.GetRequiredService<Words>()));
    }

    private static async Task<IResult> PageOf(string hash, ProcedureQueries procedures, FieldErrors errors, CancellationToken cancellation)
    {
        var all = await procedures.AllAsync(cancellation);
        return all.FirstOrDefault(line => line.Procedure.ContentHash == hash) is { } shown
            ? View.OfForm<ProcedurePage>(errors, new { Line = shown, Before = ProcedureComparison.Before(shown, all), Errors = errors })
            : Results.NotFound();
    }

    private static IResult ImportPage(FieldErrors errors, IReadOnlyList<FileProblem> problems) =>
        View.OfForm<ImportProcedurePage>(errors, new { Errors = errors, Problems = problems });
}
