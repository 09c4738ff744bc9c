using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Certificates;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Reviews;

/// <summary>Answers of the pages for one request.</summary>
internal sealed class ReviewDesk(ReviewQueries reviews, CertificateQueries certificates, MoveVerification move, CurrentActor me, IHttpContextAccessor accessor)
{
    private HttpContext Context => accessor.HttpContext!;

    private CancellationToken Cancellation => Context.RequestAborted;

    private Words Words => Context.RequestServices.GetRequiredService<Words>();

    public Task<IResult> ListAsync(ReviewStage stage) => ListAsync(stage, FieldErrors.None);

    public async Task<IResult> ListAsync(ReviewStage stage, FieldErrors errors) => View.OfForm<ReviewListPage>(errors, new
    {
        Stage = stage,
        Page = await reviews.ListAsync(me.Required, stage, Cancellation),
        Approved = stage == ReviewStage.Approve ? await Context.RequestServices.GetRequiredService<BulkIssueQueries>().ApprovedAsync(Cancellation) : 0,
        Errors = errors,
    });

    public async Task<IResult> ShowAsync(Guid id, FieldErrors errors)
    {
        var found = await reviews.FindAsync(me.Required, id, Cancellation);
        if (found.Refusal == VerificationErrors.NotFound)
            return Results.NotFound();
        if (found.Refusal is { } broken)
            return ErrorPages.StatusOf(broken) == StatusCodes.Status409Conflict ? RefusedPage.Of(Context, broken) : View.Of<BrokenReviewPage>(new { Refusal = broken }, ErrorPages.StatusOf(broken));
        var review = found.Value;
        var issued = await certificates.OfVerificationAsync(id, Cancellation);
        if (issued is not null && (await certificates.UsableAsync(issued.Number, Cancellation)).Refusal is { } unusable)
            return RefusedPage.Of(Context, unusable);
        Outcome<Core.Certificates.CertificateDocument> document = issued is null ? await certificates.PreviewAsync(review.Record, Cancellation) : issued.Document;
        var waiting = ReviewQueries.StageOf(review.Verification.State) is { } stage ? await reviews.WaitingAsync(stage, Cancellation) : [];
        return View.OfForm<ReviewPage>(errors, new { Review = review, Document = document, IssuedAs = issued?.Number, Queue = new ReviewQueue(waiting, id), Errors = errors });
    }

    public async Task<IResult> MoveAsync(Guid id, string action, string? reason)
    {
        var onward = await OnwardAsync(id);
        var moved = await move.ExecuteAsync(me.Required, id, action, reason, Cancellation);
        if (moved.Refusal is { } refusal)
            return await ShowAsync(id, new FieldErrors().Add(refusal, refusal.Field == "Reason" ? "reason" : ""));
        var number = (await reviews.FindAsync(me.Required, id, Cancellation)).Value.Verification.Number;
        return NoticeCookie.Redirect(Context, onward, Words.Reviews.Done(number, action));
    }

    public async Task<IResult> IssueAsync(Guid id, Func<Actor, Guid, CancellationToken, Task<Outcome<Certificate>>> issue)
    {
        var issued = await issue(me.Required, id, Cancellation);
        return issued.Refusal is { } refusal
            ? await ShowAsync(id, new FieldErrors().Add(refusal))
            : NoticeCookie.Redirect(Context, CertificatesFeature.PathOf(issued.Value.Number), Words.Reviews.IssuedAs(issued.Value.Number));
    }

    /// <summary>Where the work goes on: the next that waits in the same list, or the list. Asked before the record leaves it.</summary>
    private async Task<string> OnwardAsync(Guid id)
    {
        if ((await reviews.FindAsync(me.Required, id, Cancellation)) is not { IsRefused: false, Value: var review } || ReviewQueries.StageOf(review.Verification.State) is not { } stage)
            return ReviewsFeature.PathOf(me.Can(Permission.Check) ? ReviewStage.Check : ReviewStage.Approve);
        return new ReviewQueue(await reviews.WaitingAsync(stage, Cancellation), id).Next is { } next ? ReviewsFeature.PathOf(next) : ReviewsFeature.PathOf(stage);
    }
}
