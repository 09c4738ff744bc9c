using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Retention;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Retention;

/// <summary>How long each kind is kept, what is held, and the act that disposes of bulk data.</summary>
internal sealed class RetentionFeature : IFeature
{
    public const string Path = "/retention";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Retention.Title, "archive", Path, Permission.KeepRecords)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (Delegate)Show).Needs(Permission.KeepRecords);
        pages.MapPost(Path + "/periods", Propose).Needs(Permission.KeepRecords);
        pages.MapPost(Path + "/periods/{kind}/confirm", Confirm).Needs(Permission.KeepRecords).Signs(SignatureMeaning.Retention);
        pages.MapPost(Path + "/holds", Hold).Needs(Permission.KeepRecords);
        pages.MapPost(Path + "/holds/{id:int}/release", Release).Needs(Permission.KeepRecords).Signs(SignatureMeaning.Retention);
        pages.MapPost(Path + "/disposals", Dispose).Needs(Permission.Administer).Signs(SignatureMeaning.Retention);
        RetentionApi.Map(api);
    }

    private static Task<IResult> Show(HttpContext context) => PageAsync(context, new(), FieldErrors.None);

    private static Task<IResult> Propose(HttpContext context, SetPeriod set, CurrentActor me, Typed<RetentionForm> typed) => AnswerAsync(context, typed.Value, async form =>
    {
        if (!Enum.TryParse<KeptKind>(form.Kind, out var kind) || !Enum.IsDefined(kind))
            return RetentionWords.NoKind;
        if (!RetentionForm.TryMonths(form.Months, out var months))
            return RetentionErrors.BadMonths;
        return (await set.ProposeAsync(me.Required.Saying(form.Because), kind, months, form.Source, context.RequestAborted)).Refusal;
    });

    private static Task<IResult> Confirm(KeptKind kind, HttpContext context, SetPeriod set, CurrentActor me) =>
        AnswerAsync(context, new(), async _ => (await set.ConfirmAsync(me.Required, kind, context.RequestAborted)).Refusal);

    private static Task<IResult> Hold(HttpContext context, PlaceHold place, CurrentActor me, Typed<RetentionForm> typed) => AnswerAsync(context, typed.Value, async form =>
        !Enum.TryParse<HoldScope>(form.Scope, out var scope) || !Enum.IsDefined(scope)
            ? RetentionWords.NoScope
            : In("HoldBecause", (await place.ExecuteAsync(me.Required, scope, form.Subject, form.HoldBecause, context.RequestAborted)).Refusal));

    private static Task<IResult> Release(int id, HttpContext context, PlaceHold place, CurrentActor me, Typed<RetentionForm> typed) => AnswerAsync(context, typed.Value, async form =>
        In("ReleaseBecause" + id.ToString(CultureInfo.InvariantCulture), (await place.ReleaseAsync(me.Required, id, form.ReleaseBecause, context.RequestAborted)).Refusal));

    private static Task<IResult> Dispose(HttpContext context, DisposeRecords dispose, CurrentActor me, Typed<RetentionForm> typed) => AnswerAsync(context, typed.Value, async form =>
        In("DisposeBecause", (await dispose.ExecuteAsync(me.Required, form.Digest, form.DisposeBecause, context.RequestAborted)).Refusal));

    /// <summary>Forms of one page have fields of their own for the same fact.</summary>
    private static Refusal? In(string field, Refusal? refusal) => refusal is { Field: "Because" } ? refusal with { Field = field } : refusal;

    private static async Task<IResult> AnswerAsync(HttpContext context, RetentionForm form, Func<RetentionForm, Task<Refusal?>> act) => await act(form) is { } refusal
        ? await PageAsync(context, form, new FieldErrors().Add(refusal))
        : NoticeCookie.Redirect(context, Path, context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static async Task<IResult> PageAsync(HttpContext context, RetentionForm form, FieldErrors errors)
    {
        var queries = context.RequestServices.GetRequiredService<RetentionQueries>();
        return View.OfForm<RetentionPage>(errors, new
        {
            Look = await queries.LookAsync(context.RequestAborted),
            Disposals = await queries.DisposalsAsync(context.RequestAborted),
            Form = form,
            Errors = errors,
        });
    }
}

/// <summary>The forms of the page as typed.</summary>
public sealed record RetentionForm
{
    public string? Kind { get; init; }
    public string? Months { get; init; }
    public string? Source { get; init; }
    public string? Because { get; init; }
    public string? Scope { get; init; }
    public string? Subject { get; init; }
    public string? HoldBecause { get; init; }
    public string? ReleaseBecause { get; init; }
    public string? Digest { get; init; }
    public string? DisposeBecause { get; init; }

    /// <summary>Nothing typed is for ever.</summary>
    internal static bool TryMonths(string? typed, out int? months)
    {
        months = int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return months is not null || string.IsNullOrWhiteSpace(typed);
    }
}
