using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Ends a certificate with a reason, or replaces it by a new one of the same record that names it (ISO/IEC 17025:2017 7.8.8).</summary>
public sealed class WithdrawCertificate(Store store, IssueTransaction transaction, ProcedureLibrary library, CertificateWriter writer, TimeProvider clock)
{
    /// <returns>The certificate as it now is.</returns>
    public Task<Outcome<Certificate>> ExecuteAsync(Actor actor, string number, string? reason, CancellationToken cancellation) =>
        store.WriteAsync<Certificate>(async db =>
        {
            var found = await StandingAsync(db, actor, number, reason, cancellation);
            if (!found.IsRefused)
                found.Value.Withdrawal = Withdrawal(actor, found.Value, reason!, null);
            return found;
        }, cancellation);

    /// <summary>Writes the document again from the record and what the registers say now: what was measured stays, names and addresses may have been corrected.</summary>
    /// <returns>The new certificate.</returns>
    public Task<Outcome<Certificate>> ReplaceAsync(Actor actor, string number, string? reason, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        return transaction.RunAsync(async (db, finished) =>
        {
            var found = await StandingAsync(db, actor, number, reason, cancellation);
            if (found.IsRefused)
                return found;
            var loaded = await RunRecord.LoadAsync(db, library, found.Value.VerificationId, cancellation);
            if (loaded.Refusal is { } broken)
                return broken;
            var written = await writer.WriteAsync(
                db, loaded.Value, new() { Actor = actor, Replaces = new(number, reason!.Trim()), Approval = new(SignatureRole.Approver, actor.Name, at), Finished = finished }, cancellation);
            if (written.IsRefused)
                return written;
            if (CertificateContent.IsSame(written.Value.Document, found.Value.Document))
                return CertificateErrors.NothingCorrected;
            found.Value.Withdrawal = Withdrawal(actor, found.Value, reason, written.Value.Number);
            db.Add(written.Value);
            return written;
        }, cancellation);
    }

    /// <summary>The certificate, when it still stands and this person may end it: whoever may approve the record.</summary>
    private async Task<Outcome<Certificate>> StandingAsync(MetrologyDb db, Actor actor, string number, string? reason, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.Approve) is { } denied)
            return denied;
        var certificate = await db.Certificates.Include(row => row.Withdrawal).Include(row => row.Verification!.Transitions).FirstOrDefaultAsync(row => row.Number == number, cancellation);
        if (certificate is null)
            return await IssuedNumbers.WasGivenAsync(db, number, cancellation) ? CertificateErrors.Gone(number) : CertificateErrors.NotFound;
        if (await IssuedChain.UnusableAsync(db, certificate, cancellation) is { } unusable)
            return unusable;
        if (MoveVerification.Forbidden(actor, certificate.Verification!, VerificationStates.Find(VerificationState.Checked, VerificationStates.Approve)!) is { } forbidden)
            return forbidden;
        if (certificate.Withdrawal is not null)
            return CertificateErrors.Ended(certificate);
        return (VerificationErrors.Reason(reason) ?? (writer.CannotPrint(reason!) is { } unprintable ? unprintable with { Field = "Reason" } : null)) is { } wrong ? wrong : certificate;
    }

    private CertificateWithdrawal Withdrawal(Actor actor, Certificate ended, string reason, string? replacedBy) => new()
    {
        ReplacedBy = replacedBy,
        Reason = reason.Trim(),
        AccountId = actor.AccountId,
        AccountName = actor.Name,
        At = clock.GetUtcNow(),
        SignedHash = ended.PdfHash,
    };
}
