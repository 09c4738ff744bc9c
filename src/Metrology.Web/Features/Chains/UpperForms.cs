using Metrology.App.Chains;
using Metrology.App.Laboratory;
using Metrology.App.Standards.Tracing;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Chains;

/// <summary>A standard of another institution as typed.</summary>
public sealed record UpperForm
{
    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? Institution { get; init; }
    public string? Description { get; init; }
    public string? ValidUntil { get; init; }
    public string? IsNational { get; init; }
    public string? AboveId { get; init; }

    public SaveUpperReference.Request Check(int? id, FieldErrors errors) => new(
        id, NameZh ?? "", NameEn ?? "", Institution ?? "", Description ?? "", errors.Day(nameof(ValidUntil), ValidUntil), IsNational == "true", ChainFeature.Number(AboveId) is > 0 and var above ? above : null);
}

internal static class UpperForms
{
    private const string Path = "/trace/uppers";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (ChainQueries chains, CancellationToken cancellation) => PageAsync(new(), FieldErrors.None, chains, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path, Save).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Save(HttpContext context, SaveUpperReference save, ChainQueries chains, CurrentActor me, Words t, Typed<UpperForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var request = form.Check(null, errors);
        if (!errors.Any)
            errors.Add((await save.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any ? await PageAsync(form, errors, chains, cancellation) : NoticeCookie.Redirect(context, Path, t.Frame.Done);
    }

    private static async Task<IResult> PageAsync(UpperForm form, FieldErrors errors, ChainQueries chains, CancellationToken cancellation) =>
        View.OfForm<UppersPage>(errors, new { Form = form, Errors = errors, Uppers = await chains.UppersAsync(cancellation) });
}
