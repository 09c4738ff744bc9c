using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>
/// Checks the file of a certificate by itself: signatures, the digital certificate inside, every fact of the pages against it, plausibility, and with a record every
/// result again. No server, no network. It looks at what is drawn, and not at the shapes of letters: a file whose fonts lie is found by its signature only.
/// </summary>
public static class CertificateCheck
{
    /// <param name="bundle">The record of the certificate, to compute it again; null when it is not at hand.</param>
    /// <param name="trusted">Certificates of those who may have signed, or that lead to them.</param>
    /// <param name="ledger">What is at hand of the ledger; null when nothing is.</param>
    public static CheckReport Run(ReadOnlyMemory<byte> pdf, byte[]? bundle = null, IReadOnlyList<X509Certificate2>? trusted = null, LedgerEvidence? ledger = null)
    {
        // A file that was damaged after it was signed is named as that first, whatever cannot be read of it.
        var signatures = new List<CheckFinding>();
        try
        {
            var file = PdfReader.Open(pdf);
            signatures.AddRange(PdfSignatures.Check(file.Signatures, trusted ?? []));
            var report = Run(file, signatures, pdf.Span, bundle, trusted ?? []);
            var (word, findings) = LedgerCheck.Run(pdf.Span, report.Number, bundle, ledger);
            return report with { Ledger = word, Findings = [.. report.Findings, .. findings] };
        }
        catch (PdfFormatException problem)
        {
            return new() { Findings = [.. signatures, new("pdf.unreadable", "", Of(problem.Defect))] };
        }
    }

    private static BilingualText Of(PdfDefect defect) => defect switch
    {
        PdfDefect.NoPdf => new("这不是 PDF 文件。请核对所选的文件。", "This is no PDF file. Check which file you chose."),
        PdfDefect.EndsWrongly => new(
            "PDF 文件的结尾不对：下载没有完成，或文件末尾被加了东西。请重新下载，或向出具机构索取。",
            "The PDF file ends otherwise than it should: a download was cut off, or something was put behind its end. Download it again, or ask the issuer for it."),
        PdfDefect.Encrypted => new("PDF 文件有密码保护，不能核对。请向出具机构索取原来的文件。", "The PDF file is protected by a password and cannot be checked. Ask the issuer for the file as it was."),
        PdfDefect.Damaged => new(
            "PDF 文件内部损坏，或被别的程序改写成不可靠的样子。请重新下载，或向出具机构索取。",
            "The PDF file is damaged inside, or another program rewrote it in a way that cannot be relied upon. Download it again, or ask the issuer for it."),
    };

    private static CheckReport Run(ReadDocument file, IReadOnlyList<CheckFinding> signatures, ReadOnlySpan<byte> bytes, byte[]? bundle, IReadOnlyList<X509Certificate2> trusted)
    {
        var embedded = new DccCheck(file.Attachments);
        var findings = signatures.ToList();
        var last = file.Signatures.LastOrDefault();
        var stamped = file.Signatures.LastOrDefault(one => one.StampedTime is not null);
        var isVouchedFor = trusted.Count > 0 && file.Signatures.Count > 0 && file.Signatures.All(one => one.IsGood && PdfSignatures.IsTrusted(one, trusted));
        var pages = new PagesCheck(file, isVouchedFor);
        var number = pages.Number;
        // The institution signs pages and XML; a seal service comes after it.
        var attached = embedded.Run(file.Signatures.FirstOrDefault()?.Certificate);
        var dcc = attached?.Content;
        findings.AddRange(embedded.Findings);
        findings.AddRange(pages.Run(attached));
        BundleReading? recomputed = null;
        if (bundle is not null && dcc is not null)
        {
            (recomputed, var ofBundle) = BundleCheck.Run(bundle, dcc, (Convert.ToHexStringLower(SHA256.HashData(bytes)), embedded.Bytes!), trusted);
            findings.AddRange(ofBundle);
        }

        return new()
        {
            Number = number ?? dcc?.UniqueIdentifier,
            Signer = last?.Certificate,
            SignedAt = last?.StampedTime ?? last?.Time,
            StampedAt = stamped?.StampedTime,
            StampAuthority = stamped?.StampCertificates.FirstOrDefault(),
            IsStampTrusted = trusted.Count == 0 || stamped is null ? null : PdfSignatures.IsStampTrusted(stamped, trusted),
            EarlierSigners = [.. file.Signatures.SkipLast(1).Select(one => one.Certificate).OfType<X509Certificate2>()],
            IsTrusted = trusted.Count == 0 || last is null ? null : PdfSignatures.IsTrusted(last, trusted),
            Marks = dcc is null ? [] : [.. dcc.Statements.Where(one => one.Id?.StartsWith("watermark-", StringComparison.Ordinal) == true).Select(one => one.Name.Both)],
            Compared = dcc is null ? 0 : pages.Facts.Count,
            IsRecomputed = bundle is not null && dcc is not null,
            IsRebuilt = number is not null && recomputed?.Rebuilt.Contains(number) == true,
            Bundle = recomputed?.Signing,
            Findings = findings,
        };
    }
}
