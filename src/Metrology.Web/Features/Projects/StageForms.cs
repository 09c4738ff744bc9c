using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning.Building;

namespace Metrology.Web.Features.Projects;

/// <summary>Changing a stage of a project.</summary>
internal static class StageForms
{
    private const string Path = "/projects/{id:int}/stages/{stage:alpha}";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Edit).Needs(Permission.EditRegistry);
        pages.MapPost(Path, Save).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Edit(int id, string stage, ProjectQueries projects, CancellationToken cancellation) =>
        Of(stage) is { } one && await projects.FindAsync(id, cancellation) is { } project
            ? Page(project, one, StageForm.Of(project, project.StageOf(one)), FieldErrors.None)
            : Results.NotFound();

    private static async Task<IResult> Save(
        int id, string stage, HttpContext context, SaveStage save, ProjectQueries projects, CurrentActor me, Words t, Typed<StageForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        if (Of(stage) is not { } one || await projects.FindAsync(id, cancellation) is not { } project)
            return Results.NotFound();
        var errors = new FieldErrors();
        var request = form.Check(id, one, errors);
        foreach (var problem in SaveStage.Problems(request, project, projects.Today).Where(problem => errors.Of(problem.Field ?? "") is null))
            errors.Add(problem);
        if (errors.Any)
            return Page(project, one, form, errors);
        var saved = await save.ExecuteAsync(me.Required, request, cancellation);
        return saved.Refusal is { } refusal
            ? Page(project, one, form, errors.Add(refusal))
            : NoticeCookie.Redirect(context, $"/projects/{id}", saved.Value is null ? t.Projects.Saved(t[BuildingStages.Label(one)]) : t.Projects.BecameStandard(t[project.Name]));
    }

    private static BuildingStage? Of(string stage) => Enum.TryParse<BuildingStage>(stage, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null;

    private static IResult Page(BuildingProject project, BuildingStage stage, StageForm form, FieldErrors errors) =>
        View.OfForm<StageEditPage>(errors, new { Project = project, Stage = stage, Form = form, Errors = errors });
}
