using System.Security.Cryptography;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Record → a certificate with its number and bytes, to be added in the transaction that it was written in.</summary>
public sealed class CertificateWriter(ICertificateRenderer renderer, ICertificateSigner signer, CheckPage checkPage, TimeProvider clock)
{
    public Task<Outcome<Certificate>> WriteAsync(MetrologyDb db, RunRecord record, CancellationToken cancellation) => WriteAsync(db, record, new(), cancellation);

    internal async Task<Outcome<Certificate>> WriteAsync(MetrologyDb db, RunRecord record, WritingTerms terms, CancellationToken cancellation)
    {
        var (replaces, finished) = (terms.Replaces, terms.Finished);
        if (await db.Institutions.FirstOrDefaultAsync(cancellation) is not { } institution)
            return LaboratoryErrors.NoInstitution;
        var verification = record.Verification;
        if (await TranscriptRows.UnusableAsync(db, verification.Id, cancellation) is { } unusable)
            return unusable;
        if (await LedgerFaults.OpenAsync(db, cancellation) is { } stopped)
            return stopped;
        if (await RecordRegisters.UnusableAsync(db, verification, terms.Actor, cancellation) is { } forged)
            return forged;
        var issuedOn = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        if (await LaterAsync(db, issuedOn, replaces, cancellation) is { } behind)
            return behind;
        var number = await NumberRange.DrawAsync(db, Prefix(record, record.Evaluate().Verdict is Verdict.Pass or Verdict.ConditionalPass), issuedOn.Year, cancellation);
        var code = finished?.Draft.CheckCode ?? checkPage.NewCode();
        var document = CertificateDraft.Of(record, institution, new(number, issuedOn, checkPage.AddressOf(number, code), code)
        {
            Replaces = replaces,
            Approval = terms.Approval,
            Ledger = finished is null ? await LedgerHead.StateAsync(db, cancellation) : finished.Draft.Document.Ledger,
        });
        if (document.Refusal is { } noDocument)
            return noDocument;
        var check = PaperCheck.Of(document.Value, await PaperBasis.OfAsync(db, record, checkPage, cancellation));
        if (check.Blocked is { } blocked)
            return blocked;
        if (finished?.IsOf(number, document.Value) == false)
            return CertificateErrors.Overtaken;
        var pictures = await TemplatePictures.OfAsync(db, document.Value.Design?.Pictures() ?? [], cancellation);
        if (pictures.Refusal is { } noPicture)
            return noPicture;
        var files = finished is null ? FilesOf(document.Value, check.Dcc, pictures.Value) : (finished.Pdf, finished.Draft.Dcc);
        if (files.Refusal is { } noFiles)
            return noFiles;
        var (pdf, dcc) = files.Value;
        return new Certificate
        {
            Number = number,
            VerificationId = verification.Id,
            Kind = document.Value.Kind,
            Document = document.Value,
            Pdf = pdf,
            PdfHash = Hash(pdf),
            Dcc = dcc,
            DccHash = dcc is null ? null : Hash(dcc),
            Signature = signer.Identity,
            TimeStamp = finished?.TimeStamp,
            Seal = finished?.Seal,
            CheckCode = code,
            IssuedOn = issuedOn,
            ValidUntil = document.Value.ValidUntil,
            IsSimulated = verification.IsSimulated,
            IsDemonstration = verification.IsDemonstration,
        };
    }

    /// <summary>Why a text cannot stand on a certificate, or null.</summary>
    internal Refusal? CannotPrint(string text) => renderer.CannotPrint(text);

    /// <summary>The last certificate that stands bears a later day than today: the clock is behind, or was ahead then. The one that is replaced does not count.</summary>
    private static async Task<Refusal?> LaterAsync(MetrologyDb db, DateOnly today, Replacement? replaces, CancellationToken cancellation)
    {
        var replaced = replaces?.Number;
        var last = await db.Certificates.Where(row => row.Withdrawal == null && row.Number != replaced)
            .OrderByDescending(row => row.Id).Select(row => new { row.Number, row.IssuedOn }).FirstOrDefaultAsync(cancellation);
        return last is null || last.IssuedOn <= today ? null : CertificateErrors.ClockBehind(today, last.Number, last.IssuedOn);
    }

    /// <summary>Pages with the digital certificate inside; each is signed for itself, so that either can be handed on alone.</summary>
    private Outcome<(byte[] Pdf, byte[]? Dcc)> FilesOf(CertificateDocument document, byte[]? dcc, IReadOnlyDictionary<string, byte[]> pictures)
    {
        var at = clock.GetLocalNow();
        if (dcc is not null)
        {
            var signed = signer.SignDcc(dcc, at);
            if (signed.Refusal is { } notSigned)
                return notSigned;
            dcc = signed.Value;
        }

        var pages = renderer.Render(document, dcc, pictures);
        if (pages.Refusal is { } unprintable)
            return unprintable;
        var pdf = signer.SignPdf(pages.Value, at);
        return pdf.Refusal is { } refusal ? refusal : (pdf.Value, dcc);
    }

    private static string Hash(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>检定证书 JD, 检定结果通知书 TZ, 校准证书 JZ, 检测报告 JC; what simulators measured is of its own range MN.</summary>
    private static string Prefix(RunRecord record, bool passed) =>
        IssuedNumbers.PrefixOf(CertificateComposer.KindOf(record.State.Plan.Procedure, record.Verification.Calibration, passed), record.Verification.IsSimulated);
}

/// <summary>What a certificate is written with beside its record.</summary>
internal sealed record WritingTerms
{
    /// <summary>The certificate in whose place it comes.</summary>
    public Replacement? Replaces { get; init; }

    /// <summary>Who approves this one, when it is not whoever approved the record.</summary>
    public Signature? Approval { get; init; }

    /// <summary>Who issues it, to be compared with the ledger as everybody who signed; null where nobody is known.</summary>
    public Actor? Actor { get; init; }

    /// <summary>Files that were stamped or sealed before.</summary>
    public FinishedPaper? Finished { get; init; }
}
