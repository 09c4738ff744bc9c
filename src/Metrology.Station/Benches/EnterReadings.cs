using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Station.Benches;

/// <summary>Takes what a person does at the bench. Typed readings of a step that instruments share go to the bench first, which adds its own with their bytes; what an instrument of the bench measures is not taken from a person.</summary>
public sealed class EnterReadings(RecordEvent record, BenchDesk desk, BenchRuns runs)
{
    /// <param name="found">The run as it stands.</param>
    /// <param name="happened">Observed readings without any ask the bench to read again what it reads alone.</param>
    /// <param name="seen">Where the run stood when the person decided; null does not ask.</param>
    public async Task<Outcome<RunRecord>> ExecuteAsync(Actor actor, RunRecord found, RunEvent happened, RunPosition? seen, CancellationToken cancellation)
    {
        var id = found.Verification.Id;
        if (happened is not RunEvent.Observed observed || TypedByHand.ShareOf(found) is not { OfBench.Count: > 0 } share)
            return await record.ExecuteAsync(actor, id, happened, [], cancellation, seen);
        if (actor.Deny(Permission.Measure) is { } denied)
            return denied;
        if (found.Verification.VerifierId != actor.AccountId)
            return VerificationErrors.NotYours;
        if (seen is { } position && position with { Comments = found.Comments } != RunPosition.Of(found))
            return VerificationErrors.MovedOn;
        if (observed.Readings.FirstOrDefault(share.IsOfBench) is { } overtyped)
            return BenchFaults.ReadsItself(found.Verification.Bench!, overtyped);
        if (found.State.IsPaused || share.IsDriven || observed.Stage != share.Set.Stage)
            return VerificationErrors.MovedOn;
        if (found.Verification.Bench!.LeasedBy is { } holder && holder != id)
            return VerificationErrors.BenchTaken;
        runs.AttachIfOurs(found, actor);
        return await desk.EnterAsync(id, observed.Readings, seen, cancellation);
    }
}
