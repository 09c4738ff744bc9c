using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Sharing;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Search;
using Metrology.Web.Features.Standards.Importing;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Standards;

/// <summary>The register of measurement standards on any day, and the passport of each.</summary>
internal sealed class StandardsFeature : IFeature
{
    private const string Path = "/standards";
    private const int RowsOfPage = 100;
    private const int RowsOfRead = 1000;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Standards, t => t.Standards.Title, "stack", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, StandardSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).TakesFilter().Needs(Permission.SeeRegistry).Lists(nameof(App.Standards.MeasurementStandard), nameof(App.Standards.StandardCertificate), nameof(App.Standards.Life.StandardEvent), nameof(App.Standards.StandardEquipment));
        pages.MapGet(Path + ListExport.Route, Export).TakesFilter().Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeRegistry).Shows(Register.Standard);
        StandardForms.Map(pages);
        ImportPages.Map(pages);
        StandardsApi.Map(api);
        ImportsApi.Map(api);
    }

    private static async Task<IResult> List(
        [AsParameters] StandardFilter filter, StandardQueries standards, TargetQueries targets, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        filter = filter with { On = on.IsToday ? null : on.Day.Iso(), State = filter.State is "" ? null : filter.State };
        var target = string.IsNullOrEmpty(filter.Target) ? null : await targets.FindAsync(filter.Target, on.Day, filter.Reading, cancellation);
        if (target is null && filter.Target is { Length: > 0 })
            return Results.NotFound();
        var seen = await filter.SeeAsync(standards, targets, on.Day, RowsOfPage, cancellation);
        return View.OfForm<StandardsPage>(on.Errors, new { Filter = filter, On = on, Seen = seen, Of = target });
    }

    private static async Task<IResult> Export(
        string format, [AsParameters] StandardFilter filter, HttpContext context, StandardQueries standards, TargetQueries targets, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        if (on.Refusal is not null)
            return await List(filter, standards, targets, clock, cancellation);
        return await ListExport.AnswerAsync(context, format, async () =>
        {
            var rows = string.IsNullOrEmpty(filter.Target)
                ? await ListExport.AllAsync<StandardQueries.Line, int?>(async after =>
                {
                    var page = (await (filter with { After = after }).SeeAsync(standards, targets, on.Day, RowsOfRead, cancellation))!;
                    return (page.Lines, page.Next);
                })
                : (await (filter with { After = null }).SeeAsync(standards, targets, on.Day, int.MaxValue, cancellation))?.Lines ?? [];
            return new($"standards-{on.Day.Iso()}", StandardTable.Columns(filter.Columns), StandardTable.Rows(rows, on.Day, filter.Columns));
        });
    }

    private static async Task<IResult> Show(int id, [FromQuery] string? on, StandardQueries standards, KeepingQueries keeping, SharingQueries sharing, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        return await standards.FindOnAsync(id, chosen.Day, cancellation) is { } standard
            ? View.OfForm<StandardPage>(chosen.Errors, new { Standard = standard, On = chosen, Due = KeepingDue.Of(standard, await keeping.RunsAsync(id, cancellation), chosen.Day), IsPublished = await sharing.IsPublishedAsync(id, cancellation) })
            : Results.NotFound();
    }
}
