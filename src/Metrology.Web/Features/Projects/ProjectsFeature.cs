using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Projects;

/// <summary>Building projects: board, Gantt chart, list, and the page of each.</summary>
internal sealed class ProjectsFeature : IFeature
{
    private const string Path = "/projects";

    public static readonly IReadOnlyList<string> Views = ["board", "gantt", "list"];

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Projects.Title, "layout-kanban", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, ProjectSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Takes("view", Views).Needs(Permission.SeeRegistry).Lists(nameof(App.Projects.BuildingProject), nameof(App.Projects.ProjectStage));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeRegistry);
        ProjectForms.Map(pages);
        StageForms.Map(pages);
        HolidayForms.Map(pages);
        pages.MapPost(Path + "/{id:int}/stop", Stop).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/resume", async (int id, HttpContext context, StopProject stop, CurrentActor me, CancellationToken cancellation) =>
            await AnswerAsync(id, context, await stop.ResumeAsync(me.Required, id, cancellation))).Needs(Permission.EditRegistry);
        PaperFiles.Map(pages, api);
        ProjectsApi.Map(api);
    }

    private static async Task<IResult> List([FromQuery] string? view, ProjectQueries projects, CancellationToken cancellation) => View.Of<ProjectsPage>(new
    {
        Shown = view is { Length: > 0 } ? view.ToLowerInvariant() : Views[0],
        Today = projects.Today,
        Lines = ProjectLine.Of(await projects.AllAsync(cancellation), projects.Today),
    });

    private static Task<IResult> Export(string format, HttpContext context, ProjectQueries projects, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        $"projects-{projects.Today.Iso()}",
        [
            ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("kind", t.Projects.Kind), ("institution", t.Projects.Institution), ("stage", t.Projects.CurrentStage), ("plannedTo", t.Projects.PlannedTo),
            ("owner", t.Projects.Owner), ("blocker", t.Projects.Blocker), ("budget", $"{t.Projects.Budget} {t.Projects.BudgetUnit}"), ("expectedEnd", t.Projects.ToEnd), ("marks", t.Exports.Marks),
        ],
        [
            .. ProjectLine.Of(await projects.AllAsync(cancellation), projects.Today).Select(line => (line.Project, Line: line, Present: line.Current is { } current ? line.Project.StageOf(current.Stage) : null)).Select(row => (IReadOnlyList<string>)
            [
                row.Project.Name.Zh, row.Project.Name.En, t.Projects.KindOf(row.Project.Kind), row.Project.Institution,
                row.Project.StoppedOn is not null ? t.Projects.Stopped : row.Line.Current is { } stage ? t[Core.Planning.Building.BuildingStages.Label(stage.Stage)] : t.Projects.Finished,
                row.Line.Current?.PlannedTo?.Iso() ?? "", row.Present?.Owner ?? "", row.Present?.Blocker ?? "", row.Project.Stages.Sum(stage => stage.Budget ?? 0).Plain(),
                row.Line.Ends is { } ends ? $"{ends.Early.Iso()} – {ends.Late.Iso()}" : "", t.MarksOf(false, row.Project.IsDemonstration),
            ]),
        ]));

    private static async Task<IResult> Stop(
        int id, HttpContext context, StopProject stop, CurrentActor me, Typed<StopForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var day = errors.Day("On", form.On);
        int? merged = string.IsNullOrWhiteSpace(form.MergedIntoId) ? null : int.TryParse(form.MergedIntoId, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        return errors.Any
            ? await PageAsync(id, errors, context, form)
            : await AnswerAsync(id, context, await stop.ExecuteAsync(me.Required, new(id, day, form.Because ?? "", merged), cancellation), form);
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, Core.Words.Outcome<int> changed, StopForm? form = null) => changed.Refusal is { } refusal
        ? await PageAsync(id, new FieldErrors().Add(refusal), context, form)
        : NoticeCookie.Redirect(context, $"{Path}/{id}", context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static Task<IResult> Show(int id, HttpContext context) => PageAsync(id, FieldErrors.None, context);

    private static async Task<IResult> PageAsync(int id, FieldErrors errors, HttpContext context, StopForm? form = null)
    {
        var (projects, standards, cancellation) = (context.RequestServices.GetRequiredService<ProjectQueries>(), context.RequestServices.GetRequiredService<StandardQueries>(), context.RequestAborted);
        if (await projects.FindAsync(id, cancellation) is not { } project)
            return Results.NotFound();
        var all = await projects.AllAsync(cancellation);
        return View.OfForm<ProjectPage>(errors, new
        {
            Line = ProjectLine.Of(all, projects.Today).Single(line => line.Project.Id == id) with { Project = project },
            Errors = errors,
            Typed = form ?? new(),
            Today = projects.Today,
            Limits = await projects.LimitsAsync(project, cancellation),
            Changes = await projects.ChangesAsync(id, cancellation),
            Standard = project.StandardId is { } standard ? await standards.FindAsync(standard, cancellation) : null,
        });
    }
}

/// <summary>Why a project stops, as typed.</summary>
public sealed record StopForm
{
    public string? On { get; init; }
    public string? Because { get; init; }
    public string? MergedIntoId { get; init; }
}

/// <summary>A project as lists show it.</summary>
/// <param name="Current">Null when it is finished.</param>
/// <param name="DaysLate">Of the present stage.</param>
/// <param name="Ends">Day by which a tenth, half and nine tenths of the paths are finished; null when it cannot be forecast.</param>
public sealed record ProjectLine(
    BuildingProject Project, StageDates? Current, int? DaysLate, Core.Planning.Forecasts.ProjectOutlook Outlook, (DateOnly Early, DateOnly Middle, DateOnly Late)? Ends)
{
    public bool IsAtRisk => Project.StoppedOn is null && Current is not null && (DaysLate is not null || Project.StageOf(Current.Stage)?.Blocker is not null);

    public static IReadOnlyList<ProjectLine> Of(IReadOnlyCollection<BuildingProject> projects, DateOnly today) =>
    [
        .. ProjectQueries.Outlooks(projects).Select(one => (one.Project, one.Outlook, Current: StageDates.Current(one.Project.Dates)))
            .Select(one => new ProjectLine(one.Project, one.Current, one.Current?.DaysLate(today), one.Outlook, EndsOf(one.Outlook, today))),
    ];

    private static (DateOnly, DateOnly, DateOnly)? EndsOf(Core.Planning.Forecasts.ProjectOutlook outlook, DateOnly today)
    {
        const int paths = 2000;
        if (!outlook.CanBeForecast || outlook.Open.Count == 0)
            return null;
        int[] days = [.. outlook.FinishDays(today, 0, App.Forecasts.ForecastQuestion.OrdinarySeed, paths).Order()];
        return (DateOnly.FromDayNumber(days[paths / 10]), DateOnly.FromDayNumber(days[paths / 2]), DateOnly.FromDayNumber(days[paths * 9 / 10]));
    }
}
