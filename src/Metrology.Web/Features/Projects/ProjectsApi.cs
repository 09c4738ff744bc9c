using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Projects;

/// <summary>Building projects for programs.</summary>
internal static class ProjectsApi
{
    private const string Path = "/projects";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Produces<ProjectList>().Needs(Permission.SeeRegistry).Lists(nameof(App.Projects.BuildingProject), nameof(App.Projects.ProjectStage));
        api.MapGet(Path + "/{id:int}", Show).Produces<ProjectAnswer>().Needs(Permission.SeeRegistry);
        api.MapPost(Path, (ProjectBody body, SaveProject save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(null, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPut(Path + "/{id:int}", (int id, ProjectBody body, SaveProject save, CurrentActor me, Words t, CancellationToken cancellation) =>
            SaveAsync(id, body, save, me, t, cancellation)).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/stop", async (int id, StopBody body, StopProject stop, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await stop.ExecuteAsync(me.Required, new(id, body.On, body.Because ?? "", body.MergedIntoId, body.Version), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPost(Path + "/{id:int}/resume", async (int id, StopProject stop, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await stop.ResumeAsync(me.Required, id, cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)))).Produces<Saved>().Needs(Permission.EditRegistry);
        api.MapPut(Path + "/{id:int}/stages/{stage:alpha}", (int id, string stage, StageBody body, HttpContext context, CancellationToken cancellation) =>
            SaveStageAsync(id, stage, body, false, context, cancellation)).Produces<ProjectAnswer>().WithDescription(StageBody.Replaces).Needs(Permission.EditRegistry);
        api.MapPatch(Path + "/{id:int}/stages/{stage:alpha}", (int id, string stage, StageBody body, HttpContext context, CancellationToken cancellation) =>
            SaveStageAsync(id, stage, body, true, context, cancellation)).Produces<ProjectAnswer>().WithDescription(StageBody.Changes).Needs(Permission.EditRegistry);
        api.MapPut("/holidays/{year:int}", SaveHolidaysAsync).Produces<HolidayBody>().Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> List(ProjectQueries projects, CancellationToken cancellation)
    {
        var lines = ProjectLine.Of(await projects.AllAsync(cancellation), projects.Today);
        return Results.Ok(new ProjectList(projects.Today, [.. lines.Select(line => ProjectAnswer.Of(line, []))]));
    }

    private static Task<IResult> Show(int id, ProjectQueries projects, Words t, CancellationToken cancellation) => AnswerAsync(id, projects, t, cancellation);

    private static async Task<IResult> AnswerAsync(int id, ProjectQueries projects, Words t, CancellationToken cancellation) =>
        ProjectLine.Of(await projects.AllAsync(cancellation), projects.Today).FirstOrDefault(one => one.Project.Id == id) is { } line
            ? Results.Ok(ProjectAnswer.Of(line, await projects.LimitsAsync(line.Project, cancellation)))
            : ErrorPages.Problem(ProjectErrors.NotFound, t.Language);

    private static async Task<IResult> SaveAsync(int? id, ProjectBody body, SaveProject save, CurrentActor me, Words t, CancellationToken cancellation) =>
        body.Kind is null || body.OwnerClass is null
            ? ErrorPages.Problem(body.Kind is null ? NoKind : NoClass, t.Language)
            : (await save.ExecuteAsync(me.Required, body.Request(id), cancellation)).Answer(t, saved => Results.Ok(new Saved(saved)));

    /// <param name="isPart">What the body does not state stays as it is; else it must state everything.</param>
    private static async Task<IResult> SaveStageAsync(int id, string stage, StageBody body, bool isPart, HttpContext context, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var (projects, t) = (services.GetRequiredService<ProjectQueries>(), services.GetRequiredService<Words>());
        if (!Enum.TryParse<BuildingStage>(stage, ignoreCase: true, out var one) || !Enum.IsDefined(one))
            return ErrorPages.Problem(NoStage, t.Language);
        if (!isPart && body.Unstated is { } missing)
            return ErrorPages.Problem(missing, t.Language);
        if (await projects.FindAsync(id, cancellation) is not { } project)
            return ErrorPages.Problem(ProjectErrors.NotFound, t.Language);
        var request = isPart ? body.Request(project, one) : body.Request(id, one);
        var saved = await services.GetRequiredService<SaveStage>().ExecuteAsync(services.GetRequiredService<CurrentActor>().Required, request, cancellation);
        return saved.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await AnswerAsync(id, projects, t, cancellation);
    }

    private static async Task<IResult> SaveHolidaysAsync(int year, HolidayBody body, SaveHolidays save, CurrentActor me, Words t, CancellationToken cancellation) =>
        (await save.ExecuteAsync(me.Required, new(year, body.Source ?? "", string.Join(' ', (body.DaysOff ?? []).Select(day => day.Iso())), string.Join(' ', (body.WorkedWeekends ?? []).Select(day => day.Iso()))), cancellation))
            .Answer(t, _ => Results.Ok(body));

    private static readonly Refusal NoKind = new("input.required", new("须写明项目类别 New 或 Upgrade。", "Say the kind of project, New or Upgrade."), "Kind");

    private static readonly Refusal NoClass = new("input.required", new("须写明统计类别 A、B、C 或 D。", "Say the counting class A, B, C or D."), "OwnerClass");

    private static readonly Refusal NoStage = new(
        "project.no-such-stage",
        new($"没有这个阶段。可用：{string.Join("、", BuildingStages.All)}。", $"There is no such stage. It is one of {string.Join(", ", BuildingStages.All)}."), "stage");
}

public sealed record ProjectList(DateOnly On, IReadOnlyList<ProjectAnswer> Items);

public sealed record ProjectAnswer(
    int Id, string NameZh, string NameEn, ProjectKind Kind, OwnerClass OwnerClass, string Institution, string Jurisdiction, string? Place, string? RangeText, string? UncertaintyText,
    int? StandardId, string? PlanEntry, string? Quote, string? QuoteSource, BuildingStage? Current, int? DaysLate, DateOnly? ExpectedEnd, bool IsDemonstration,
    IReadOnlyList<ProjectAnswer.StageLine> Stages, IReadOnlyList<ProjectAnswer.LimitLine> Limits, int Version)
{
    public sealed record StageLine(
        BuildingStage Stage, DateOnly? PlannedFrom, DateOnly? PlannedTo, DateOnly? ActualFrom, DateOnly? ActualTo, bool NotNeeded, string? Owner, string? Blocker, decimal? Budget,
        int? LeastDays, int? LikelyDays, int? GreatestDays);

    public sealed record LimitLine(
        string Id, string Jurisdiction, string Edition, string NameZh, string NameEn, int Count, LimitUnit Unit, bool IsMinimum, bool Confirmed, LimitState State, DateOnly? Due,
        int? UsedWorkingDays, IReadOnlyList<int> YearsOfWeekendsOnly);

    internal static ProjectAnswer Of(ProjectLine line, IReadOnlyList<LimitStanding> limits)
    {
        var project = line.Project;
        return new(
            project.Id, project.NameZh, project.NameEn, project.Kind, project.OwnerClass, project.Institution, project.Jurisdiction, project.Place, project.RangeText, project.UncertaintyText,
            project.StandardId, project.PlanEntry, project.Quote, project.QuoteSource, line.Current?.Stage, line.DaysLate, line.Ends?.Middle, project.IsDemonstration,
            [
                .. project.Stages.OrderBy(stage => stage.Stage).Select(stage => new StageLine(
                    stage.Stage, stage.PlannedFrom, stage.PlannedTo, stage.ActualFrom, stage.ActualTo, stage.NotNeeded, stage.Owner, stage.Blocker, stage.Budget, stage.LeastDays,
                    stage.LikelyDays, stage.GreatestDays)),
            ],
            [
                .. limits.Select(one => new LimitLine(
                    one.Limit.Id, one.Limit.Jurisdiction, one.Limit.Edition, one.Limit.Name.Zh, one.Limit.Name.En, one.Limit.Count, one.Limit.Unit, one.Limit.IsMinimum, one.Limit.Confirmed,
                    one.State, one.Due, one.Used, one.YearsOfWeekendsOnly)),
            ],
            project.Version);
    }
}

public sealed record ProjectBody(
    string? NameZh, string? NameEn, ProjectKind? Kind, OwnerClass? OwnerClass, string? Institution, string? Jurisdiction, string? Place, string? RangeText, string? UncertaintyText, int? StandardId,
    int? Version)
{
    internal SaveProject.Request Request(int? id) => new(
        id, NameZh ?? "", NameEn ?? "", Kind!.Value, OwnerClass!.Value, Institution ?? "", Jurisdiction ?? StageLimits.Everywhere, Place, RangeText, UncertaintyText, StandardId, Version);
}

public sealed record StopBody(DateOnly? On, string? Because, int? MergedIntoId, int? Version);

public sealed record HolidayBody(string? Source, IReadOnlyList<DateOnly>? DaysOff, IReadOnlyList<DateOnly>? WorkedWeekends);
