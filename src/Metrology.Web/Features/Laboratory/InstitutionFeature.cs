using Metrology.App.Laboratory;

namespace Metrology.Web.Features.Laboratory;

internal sealed class InstitutionFeature : IFeature
{
    private const string Path = "/institution";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Institution.Title, "building", Path, Permission.Administer)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Show).Needs(Permission.Administer);
        pages.MapPost(Path, Save).Needs(Permission.Administer);
    }

    private static async Task<IResult> Show(LaboratoryQueries laboratory, CancellationToken cancellation) =>
        Page(await laboratory.InstitutionAsync(cancellation) is { } known ? InstitutionForm.Of(known) : new(), FieldErrors.None);

    private static async Task<IResult> Save(
        HttpContext context, EditInstitution edit, CurrentActor me, Words t, Typed<InstitutionForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var institution = form.Check(errors);
        if (!errors.Any)
            errors.Add((await edit.ExecuteAsync(me.Required.Saying(form.Because), institution, cancellation)).Refusal);
        return errors.Any ? Page(form, errors) : NoticeCookie.Redirect(context, Path, t.Frame.Done);
    }

    private static IResult Page(InstitutionForm form, FieldErrors errors) =>
        View.OfForm<InstitutionPage>(errors, new { Form = form, Errors = errors });
}
