using Metrology.App.Certificates.Bulk;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Writes the certificate or notice of an approved record and stores its bytes; number, bytes and state are one transaction.</summary>
public sealed class IssueCertificate(IssueTransaction transaction, ProcedureLibrary library, CertificateWriter writer, TimeProvider clock)
{
    public Task<Outcome<Certificate>> ExecuteAsync(Actor actor, Guid verificationId, CancellationToken cancellation) =>
        ExecuteAsync(actor, verificationId, [VerificationStates.Issue], null, cancellation);

    /// <summary>Issues what was ordered earlier.</summary>
    /// <param name="approved">Hash of the record as it was approved then; nothing is issued when another was approved since.</param>
    internal Task<Outcome<Certificate>> OrderedAsync(Actor actor, Guid verificationId, string approved, CancellationToken cancellation) =>
        ExecuteAsync(actor, verificationId, [VerificationStates.Issue], approved, cancellation);

    /// <summary>Signs the approval and issues, as two moves of one transaction: both are made or none.</summary>
    public Task<Outcome<Certificate>> ApproveAndExecuteAsync(Actor actor, Guid verificationId, CancellationToken cancellation) =>
        ExecuteAsync(actor, verificationId, [VerificationStates.Approve, VerificationStates.Issue], null, cancellation);

    private Task<Outcome<Certificate>> ExecuteAsync(Actor actor, Guid verificationId, string[] actions, string? approved, CancellationToken cancellation)
    {
        // The same moment for every run of the use case.
        var at = clock.GetUtcNow();
        return transaction.RunAsync(async (db, finished) =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, verificationId, cancellation);
            if (loaded.Refusal is { } broken)
                return broken;
            var record = loaded.Value;
            if (Transitions.IsRepeated(record.Verification, VerificationStates.Issue, actor))
                return await db.Certificates.Where(row => row.VerificationId == verificationId).OrderBy(row => row.Id).LastAsync(cancellation);
            if (approved is not null && approved != (Transitions.StandingHash(record.Verification) ?? ""))
                return BulkErrors.ApprovedAnew;
            var id = verificationId.ToString("D");
            if (await LedgerFaults.NamingAsync(db, row => row.Where.Contains(id), cancellation) is { } doubted)
                return doubted;
            foreach (var action in actions)
            {
                if (await SignAsync(db, record, action, actor, at, cancellation) is { } refused)
                    return refused;
            }

            var certificate = await writer.WriteAsync(db, record, new() { Actor = actor, Finished = finished }, cancellation);
            if (certificate.IsRefused)
                return certificate;
            db.Add(certificate.Value);
            return certificate;
        }, cancellation);
    }

    /// <summary>An approval is of the record as it is; issuing is of the record that was approved.</summary>
    private static async Task<Refusal?> SignAsync(MetrologyDb db, RunRecord record, string action, Actor actor, DateTimeOffset at, CancellationToken cancellation)
    {
        var verification = record.Verification;
        if (VerificationStates.Find(verification.State, action) is not { } move)
            return VerificationErrors.IllegalMove;
        if (MoveVerification.Forbidden(actor, verification, move) is { } forbidden)
            return forbidden;
        var signed = Transitions.StandingHash(verification);
        if (action == VerificationStates.Approve)
        {
            var toSign = await RecordContent.ToSignAsync(db, record, cancellation);
            if (toSign.Refusal is { } notAsSigned)
                return notAsSigned;
            signed = toSign.Value;
        }

        Transitions.Add(verification, action, move.To, actor, at, null, signed);
        return null;
    }
}
