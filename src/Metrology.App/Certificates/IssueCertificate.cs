using System.Security.Cryptography;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Writes the certificate or notice of an approved record and stores its bytes; number, bytes and state are one transaction.</summary>
public sealed class IssueCertificate(Store store, ProcedureLibrary library, ICertificateRenderer renderer, CheckPage checkPage, TimeProvider clock)
{
    public Task<Outcome<Certificate>> ExecuteAsync(Actor actor, Guid verificationId, CancellationToken cancellation) =>
        ExecuteAsync(actor, verificationId, [VerificationStates.Issue], cancellation);

    /// <summary>Signs the approval and issues, as two moves of one transaction: both are made or none.</summary>
    public Task<Outcome<Certificate>> ApproveAndExecuteAsync(Actor actor, Guid verificationId, CancellationToken cancellation) =>
        ExecuteAsync(actor, verificationId, [VerificationStates.Approve, VerificationStates.Issue], cancellation);

    private Task<Outcome<Certificate>> ExecuteAsync(Actor actor, Guid verificationId, string[] actions, CancellationToken cancellation) =>
        store.WriteAsync<Certificate>(async db =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, verificationId, cancellation);
            if (loaded.Refusal is { } broken)
                return broken;
            var record = loaded.Value;
            if (Transitions.IsRepeated(record.Verification, VerificationStates.Issue, actor))
                return await db.Certificates.SingleAsync(row => row.VerificationId == verificationId, cancellation);
            if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
                return LaboratoryErrors.NoInstitution;

            var at = clock.GetUtcNow();
            foreach (var action in actions)
            {
                if (Sign(record.Verification, action, actor, at) is { } refused)
                    return refused;
            }

            var certificate = await WriteAsync(db, record, institution, at, cancellation);
            if (certificate.IsRefused)
                return certificate;
            db.Add(certificate.Value);
            return certificate;
        }, cancellation);

    private static Refusal? Sign(Verification verification, string action, Actor actor, DateTimeOffset at)
    {
        if (VerificationStates.Find(verification.State, action) is not { } move)
            return VerificationErrors.IllegalMove(action, verification.State);
        if (MoveVerification.Forbidden(actor, verification, move) is { } forbidden)
            return forbidden;
        Transitions.Add(verification, action, move.To, actor, at, null);
        return null;
    }

    private async Task<Outcome<Certificate>> WriteAsync(MetrologyDb db, RunRecord record, Institution institution, DateTimeOffset at, CancellationToken cancellation)
    {
        var verification = record.Verification;
        var issuedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);
        var number = await NumberRange.DrawAsync(db, Prefix(verification, record.Evaluate().Verdict is Verdict.Pass or Verdict.ConditionalPass), issuedOn.Year, cancellation);
        var code = checkPage.NewCode();
        var document = CertificateDraft.Of(record, institution, new(number, issuedOn, checkPage.AddressOf(number, code), code));
        if (document.Refusal is { } noDocument)
            return noDocument;
        var pdf = renderer.Render(document.Value);
        if (pdf.Refusal is { } unprintable)
            return unprintable;
        return new Certificate
        {
            Number = number,
            VerificationId = verification.Id,
            Kind = document.Value.Kind,
            Document = document.Value,
            Pdf = pdf.Value,
            PdfHash = Convert.ToHexStringLower(SHA256.HashData(pdf.Value)),
            CheckCode = code,
            IssuedOn = issuedOn,
            ValidUntil = document.Value.ValidUntil,
            IsSimulated = verification.IsSimulated,
            IsDemonstration = verification.IsDemonstration,
        };
    }

    /// <summary>检定证书 JD, 检定结果通知书 TZ; what simulators measured is of its own range MN.</summary>
    private static string Prefix(Verification verification, bool passed) =>
        (verification.IsSimulated ? "MN-" : "") + (passed ? "JD" : "TZ");
}
