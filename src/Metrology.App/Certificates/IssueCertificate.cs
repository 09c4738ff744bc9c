using System.Globalization;
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
        store.WriteAsync<Certificate>(async db =>
        {
            var loaded = await RunRecord.LoadAsync(db, library, verificationId, cancellation);
            if (loaded.Refusal is { } broken)
                return broken;
            var verification = loaded.Value.Verification;
            if (VerificationStates.Find(verification.State, VerificationStates.Issue) is not { } move)
                return VerificationErrors.IllegalMove(VerificationStates.Issue, verification.State);
            if (MoveVerification.Forbidden(actor, verification, move) is { } forbidden)
                return forbidden;
            if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
                return LaboratoryErrors.NoInstitution;

            var at = clock.GetUtcNow();
            var issuedOn = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);
            var passed = loaded.Value.Evaluate().Verdict is Verdict.Pass or Verdict.ConditionalPass;
            var number = await NumberRange.DrawAsync(db, Prefix(verification, passed), issuedOn.Year, cancellation);
            var code = checkPage.NewCode();
            var document = CertificateDraft.Of(loaded.Value, institution, number, issuedOn, checkPage.AddressOf(number, code));
            if (document.Refusal is { } noDocument)
                return noDocument;

            var pdf = renderer.Render(document.Value);
            var certificate = new Certificate
            {
                Number = number,
                VerificationId = verificationId,
                Kind = document.Value.Kind,
                Pdf = pdf,
                PdfHash = Convert.ToHexStringLower(SHA256.HashData(pdf)),
                CheckCode = code,
                IssuedOn = issuedOn,
                ValidUntil = document.Value.ValidUntil,
                IsSimulated = verification.IsSimulated,
                IsDemonstration = verification.IsDemonstration,
            };
            db.Add(certificate);
            Transitions.Add(verification, VerificationStates.Issue, VerificationState.Issued, actor, at, null);
            return certificate;
        }, cancellation);

    /// <summary>检定证书 JD, 检定结果通知书 TZ; what simulators measured is of its own range MN.</summary>
    private static string Prefix(Verification verification, bool passed) =>
        (verification.IsSimulated ? "MN-" : "") + (passed ? "JD" : "TZ");
}

/// <summary>Where strangers check a certificate: an address with number and check code, printed as QR code.</summary>
public sealed class CheckPage(Uri baseAddress)
{
    /// <summary>128 bits: not to be guessed, short enough to type.</summary>
    private const int CodeBytes = 16;

    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public string NewCode() => RandomNumberGenerator.GetString(Alphabet, CodeBytes);

    public string AddressOf(string number, string code) =>
        new Uri(baseAddress, string.Create(CultureInfo.InvariantCulture, $"check/{Uri.EscapeDataString(number)}?code={code}")).AbsoluteUri;
}
