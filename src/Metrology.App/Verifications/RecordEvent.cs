using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>
/// Takes one event of the bench: the pure machine decides, then event, observations, transcript and a change of state are one transaction. The first event
/// leases the bench; the last one gives it back.
/// </summary>
public sealed class RecordEvent(Store store, ProcedureLibrary library, ICertificateRenderer paper, TimeProvider clock, RunSignals signals)
{
    /// <param name="seen">Where the run stood when a person decided, or when the bench began to read; null does not ask.</param>
    public async Task<Outcome<RunRecord>> ExecuteAsync(
        Actor actor, Guid id, RunEvent happened, IReadOnlyList<TranscriptEntry> transcript, CancellationToken cancellation, RunPosition? seen = null)
    {
        if (actor.Deny(Permission.Measure) is { } denied)
            return denied;

        // What a person says stands on the original record; what an instrument says is taken as it came.
        if (happened is not RunEvent.Interrupted && RunEventRows.ToRow(happened, id, 0, actor.AccountId, default).Text is { } said && (Validation.Controlled("Reason", said) ?? paper.Unprintable("Reason", said)) is { } unprintable)
            return unprintable;

        var outcome = await store.WriteAsync<RunRecord>(async db =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
            if (loaded.IsRefused)
                return loaded;
            var (verification, state, events) = loaded.Value;
            if (verification.VerifierId != actor.AccountId)
                return VerificationErrors.NotYours;
            if (verification.State is not (VerificationState.Draft or VerificationState.Running))
                return VerificationErrors.NotRunning;

            if (seen is { } position && !position.IsStillSo(loaded.Value, happened))
                return VerificationErrors.MovedOn;
            var next = RunMachine.Advance(state, happened);
            if (next.Refusal is { } refusal)
                return refusal;
            if (verification.State == VerificationState.Draft)
            {
                var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
                if (verification.WorkDate != today && happened is not RunEvent.Aborted)
                    return VerificationErrors.AnotherDay(verification.WorkDate, today);
                if (verification.Bench!.LeasedBy is { } holder && holder != id)
                    return VerificationErrors.BenchTaken;
                if (happened is not RunEvent.Aborted && store.Room.Short is { } noRoom)
                    return noRoom;
                if (happened is not RunEvent.Aborted && await RecordRegisters.UnusableAsync(db, verification, actor, cancellation) is { } forged)
                    return forged;
                if (happened is not RunEvent.Aborted && MeasuredWith.Begin(verification, state.Plan) is { } unusable)
                    return unusable;
                verification.Bench.LeasedBy = id;
                Transitions.Add(verification, VerificationStates.Begin, VerificationState.Running, actor, clock.GetUtcNow(), null);
            }

            var sequence = events + 1;
            db.Add(RunEventRows.ToRow(happened, id, sequence, actor.AccountId, clock.GetUtcNow()));
            db.AddRange(next.Value.Observations.Skip(state.Observations.Count).Select(observation => RunEventRows.ToRow(observation, id, sequence)));
            await TranscriptRows.AddAsync(db, id, transcript, cancellation);
            if (next.Value.IsFinished)
                Finish(verification, next.Value, happened, actor);
            else
                verification.Version++;
            return loaded.Value with { State = next.Value, Events = sequence, Comments = loaded.Value.Comments + (happened is RunEvent.Commented ? 1 : 0) };
        }, cancellation);

        if (!outcome.IsRefused)
            signals.Changed(id);
        return outcome;
    }

    /// <summary>Takes bytes of a run between two events, so that a long step needs no memory for them; the next event's bytes stand behind them.</summary>
    public Task<Outcome<int>> AddBytesAsync(Actor actor, Guid id, IReadOnlyList<TranscriptEntry> transcript, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.Measure) is { } denied)
            return Task.FromResult<Outcome<int>>(denied);
        return store.WriteAsync<int>(async db =>
        {
            if (await db.Verifications.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } verification)
                return VerificationErrors.NotFound;
            if (verification.VerifierId != actor.AccountId)
                return VerificationErrors.NotYours;
            if (verification.State != VerificationState.Running)
                return VerificationErrors.NotRunning;
            await TranscriptRows.AddAsync(db, id, transcript, cancellation);
            return transcript.Count;
        }, cancellation);
    }

    private void Finish(Verification verification, RunState state, RunEvent happened, Actor actor)
    {
        verification.Bench!.LeasedBy = null;
        if (state.IsAborted)
            Transitions.Add(verification, VerificationStates.Abort, VerificationState.Aborted, actor, clock.GetUtcNow(), (happened as RunEvent.Aborted)?.Reason);
        else
            Transitions.Add(verification, VerificationStates.Evaluate, VerificationState.Evaluated, actor, clock.GetUtcNow(), null);
    }
}
