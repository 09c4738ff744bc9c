using Metrology.App.Forecasts;
using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning.Forecasts;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Projects;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Forecasts;

/// <summary>The planner's first page, and the forecast of each target.</summary>
internal sealed class ForecastFeature : IFeature
{
    private const string Path = "/planner";

    /// <summary>Years that the overview looks ahead for cliffs.</summary>
    private const int YearsAhead = 3;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Forecasts.Overview, "trending-up", Path, Permission.SeeTargets)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Overview).Needs(Permission.SeeTargets);
        pages.MapGet(Path + "/falls", Falls).Needs(Permission.SeeTargets);
        pages.MapGet("/targets/{id}/forecast", Show).Needs(Permission.SeeTargets);
        ForecastApi.Map(api);
    }

    /// <summary>The overview; also what a planner sees first after signing in.</summary>
    internal static async Task<IResult> Overview(
        StandardQueries standards, TargetQueries targets, ForecastQueries forecasts, ProjectQueries projects, CancellationToken cancellation)
    {
        var today = projects.Today;
        // Read once: most of what the page takes.
        var all = await targets.CountableAsync(cancellation);
        var open = await forecasts.OpenAsync(cancellation, all);
        var shown = open.Count > 0 ? await targets.FindAsync(open[0].Target.Id, today, null, cancellation, all) : null;
        return View.Of<OverviewPage>(new
        {
            Today = today,
            Counts = await standards.CountsAsync(today, cancellation),
            Open = open,
            Decided = await targets.DecidedAsync(today, cancellation, all),
            Shown = shown,
            History = shown is null ? null : await targets.HistoryAsync(shown.View, shown.Reading, cancellation, all),
            Cliffs = ExpiryCliffs.Of(all.Standards, standard => standard.Dates(), today, today.AddYears(YearsAhead)),
            Projects = ProjectLine.Of(await projects.AllAsync(cancellation), today),
        });
    }

    private static async Task<IResult> Falls([FromQuery] string? on, StandardQueries standards, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        var falling = await standards.FallingAsync(chosen.Day, cancellation);
        return View.OfForm<FallsPage>(chosen.Errors, new { On = chosen, Falling = falling });
    }

    private static async Task<IResult> Show(string id, [AsParameters] ForecastFilter filter, HttpContext context, ForecastQueries forecasts, CancellationToken cancellation)
    {
        var errors = new FieldErrors();
        var question = filter.Question(id, context.Request.Query, errors);
        if (await forecasts.AskAsync(question, cancellation) is not { } answer)
        {
            if (question.Reading is null || await forecasts.AskAsync(question with { Reading = null }, cancellation) is not { } inForce)
                return Results.NotFound();
            answer = inForce;
            errors.Add(TargetErrors.NotAReading);
        }

        errors.Add(ForecastFilter.Unknown(answer, question));
        var past = answer.By is { } by ? await forecasts.PastAsync(id, answer.Reading, by, cancellation) : [];
        return View.OfForm<ForecastPage>(errors, new { Answer = answer, Question = question, Filter = filter, Errors = errors, Past = past });
    }
}
