using System.Globalization;
using System.Text;
using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Search;
using Metrology.Web.Features.Standards.Importing;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Standards;

/// <summary>The register of measurement standards on any day, and the passport of each.</summary>
internal sealed class StandardsFeature : IFeature
{
    private const string Path = "/standards";
    private const int RowsOfPage = 100;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Standards.Title, "stack", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, StandardSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).TakesFilter().Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/export.csv", Export).TakesFilter().Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeRegistry);
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
        var lines = await filter.LinesAsync(standards, targets, on.Day, cancellation);
        var rows = filter.Narrow(lines ?? [], on.Day);
        var first = rows.FindIndex(line => line.Standard.Id == filter.After) + 1;
        var page = rows.Skip(first).Take(RowsOfPage).ToList();
        var next = first + page.Count < rows.Count ? page[^1].Standard.Id : (int?)null;
        return View.OfForm<StandardsPage>(on.Errors, new { Filter = filter, On = on, Lines = lines, Page = page, Next = next, Of = target });
    }

    private static async Task<IResult> Export(
        [AsParameters] StandardFilter filter, StandardQueries standards, TargetQueries targets, TimeProvider clock, CancellationToken cancellation)
    {
        var on = ChosenDate.Of(filter.On, clock);
        if (on.Refusal is not null)
            return await List(filter, standards, targets, clock, cancellation);
        var rows = filter.Narrow(await filter.LinesAsync(standards, targets, on.Day, cancellation) ?? [], on.Day);
        var text = string.Join("\r\n", StandardCsv.Lines(rows, on.Day)) + "\r\n";
        // Spreadsheets take the text for Chinese only with the mark in front.
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];
        return Results.File(bytes, "text/csv; charset=utf-8", $"standards-{on.Day.Iso()}.csv");
    }

    private static async Task<IResult> Show(int id, [FromQuery] string? on, StandardQueries standards, KeepingQueries keeping, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        return await standards.FindAsync(id, cancellation) is { } standard
            ? View.OfForm<StandardPage>(chosen.Errors, new { Standard = standard, On = chosen, Due = KeepingDue.Of(standard, await keeping.RunsAsync(id, cancellation), chosen.Day) })
            : Results.NotFound();
    }
}
