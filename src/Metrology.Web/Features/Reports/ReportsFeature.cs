using Metrology.App.Laboratory;
using Metrology.App.Reports;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Reports;

/// <summary>Periodic reports: the list, making one, and their files.</summary>
internal sealed class ReportsFeature : IFeature
{
    private const string Path = "/reports";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Reports.Title, "file-text", Path, Permission.SeeTargets)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (ReportQueries reports, CancellationToken cancellation) => PageAsync(null, null, FieldErrors.None, reports, cancellation)).Needs(Permission.SeeTargets);
        pages.MapPost(Path, Make).Needs(Permission.EditTargets);
        pages.MapGet(Path + "/{id:int}/{file}", File).Needs(Permission.SeeTargets);
        api.MapGet(Path, async (ReportQueries reports, CancellationToken cancellation) => Results.Ok(await reports.AllAsync(cancellation))).Produces<IReadOnlyList<ReportQueries.Line>>().Needs(Permission.SeeTargets);
        api.MapPost(Path, async (ReportBody body, MakeReport make, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await make.AskedAsync(me.Required, body.From, body.Until, cancellation)).Answer(t, made => Results.Ok(new Saved(made)))).Produces<Saved>().Needs(Permission.EditTargets);
        api.MapGet(Path + "/{id:int}/{file}", File).Produces<Stream>(StatusCodes.Status200OK, System.Net.Mime.MediaTypeNames.Application.Octet).Needs(Permission.SeeTargets);
    }

    private static async Task<IResult> Make(
        HttpContext context, MakeReport make, ReportQueries reports, CurrentActor me, Words t, [FromForm(Name = "From")] string? from, [FromForm(Name = "Until")] string? until, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var (first, last) = (errors.Day("From", from), errors.Day("Until", until));
        if (!errors.Any)
            errors.Add((await make.AskedAsync(me.Required, first, last, cancellation)).Refusal);
        return errors.Any ? await PageAsync(from, until, errors, reports, cancellation) : NoticeCookie.Redirect(context, Path, t.Reports.Made);
    }

    /// <summary>"zh.pdf", "en.xlsx".</summary>
    private static async Task<IResult> File(int id, string file, ReportQueries reports, CancellationToken cancellation)
    {
        var parts = file.Split('.');
        if (parts.Length != 2 || parts[0] is not ("zh" or "en") || parts[1] is not ("pdf" or "xlsx"))
            return Results.NotFound();
        var (language, format) = (parts[0] == "zh" ? Language.Zh : Language.En, parts[1] == "pdf" ? ReportFormat.Pdf : ReportFormat.Xlsx);
        return await reports.FileAsync(id, language, format, cancellation) is { } found
            ? Results.File(found.Content, format == ReportFormat.Pdf ? "application/pdf" : TableFiles.XlsxType, $"report-{id}-{file}")
            : Results.NotFound();
    }

    private static async Task<IResult> PageAsync(string? from, string? until, FieldErrors errors, ReportQueries reports, CancellationToken cancellation) =>
        View.OfForm<ReportsPage>(errors, new { Lines = await reports.AllAsync(cancellation), From = from, Until = until, Errors = errors });
}

public sealed record ReportBody(DateOnly? From, DateOnly? Until);
