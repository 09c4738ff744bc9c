using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Certificates;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Reviews;

/// <summary>The same for programs. A move is a POST of its name; issuing gives back the certificate.</summary>
internal static class ReviewApi
{
    private static readonly Refusal UnknownMove = new(
        "review.unknown-move",
        new("没有这个操作。可用的有 check、approve、return、issue、approve-and-issue。", "There is no such move. There are check, approve, return, issue and approve-and-issue."),
        nameof(MoveRequest.Move));

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/check", (ReviewQueries reviews, CurrentActor me, Words t, CancellationToken cancellation) => List(ReviewStage.Check, reviews, me, t, cancellation)).Produces<IEnumerable<WaitingJson>>().Needs(Permission.Check);
        api.MapGet("/approve", (ReviewQueries reviews, CurrentActor me, Words t, CancellationToken cancellation) => List(ReviewStage.Approve, reviews, me, t, cancellation)).Produces<IEnumerable<WaitingJson>>().Needs(Permission.Approve);
        api.MapGet("/{id:guid}", Show).Produces<ReviewJson>().Needs(Permission.SeeWork);
        api.MapPost("/{id:guid}/moves", Move).Produces<MovedJson>().Needs(Permission.SeeWork).Signs(SignatureMeaning.AsAsked);
    }

    /// <param name="Reason">Needed to return.</param>
    internal sealed record MoveRequest(string? Move, string? Reason);

    internal sealed record WaitingJson(Guid Id, string Number, string State, DateTimeOffset Since, string Verdict, int Unconfirmed, string Verifier, bool IsSimulated, bool IsDemonstration, SaidJson? Trouble);

    internal sealed record ReviewJson(Guid Id, string Number, string State, string Verdict, IReadOnlyList<FindingJson> Findings, string? Move, SaidJson? Barred);

    internal sealed record FindingJson(string Code, string Weight, string Text, IReadOnlyList<string> Details);

    internal sealed record SaidJson(string Code, string Text);

    internal sealed record MovedJson(string State, CertificateJson? Certificate = null);

    private static async Task<IResult> List(ReviewStage stage, ReviewQueries reviews, CurrentActor me, Words t, CancellationToken cancellation) =>
        Results.Ok((await reviews.ListAsync(me.Required, stage, cancellation)).Lines.Select(line => new WaitingJson(
            line.Verification.Id, line.Verification.Number, KebabCase.Of(line.Verification.State), line.Since, KebabCase.Of(line.Verdict), line.Unconfirmed,
            line.Verification.Verifier!.DisplayName, line.Verification.IsSimulated, line.Verification.IsDemonstration, Said(line.Trouble, t))));

    private static async Task<IResult> Show(Guid id, ReviewQueries reviews, CurrentActor me, Words t, CancellationToken cancellation)
    {
        var found = await reviews.FindAsync(me.Required, id, cancellation);
        if (found.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, t.Language);
        var review = found.Value;
        return Results.Ok(new ReviewJson(
            id, review.Verification.Number, KebabCase.Of(review.Verification.State), KebabCase.Of(review.Evaluation.Verdict),
            [.. review.Findings.Select(finding => new FindingJson(finding.Code, KebabCase.Of(finding.Weight), t[finding.Text], [.. finding.Details.Select(detail => t[detail])]))],
            review.Forward?.Action, Said(review.Barred, t)));
    }

    private static async Task<IResult> Move(
        Guid id, MoveRequest request, MoveVerification move, IssueCertificate issue, CurrentActor me, Words t, CancellationToken cancellation)
    {
        switch (request.Move)
        {
            case VerificationStates.Check or VerificationStates.Approve or VerificationStates.Return:
                var moved = await move.ExecuteAsync(me.Required, id, request.Move, request.Reason, cancellation);
                return moved.Refusal is { } refused ? ErrorPages.Problem(refused, t.Language) : Results.Ok(new MovedJson(KebabCase.Of(moved.Value)));
            case VerificationStates.Issue or "approve-and-issue":
                var issued = request.Move == VerificationStates.Issue
                    ? await issue.ExecuteAsync(me.Required, id, cancellation)
                    : await issue.ApproveAndExecuteAsync(me.Required, id, cancellation);
                return issued.Refusal is { } denied
                    ? ErrorPages.Problem(denied, t.Language)
                    : Results.Ok(new MovedJson(KebabCase.Of(VerificationState.Issued), CertificateJson.Of(issued.Value)));
            default:
                return ErrorPages.Problem(UnknownMove, t.Language);
        }
    }

    private static SaidJson? Said(Refusal? refusal, Words t) => refusal is null ? null : new(refusal.Code, t[refusal.Text]);
}
