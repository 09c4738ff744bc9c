using Metrology.App.Laboratory;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>Ends a verification without a verdict. While it is measured the abort is an event of the run, so that the bench takes its load off at once.</summary>
public sealed class AbortVerification(VerificationQueries queries, RecordEvent record, MoveVerification move)
{
    public async Task<Outcome<VerificationState>> ExecuteAsync(Actor actor, Guid id, string? reason, CancellationToken cancellation)
    {
        var found = await queries.FindAsync(id, cancellation);
        if (found.IsRefused || found.Value.Verification.State != VerificationState.Running)
            return await move.ExecuteAsync(actor, id, VerificationStates.Abort, reason, cancellation);
        var aborted = await record.ExecuteAsync(actor, id, new RunEvent.Aborted(reason?.Trim() ?? ""), [], cancellation);
        return aborted.Refusal is { } refusal ? refusal : aborted.Value.Verification.State;
    }
}
