using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Projects;

/// <summary>Entering and changing projects, and saying where their documents are.</summary>
internal static class ProjectForms
{
    private const string Path = "/projects";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path + "/new", (StandardQueries standards, LaboratoryQueries laboratory, CancellationToken cancellation) => New(standards, laboratory, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/new", (HttpContext context, SaveProject save, Typed<ProjectForm> form, CancellationToken cancellation) =>
            SaveAsync(null, context, save, form.Value, cancellation)).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/edit", Edit).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/edit", (int id, HttpContext context, SaveProject save, Typed<ProjectForm> form, CancellationToken cancellation) =>
            SaveAsync(id, context, save, form.Value, cancellation)).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}/documents", Documents).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/documents", SaveDocuments).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> New(StandardQueries standards, LaboratoryQueries laboratory, CancellationToken cancellation) => await PageAsync(
        null, new() { Institution = (await laboratory.InstitutionAsync(cancellation))?.NameZh, Jurisdiction = StageLimits.Everywhere }, FieldErrors.None, Sought.Nothing, standards, cancellation);

    private static async Task<IResult> Edit(int id, ProjectQueries projects, StandardQueries standards, CancellationToken cancellation) =>
        await projects.FindAsync(id, cancellation) is { } project
            ? await PageAsync(project, ProjectForm.Of(project), FieldErrors.None, Sought.Nothing, standards, cancellation)
            : Results.NotFound();

    private static async Task<IResult> SaveAsync(int? id, HttpContext context, SaveProject save, ProjectForm form, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var project = id is { } known ? await services.GetRequiredService<ProjectQueries>().FindAsync(known, cancellation) : null;
        if (id is not null && project is null)
            return Results.NotFound();
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await PageAsync(project, form, FieldErrors.None, sought, services.GetRequiredService<StandardQueries>(), cancellation);
        var errors = new FieldErrors();
        var request = form.Check(id, errors);
        foreach (var problem in SaveProject.Problems(request).Where(problem => errors.Of(problem.Field ?? "") is null))
            errors.Add(problem);
        if (!errors.Any)
        {
            var saved = await save.ExecuteAsync(services.GetRequiredService<CurrentActor>().Required, request, cancellation);
            if (!saved.IsRefused)
                return NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", services.GetRequiredService<Words>().Projects.Saved(request.NameZh.Trim()));
            errors.Add(saved.Refusal);
        }

        return await PageAsync(project, form, errors, sought, services.GetRequiredService<StandardQueries>(), cancellation);
    }

    private static async Task<IResult> PageAsync(BuildingProject? project, ProjectForm form, FieldErrors errors, Sought sought, StandardQueries standards, CancellationToken cancellation) =>
        View.OfForm<ProjectEditPage>(errors, new { Project = project, Form = form, Errors = errors, Standards = await standards.ChoicesAsync(sought.Typed, Sought.Chosen(form.StandardId), cancellation) });

    private static async Task<IResult> Documents(int id, ProjectQueries projects, CancellationToken cancellation) =>
        await projects.FindAsync(id, cancellation) is { } project
            ? View.Of<DocumentsPage>(new { Project = project, Lines = FileSet.All.Select(one => LineOf(project, one.Number)).ToList(), Errors = FieldErrors.None })
            : Results.NotFound();

    private static async Task<IResult> SaveDocuments(
        int id, HttpContext context, App.Projects.SaveDocuments save, ProjectQueries projects, CurrentActor me, Words t, CancellationToken cancellation)
    {
        if (await projects.FindAsync(id, cancellation) is not { } project)
            return Results.NotFound();
        var form = await context.Request.ReadFormAsync(cancellation);
        var errors = new FieldErrors();
        List<App.Projects.SaveDocuments.Line> lines =
        [
            .. FileSet.All.Select(one => new App.Projects.SaveDocuments.Line(
                one.Number, form[$"NotNeeded-{one.Number}"] == "true", form[$"Location-{one.Number}"],
                form[$"Form-{one.Number}"].ToString() is { Length: > 0 } chosen ? errors.Choice<DocumentForm>($"Form-{one.Number}", chosen) : null, form[$"Retention-{one.Number}"])),
        ];
        if (!errors.Any)
            errors.Add((await save.ExecuteAsync(me.Required, id, lines, cancellation)).Refusal);
        return errors.Any
            ? View.OfForm<DocumentsPage>(errors, new { Project = project, Lines = lines, Errors = errors })
            : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);
    }

    private static App.Projects.SaveDocuments.Line LineOf(BuildingProject project, int number) =>
        project.Documents.Find(row => row.Number == number) is { } row ? new(number, row.NotNeeded, row.Location, row.Form, row.Retention) : new(number, false, null, null, null);
}
