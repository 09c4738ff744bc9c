using Metrology.App.Certificates.Bulk;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Features.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Reviews;

/// <summary>Issues many approved records in one go and shows how far it is.</summary>
internal static class BulkFeature
{
    public const string Path = "/reviews/bulk";
    private const string One = Path + "/{id:int}";

    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapPost(Path, Start).Needs(Permission.Approve).Signs(SignatureMeaning.Issued);
        pages.MapGet(One, (int id, BulkIssueQueries bulk, CancellationToken cancellation) => Show(id, bulk, FieldErrors.None, cancellation)).Needs(Permission.Approve);
        pages.MapGet(One + "/progress", async (int id, BulkIssueQueries bulk, CancellationToken cancellation) =>
            await bulk.FindAsync(id, cancellation) is { } progress ? View.Of<BulkProgress>(new { Progress = progress }) : Results.NotFound()).Needs(Permission.Approve);
        pages.MapPost(One + "/cancel", Cancel).Needs(Permission.Approve);
        api.MapPost("/bulk-issues", async (BulkBody body, StartBulkIssue start, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await start.ExecuteAsync(me.Required, body.All ? null : body.Records ?? [], cancellation)).Answer(t, id => Results.Ok(new Saved(id)))).Produces<Saved>().Needs(Permission.Approve).Signs(SignatureMeaning.Issued);
        api.MapGet("/bulk-issues/{id:int}", async (int id, BulkIssueQueries bulk, Words t, CancellationToken cancellation) =>
            await bulk.FindAsync(id, cancellation) is { } progress ? Results.Ok(BulkJson.Of(progress, t)) : ErrorPages.Problem(BulkErrors.NotFound, t.Language)).Produces<BulkJson>().Needs(Permission.Approve);
        api.MapPost("/bulk-issues/{id:int}/cancel", async (int id, StartBulkIssue start, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await start.CancelAsync(me.Required, id, cancellation)).Answer(t, cancelled => Results.Ok(new Saved(cancelled)))).Produces<Saved>().Needs(Permission.Approve);
    }

    private static async Task<IResult> Start(HttpContext context, IFormCollection fields, StartBulkIssue start, ReviewDesk desk, CurrentActor me, CancellationToken cancellation)
    {
        List<Guid> chosen = [.. fields["Records"].Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
        var started = await start.ExecuteAsync(me.Required, fields["All"] == "true" ? null : chosen, cancellation);
        return started.Refusal is { } refusal
            ? await desk.ListAsync(App.Verifications.ReviewStage.Approve, new FieldErrors().Add(refusal))
            : Results.Redirect($"{Path}/{started.Value}");
    }

    private static async Task<IResult> Show(int id, BulkIssueQueries bulk, FieldErrors errors, CancellationToken cancellation) =>
        await bulk.FindAsync(id, cancellation) is { } progress ? View.OfForm<BulkPage>(errors, new { Progress = progress, Errors = errors }) : Results.NotFound();

    private static async Task<IResult> Cancel(int id, StartBulkIssue start, BulkIssueQueries bulk, CurrentActor me, CancellationToken cancellation)
    {
        var cancelled = await start.CancelAsync(me.Required, id, cancellation);
        return cancelled.Refusal is null ? Results.Redirect($"{Path}/{id}") : await Show(id, bulk, new FieldErrors().Add(cancelled.Refusal), cancellation);
    }
}

/// <param name="Records">Ids of approved records.</param>
/// <param name="All">Every approved record instead.</param>
internal sealed record BulkBody(IReadOnlyList<Guid>? Records, bool All = false);

internal sealed record BulkJson(
    int Id, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? CancelledAt, DateTimeOffset? EndedAt, int Total, int Issued, int NotIssued, int Cancelled, IReadOnlyList<BulkJson.Trouble> Troubles)
{
    public sealed record Trouble(Guid Record, string Number, string Code, string Text);

    public static BulkJson Of(BulkIssueQueries.Progress progress, Words t) => new(
        progress.Bulk.Id, progress.Bulk.StartedBy, progress.Bulk.StartedAt, progress.Bulk.CancelledAt, progress.Bulk.EndedAt, progress.Total, progress.Issued, progress.NotIssued, progress.Cancelled,
        [.. progress.Troubles.Select(line => new Trouble(line.VerificationId, line.RecordNumber, line.Code ?? "", line.Said is { } said ? t[said] : ""))]);
}
