using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>A verification with its run rebuilt from the committed rows: what a restart shows is what the last commit left.</summary>
public sealed record RunRecord(Verification Verification, RunState State, int Events)
{
    /// <summary>Comments among the events.</summary>
    public int Comments { get; init; }

    /// <summary>Plan and references are pinned, and no verification is opened with references that do not do.</summary>
    public Evaluation Evaluate() => RunEvaluation.Of(State, Verification.References, RecordDocument.EditionOf(Verification.RecordFormat)).Value;

    internal static async Task<Outcome<RunRecord>> LoadAsync(MetrologyDb db, ProcedureLibrary library, Guid id, CancellationToken cancellation)
    {
        var verification = await db.Verifications
            .Include(row => row.Unit!.Customer)
            .Include(row => row.Standard!.Certificates)
            .Include(row => row.Standard!.Equipment).ThenInclude(link => link.Item!.Certificates)
            .Include(row => row.Bench!.Reference!.Certificates)
            .Include(row => row.Bench!.Parts).ThenInclude(part => part.Equipment)
            .Include(row => row.Used).ThenInclude(used => used.Item)
            .Include(row => row.Used).ThenInclude(used => used.Certificate)
            .Include(row => row.Verifier)
            .Include(row => row.Transitions.OrderBy(transition => transition.Sequence))
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == id, cancellation);
        if (verification is null)
            return VerificationErrors.NotFound;
        var events = await db.RunEvents.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation);
        var observations = await db.Observations.AsNoTracking().Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(cancellation);
        if (await RowCheck.UnusableAsync(db, [verification, .. verification.Used, .. verification.Transitions, .. events, .. observations], cancellation) is { } unusable)
            return unusable;
        if (verification.State == VerificationState.Issued && !await db.Certificates.AnyAsync(row => row.VerificationId == id, cancellation))
            return VerificationErrors.CertificateGone(verification.Number);
        if (await library.ByHashAsync(db, verification.ProcedureHash, cancellation) is not { } procedure)
            return ProcedureErrors.Unknown(verification.ProcedureDesignation);

        var plan = RunMachine.Plan(procedure, new(verification.Nameplate), verification.Kind);
        if (plan.Refusal is { } refusal)
            return refusal;

        return Fold(plan.Value, events, observations) is { } state
            ? new RunRecord(verification, state, events.Count) { Comments = events.Count(row => row.Kind == nameof(RunEvent.Commented)) }
            : VerificationErrors.Damaged;
    }

    /// <summary>The state that the rows lead to, or null when they do not: an event is missing or impossible, or an observation is not the one it brought.</summary>
    private static RunState? Fold(RunPlan plan, List<RunEventRow> events, List<ObservationRow> observations)
    {
        var ofEvent = observations.ToLookup(row => row.EventSequence);
        var state = RunMachine.Begin(plan);
        for (var i = 0; i < events.Count; i++)
        {
            var row = events[i];
            if (row.Sequence != i + 1 || RunEventRows.ToEvent(row, ofEvent[row.Sequence]) is not { } happened)
                return null;
            if (RunMachine.Advance(state, happened) is not { IsRefused: false, Value: var next })
                return null;
            state = next;
        }

        return observations.Select(RunEventRows.ToObservation).SequenceEqual(state.Observations) && observations.TrueForAll(RunEventRows.IsAsWritten) ? state : null;
    }
}

/// <summary>Events and observations as rows and back.</summary>
internal static class RunEventRows
{
    /// <summary>Null when the row is no event.</summary>
    public static RunEvent? ToEvent(RunEventRow row, IEnumerable<ObservationRow> observations) => row.Kind switch
    {
        nameof(RunEvent.Begun) => new RunEvent.Begun(),
        nameof(RunEvent.Observed) => row.Stage is { } stage ? new RunEvent.Observed(stage, [.. observations.Select(ToReading)]) : null,
        nameof(RunEvent.Accepted) => new RunEvent.Accepted(row.Text),
        nameof(RunEvent.RepeatRequested) => new RunEvent.RepeatRequested(row.Text!),
        nameof(RunEvent.Skipped) => new RunEvent.Skipped(row.Text!),
        nameof(RunEvent.TakenBack) => StepKey.Parse(row.Code) is { } step ? new RunEvent.TakenBack(step, row.Text!) : null,
        nameof(RunEvent.Paused) => new RunEvent.Paused(),
        nameof(RunEvent.Resumed) => new RunEvent.Resumed(),
        nameof(RunEvent.Interrupted) => new RunEvent.Interrupted(row.Code!, row.Text!),
        nameof(RunEvent.Aborted) => new RunEvent.Aborted(row.Text!),
        nameof(RunEvent.Commented) => new RunEvent.Commented(row.Text!),
        _ => null,
    };

    public static RunEventRow ToRow(RunEvent happened, Guid verification, int sequence, int account, DateTimeOffset at) => new()
    {
        VerificationId = verification,
        Sequence = sequence,
        AccountId = account,
        At = at,
        Kind = happened.GetType().Name,
        Stage = (happened as RunEvent.Observed)?.Stage,
        Code = RecordedEvent.CodeOf(happened),
        Text = happened switch
        {
            RunEvent.Accepted accepted => accepted.Reason,
            RunEvent.RepeatRequested repeat => repeat.Reason,
            RunEvent.Skipped skipped => skipped.Reason,
            RunEvent.TakenBack back => back.Reason,
            RunEvent.Interrupted interrupted => interrupted.Text,
            RunEvent.Aborted aborted => aborted.Reason,
            RunEvent.Commented commented => commented.Text,
            _ => null,
        },
    };

    public static ObservationRow ToRow(Observation observation, Guid verification, int eventSequence) => new()
    {
        VerificationId = verification,
        Sequence = observation.Sequence,
        EventSequence = eventSequence,
        Item = observation.Step.Item,
        Point = observation.Step.Point,
        Repeat = observation.Step.Repeat,
        Attempt = observation.Attempt,
        Role = observation.Role,
        Stage = observation.Stage,
        Subject = observation.Subject,
        Instrument = observation.Reading.Instrument,
        Measurand = observation.Reading.Measurand,
        Text = observation.Reading.Text,
        Value = observation.Reading.Value,
        Unit = observation.Reading.Unit,
        Resolution = observation.Reading.Resolution,
        RawHash = observation.Reading.RawHash,
        DeviceTime = observation.Reading.DeviceTime,
        ReceivedAt = observation.Reading.ReceivedAt,
        Supersedes = observation.Supersedes,
        Reason = observation.Reason,
    };

    public static Observation ToObservation(ObservationRow row) => new(
        row.Sequence, new(row.Item, row.Point, row.Repeat), row.Attempt, row.Role, row.Stage, row.Subject, ToReading(row).Reading, row.Supersedes, row.Reason);

    /// <summary>The number is the one that the text says, where the text is a number.</summary>
    public static bool IsAsWritten(ObservationRow row) => QuantityText.ParseNumber(row.Text) is not { } written || written == row.Value;

    private static ObservedReading ToReading(ObservationRow row) => new(
        row.Role,
        row.Subject,
        new Reading(row.Instrument, row.Measurand, row.Text, row.Value, row.Unit, row.Resolution, row.RawHash, row.DeviceTime, row.ReceivedAt));
}
