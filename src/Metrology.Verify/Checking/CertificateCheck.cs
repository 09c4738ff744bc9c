using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
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
            var report = Run(PdfReader.Open(pdf), pdf.Span, bundle, trusted ?? []);
            var (word, findings) = LedgerCheck.Run(pdf.Span, report.Number, bundle, ledger);
            return report with { Ledger = word, Findings = [.. report.Findings, .. findings] };
        }
        catch (PdfFormatException problem)
        {
            return new() { Findings = [new("pdf.unreadable", "", new($"不是可读的 PDF 文件：{problem.Message}", $"This is no readable PDF file: {problem.Message}"))] };
        }
    }

    private static CheckReport Run(ReadDocument file, ReadOnlySpan<byte> bytes, byte[]? bundle, IReadOnlyList<X509Certificate2> trusted)
    {
        var findings = PdfSignatures.Check(file.Signatures, trusted).ToList();
        var last = file.Signatures.LastOrDefault();
        var stamped = file.Signatures.LastOrDefault(one => one.StampedTime is not null);
        // The institution signs pages and XML; a seal service comes after it.
        var embedded = new DccCheck(file.Attachments, file.Signatures.FirstOrDefault()?.Certificate);
        var dcc = embedded.Run();
        findings.AddRange(embedded.Findings);
        var page = new PageTexts(file);
        var texts = page.Texts();
        var number = texts.FirstOrDefault(text => text.Id == PaperIds.Cover("number"))?.Text;
        if (dcc is not null)
            findings.AddRange(Compared(texts, page.Language, dcc, number));
        findings.AddRange(page.Strays(number));
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
            EarlierSigners = [.. file.Signatures.SkipLast(1).Select(one => one.Certificate).OfType<X509Certificate2>()],
            IsTrusted = trusted.Count == 0 || last is null ? null : PdfSignatures.IsTrusted(last, trusted),
            Marks = dcc is null ? [] : [.. dcc.Statements.Where(one => one.Id?.StartsWith("watermark-", StringComparison.Ordinal) == true).Select(one => one.Name.Both)],
            Compared = dcc is null ? 0 : texts.Count,
            IsRecomputed = bundle is not null && dcc is not null,
            IsRebuilt = number is not null && recomputed?.Rebuilt.Contains(number) == true,
            Bundle = recomputed?.Signing,
            Findings = findings,
        };
    }

    private static IEnumerable<CheckFinding> Compared(IReadOnlyList<PaperText> texts, Language language, ReadDcc dcc, string? number)
    {
        if (number is null)
            return [new("page.not-tagged", "", new("页面没有标出各个值，不能逐值核对。", "The pages do not say what they show, so no value can be compared."))];
        if (number != dcc.UniqueIdentifier)
        {
            return [new(
                "dcc.other-certificate", "cover/number",
                new($"数字校准证书属于另一份证书：页面编号 {number}，DCC 编号 {dcc.UniqueIdentifier}。", $"The digital certificate is of another paper: the page says {number}, the DCC {dcc.UniqueIdentifier}."))];
        }

        return Parity.Check(texts, language, dcc).Select(one => new CheckFinding("parity", one.Path, one.Text));
    }
}
