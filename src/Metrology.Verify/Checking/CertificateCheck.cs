using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>
/// Checks the file of a certificate by itself: signatures, the digital certificate inside, every fact of the pages against it, plausibility, and with a record every
/// result again. No server, no network. It cannot see shapes: a file whose fonts lie is found by its signature only.
/// </summary>
public static class CertificateCheck
{
    /// <param name="bundle">The record of the certificate, to compute it again; null when it is not at hand.</param>
    /// <param name="trusted">Certificates of those who may have signed, or that lead to them.</param>
    /// <param name="ledger">What is at hand of the ledger; null when nothing is.</param>
    public static CheckReport Run(ReadOnlyMemory<byte> pdf, byte[]? bundle = null, IReadOnlyList<X509Certificate2>? trusted = null, LedgerEvidence? ledger = null)
    {
        try
        {
            var report = Run(PdfReader.Open(pdf), bundle, trusted ?? []);
            var (word, findings) = LedgerCheck.Run(pdf.Span, report.Number, bundle, ledger);
            return report with { Ledger = word, Findings = [.. report.Findings, .. findings] };
        }
        catch (PdfFormatException problem)
        {
            return new() { Findings = [new("pdf.unreadable", "", new($"不是可读的 PDF 文件：{problem.Message}", $"This is no readable PDF file: {problem.Message}"))] };
        }
    }

    private static CheckReport Run(ReadDocument file, byte[]? bundle, IReadOnlyList<X509Certificate2> trusted)
    {
        var findings = PdfSignatures.Check(file.Signatures, trusted).ToList();
        var last = file.Signatures.LastOrDefault();
        var stamped = file.Signatures.LastOrDefault(one => one.StampedTime is not null);
        // The institution signs pages and XML; a seal service comes after it.
        var embedded = new DccCheck(file.Attachments, file.Signatures.FirstOrDefault()?.Certificate);
        var attached = embedded.Run();
        var dcc = attached?.Content;
        findings.AddRange(embedded.Findings);
        var isVouchedFor = trusted.Count > 0 && file.Signatures.Count > 0 && file.Signatures.All(one => one.IsGood && PdfSignatures.IsTrusted(one, trusted));
        var pages = new PagesCheck(file, isVouchedFor);
        findings.AddRange(pages.Run(attached));
        var number = pages.Number;
        if (bundle is not null && dcc is not null)
            findings.AddRange(BundleCheck.Run(bundle, dcc));
        return new()
        {
            Number = number ?? dcc?.UniqueIdentifier,
            Signer = last?.Certificate,
            SignedAt = last?.StampedTime ?? last?.Time,
            StampedAt = stamped?.StampedTime,
            StampAuthority = stamped?.StampCertificates.FirstOrDefault(),
            EarlierSigners = [.. file.Signatures.SkipLast(1).Select(one => one.Certificate).OfType<X509Certificate2>()],
            IsTrusted = trusted.Count == 0 || last is null ? null : PdfSignatures.IsTrusted(last, trusted),
            Marks = dcc is null ? [] : [.. dcc.Statements.Where(one => one.Id?.StartsWith("watermark-", StringComparison.Ordinal) == true).Select(one => one.Name.Both)],
            Compared = dcc is null ? 0 : pages.Facts.Count,
            IsRecomputed = bundle is not null && dcc is not null,
            Findings = findings,
        };
    }
}
