using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>What waits for a second or a third person, and one record as that person sees it.</summary>
public sealed class ReviewQueries(Store store, ProcedureLibrary library, IPaperFindings paper)
{
    /// <summary>Lines of a page: each is evaluated anew from its observations.</summary>
    public const int PageSize = 30;

    private static readonly string[] Remarkable =
    [
        nameof(RunEvent.Commented), nameof(RunEvent.RepeatRequested), nameof(RunEvent.Skipped), nameof(RunEvent.TakenBack), nameof(RunEvent.Interrupted), nameof(RunEvent.Accepted),
    ];

    /// <param name="Unconfirmed">Facts that nobody has confirmed against the regulation.</param>
    /// <param name="Trouble">Why the record cannot be read, or why this person may not sign it.</param>
    public sealed record Line(Verification Verification, DateTimeOffset Since, Verdict Verdict, int Unconfirmed, Refusal? Trouble);

    /// <param name="Waiting">Ids of all that wait, the oldest first.</param>
    public sealed record Page(IReadOnlyList<Line> Lines, IReadOnlyList<Guid> Waiting);

    /// <summary>The oldest first, so that nothing is forgotten; signing the first brings up the next.</summary>
    public Task<Page> ListAsync(Actor actor, ReviewStage stage, CancellationToken cancellation) =>
        store.ReadAsync(
            async db =>
            {
                var waiting = await WaitingAsync(db, stage, cancellation);
                var lines = new List<Line>();
                foreach (var id in waiting.Take(PageSize))
                {
                    var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
                    lines.Add(loaded.Refusal is { } broken ? await DamagedAsync(db, id, broken, cancellation) : Of(actor, loaded.Value));
                }

                return new Page(lines, waiting);
            },
            cancellation);

    public Task<List<Guid>> WaitingAsync(ReviewStage stage, CancellationToken cancellation) =>
        store.ReadAsync(db => WaitingAsync(db, stage, cancellation), cancellation);

    public Task<Outcome<Review>> FindAsync(Actor actor, Guid id, CancellationToken cancellation) =>
        store.ReadAsync<Outcome<Review>>(
            async db =>
            {
                var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
                if (loaded.Refusal is { } broken)
                    return broken;
                var remarks = await db.RunEvents.AsNoTracking()
                    .Where(row => row.VerificationId == id && Remarkable.Contains(row.Kind) && row.Text != null).OrderBy(row => row.Sequence).ToListAsync(cancellation);
                var (record, evaluation) = (loaded.Value, loaded.Value.Evaluate());
                var forward = Forward(record.Verification);
                // What is issued already is looked at no more.
                var ofPaper = StageOf(record.Verification.State) is null ? [] : await paper.OfAsync(db, record, cancellation);
                return new Review(
                    record, evaluation, [.. ReviewFindings.Of(record, evaluation), .. ofPaper], remarks, forward,
                    forward is null ? null : MoveVerification.Forbidden(actor, record.Verification, forward));
            },
            cancellation);

    /// <summary>The list that a record waits in, or null.</summary>
    public static ReviewStage? StageOf(VerificationState state) => state switch
    {
        VerificationState.Submitted => ReviewStage.Check,
        VerificationState.Checked or VerificationState.Approved => ReviewStage.Approve,
        _ => null,
    };

    private static Move? Forward(Verification verification) =>
        VerificationStates.Moves.FirstOrDefault(move =>
            move.From == verification.State && move.Action is VerificationStates.Check or VerificationStates.Approve or VerificationStates.Issue);

    private static Task<List<Guid>> WaitingAsync(MetrologyDb db, ReviewStage stage, CancellationToken cancellation)
    {
        VerificationState[] states = stage == ReviewStage.Check ? [VerificationState.Submitted] : [VerificationState.Checked, VerificationState.Approved];
        return db.Verifications.Where(row => states.Contains(row.State))
            .OrderBy(row => row.Transitions.Max(move => move.At)).ThenBy(row => row.Number).Select(row => row.Id).ToListAsync(cancellation);
    }

    private static Line Of(Actor actor, RunRecord record)
    {
        var (verification, evaluation) = (record.Verification, record.Evaluate());
        return new(
            verification, verification.Transitions[^1].At, evaluation.Verdict, CertificateComposer.UnconfirmedOn(record.State.Plan, evaluation, verification.Calibration).Count,
            Forward(verification) is { } move ? MoveVerification.Forbidden(actor, verification, move) : null);
    }

    private static async Task<Line> DamagedAsync(MetrologyDb db, Guid id, Refusal broken, CancellationToken cancellation)
    {
        var verification = await db.Verifications.Include(row => row.Unit!.Customer).Include(row => row.Verifier).Include(row => row.Transitions).SingleAsync(row => row.Id == id, cancellation);
        return new(verification, verification.Transitions.Max(move => move.At), Verdict.Error, 0, broken);
    }
}

/// <summary>核验 and 批准: two lists, two persons.</summary>
public enum ReviewStage
{
    Check,

    /// <summary>To be approved, or approved and to be issued.</summary>
    Approve,
}
