using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Submit, check, approve, return and abort: the moves that a person signs. Issuing is <see cref="Certificates.IssueCertificate"/>.</summary>
public sealed class MoveVerification(Store store, ProcedureLibrary library, IPaperFindings paper, TimeProvider clock, RunSignals signals)
{
    /// <summary>Moves that are signatures of the record.</summary>
    private static readonly string[] SignedActs = [VerificationStates.Submit, VerificationStates.Check, VerificationStates.Approve];

    public async Task<Outcome<VerificationState>> ExecuteAsync(Actor actor, Guid id, string action, string? reason, CancellationToken cancellation)
    {
        var outcome = await store.WriteAsync<VerificationState>(async db =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, id, cancellation);
            if (loaded.Refusal is { } broken)
                return broken;
            var record = loaded.Value;
            var verification = record.Verification;
            if (Transitions.IsRepeated(verification, action, actor))
                return verification.State;
            // Who may never make the move is told so, whatever the record waits for.
            if (VerificationStates.Moves.Any(move => move.Action == action) && !VerificationStates.Moves.Any(move => move.Action == action && actor.Allows(move.Permission)))
                return LaboratoryErrors.NotAllowed;
            if (VerificationStates.Find(verification.State, action) is not { } move || action is VerificationStates.Begin or VerificationStates.Evaluate or VerificationStates.Issue)
                return VerificationErrors.IllegalMove;
            if (Forbidden(actor, verification, move) is { } forbidden)
                return forbidden;
            if ((move.NeedsReason || !string.IsNullOrEmpty(reason)) && VerificationErrors.Reason(reason) is { } wrongReason)
                return wrongReason;
            if (SignedActs.Contains(action) && await RecordRegisters.UnusableAsync(db, verification, actor, cancellation) is { } forged)
                return forged;
            if (action is VerificationStates.Submit or VerificationStates.Approve && await TranscriptRows.UnusableAsync(db, id, cancellation) is { } unusable)
                return unusable;
            if (!string.IsNullOrEmpty(reason) && paper.CannotPrint(reason) is { } unprintable)
                return unprintable with { Field = "Reason" };
            if (action == VerificationStates.Submit && await PinAsync(db, record, cancellation) is { } notSubmitted)
                return notSubmitted;
            if (action == VerificationStates.Approve && Finding.Blocking(await paper.OfAsync(db, record, cancellation)) is { } blocked)
                return blocked;
            if (action == VerificationStates.Return)
                verification.Registered = null;

            var signed = SignedActs.Contains(action) ? await RecordContent.ToSignAsync(db, record, cancellation) : (Outcome<string>?)null;
            if (signed?.Refusal is { } notAsSigned)
                return notAsSigned;
            if (action == VerificationStates.Abort && verification.Bench!.LeasedBy == id)
                verification.Bench.LeasedBy = null;
            Transitions.Add(verification, action, move.To, actor, clock.GetUtcNow(), reason?.Trim(), signed?.Value);
            return move.To;
        }, cancellation);

        if (!outcome.IsRefused)
            signals.Changed(id);
        return outcome;
    }

    /// <summary>From here on the record says what its paper will say: whoever checks it sees what is signed.</summary>
    private static async Task<Refusal?> PinAsync(MetrologyDb db, RunRecord record, CancellationToken cancellation)
    {
        if (!CertificateComposer.IsFinal(record.State.Plan, record.Evaluate(), record.Verification.Calibration))
            return VerificationErrors.NoVerdict;
        if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
            return LaboratoryErrors.NoInstitution;
        if (MeasuredWith.NoLonger(record.Verification) is { } lapsed)
            return lapsed;
        record.Verification.Registered = RegisteredParticulars.Of(record.Verification, institution) with
        {
            Template = await TemplateChoice.OfAsync(db, CertificateComposer.PurposeOf(record.State.Plan.Procedure, record.Verification.Calibration), cancellation),
        };
        return null;
    }

    /// <summary>Right, responsibility and the rule of three persons.</summary>
    internal static Refusal? Forbidden(Actor actor, Verification verification, Move move)
    {
        if (actor.Deny(move.Permission) is { } denied)
            return denied;
        if (move.Permission == Permission.Measure)
            return verification.VerifierId == actor.AccountId ? null : VerificationErrors.NotYours;
        if (verification.VerifierId == actor.AccountId)
            return VerificationErrors.SamePerson;
        return move.Permission == Permission.Approve && CheckedBy(verification) == actor.AccountId ? VerificationErrors.SamePerson : null;
    }

    private static int? CheckedBy(Verification verification) =>
        verification.Transitions.LastOrDefault(transition => transition.Action == VerificationStates.Check)?.AccountId;
}
