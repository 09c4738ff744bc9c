using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Core.Ledger;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Verify.Checking;

namespace Metrology.Verify;

/// <summary>check FILE.pdf: one line that says whether the certificate holds, and every finding on a line of its own beside it.</summary>
internal static class CheckCommand
{
    public const string Bundle = "--bundle", Trust = TrustFile.Option, Proof = "--proof", LedgerKey = "--ledger-key";

    /// <summary>Whether a certificate was revoked is known to servers of its issuer only.</summary>
    private const string NotAsked = "not-asked";

    private const int LargestPdf = 64 * 1024 * 1024;

    public static int Run(Arguments arguments, Terminal terminal)
    {
        var pdf = Read(arguments.File, LargestPdf);
        var bundle = arguments.Option(Bundle) is { } zip ? Read(zip, RecordBundle.LargestFile) : (Outcome<byte[]>?)null;
        var trusted = arguments.Option(Trust) is { } path ? TrustFile.Read(path) : new List<X509Certificate2>();
        var proof = arguments.Option(Proof) is { } text ? Read(text, LedgerProof.Longest) : (Outcome<byte[]>?)null;
        using var key = ECDsa.Create();
        var keyFile = arguments.Option(LedgerKey);
        var noKey = keyFile is null ? null : Import(key, keyFile);
        if ((pdf.Refusal ?? bundle?.Refusal ?? trusted.Refusal ?? proof?.Refusal ?? noKey) is { } refusal)
            return Answer(arguments, terminal, new() { Findings = [new(refusal.Code, "", refusal.Text)] });
        var ledger = new LedgerEvidence(proof is { } read ? Encoding.UTF8.GetString(read.Value) : null, keyFile is null ? null : key);
        return Answer(arguments, terminal, CertificateCheck.Run(pdf.Value, bundle?.Value, trusted.Value, ledger));
    }

    private static int Answer(Arguments arguments, Terminal terminal, CheckReport report)
    {
        if (arguments.AsJson)
            WriteJson(terminal, report);
        else
            WriteText(terminal, report);
        return report.Broken is null ? Terminal.Done : Terminal.Refused;
    }

    private static void WriteText(Terminal terminal, CheckReport report)
    {
        foreach (var finding in report.Findings)
            terminal.Error.WriteLine($"{finding.Code}{(finding.Where.Length > 0 ? $" ({finding.Where})" : "")}: {finding.Text.In(terminal.Language)}");
        var number = report.Number is { } known ? $"{known} " : "";
        if (report.Broken is { } broken)
        {
            var where = broken.Where.Length > 0 ? $" ({broken.Where})" : "";
            terminal.Out.WriteLine(terminal.Say($"不符 {number}[{broken.Code}]{where} {broken.Text.Zh}", $"BROKEN {number}[{broken.Code}]{where} {broken.Text.En}"));
            return;
        }

        terminal.Out.WriteLine(string.Join(terminal.Say("；", "; "), Facts(terminal, report).Prepend(terminal.Say($"相符 {number}", $"OK {number}").TrimEnd())));
    }

    private static IEnumerable<string> Facts(Terminal terminal, CheckReport report)
    {
        yield return terminal.Say($"页面与 DCC 的 {report.Compared} 项相同", $"{report.Compared} texts of pages and DCC agree");
        if (report.IsRecomputed)
            yield return terminal.Say("由记录重新计算一致", "computed again from the record") + (report.IsRebuilt ? terminal.Say("，数字校准证书逐字节重建一致", ", its DCC rebuilt byte for byte") : "")
                + (report.Bundle?.Signer is { } keeper ? terminal.Say($"，记录包由 {keeper.Subject} 签名", $", bundle signed by {keeper.Subject}") : "");
        yield return report.Signer is { } signer
            ? terminal.Say($"由 {signer.Subject} 签名", $"signed by {signer.Subject}") + (report.IsTrusted == true ? terminal.Say("（可信）", " (trusted)") : terminal.Say("（是否可信未核对）", " (trust not checked)"))
            : terminal.Say("未签名", "not signed");
        if (report.Signer is not null)
            yield return terminal.Say("未查询证书是否已被吊销（离线）", "revocation not asked (offline)");
        if (report.EarlierSigners is { Count: > 0 } earlier)
            yield return terminal.Say($"此前由 {string.Join("、", earlier.Select(one => one.Subject))} 签名", $"before that by {string.Join(", ", earlier.Select(one => one.Subject))}");
        if (report.StampedAt is { } stamped)
            yield return terminal.Say("时间戳 ", "time stamp ") + Utc(stamped) + terminal.Say($"，{report.StampAuthority?.Subject}", $" by {report.StampAuthority?.Subject}") + OfStamp(terminal, report.IsStampTrusted);
        if (report.Ledger is { } ledger)
        {
            var at = Utc(ledger.SignedAt);
            yield return terminal.Say($"在台账中：第 {ledger.Entry} 条，共 {ledger.Size} 条，检查点 {at}", $"in the ledger: entry {ledger.Entry} of {ledger.Size}, checkpoint {at}")
                + (ledger.IsSigned == true ? "" : terminal.Say("（检查点的签名未核对）", " (signature of the checkpoint not checked)"));
        }

        if (report.Marks.Count > 0)
            yield return string.Join(' ', report.Marks.Select(mark => mark.In(terminal.Language)));
    }

    private static string OfStamp(Terminal terminal, bool? isTrusted) => isTrusted switch
    {
        true => terminal.Say("（可信）", " (trusted)"),
        false => terminal.Say("（不是所给的可信证书）", " (not among the certificates that you trust)"),
        null => terminal.Say("（是否可信未核对）", " (trust not checked)"),
    };

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static void WriteJson(Terminal terminal, CheckReport report) => terminal.WriteJson(new
    {
        holds = report.Broken is null,
        code = report.Broken?.Code,
        where = report.Broken?.Where,
        number = report.Number,
        compared = report.Compared,
        isRecomputed = report.IsRecomputed,
        isRebuilt = report.IsRebuilt,
        bundleSigner = report.Bundle?.Signer?.Subject,
        signature = report.Signer is { } signer
            ? new { subject = signer.Subject, certificate = signer.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), claimedTime = report.SignedAt, isTrusted = report.IsTrusted, revocation = NotAsked }
            : null,
        timeStamp = report.StampedAt is { } stamped ? new { at = stamped, authority = report.StampAuthority?.Subject, isTrusted = report.IsStampTrusted } : null,
        earlierSigners = report.EarlierSigners.Select(one => one.Subject),
        ledger = report.Ledger,
        marks = report.Marks.Select(mark => mark.In(terminal.Language)),
        findings = report.Findings.Select(one => new { code = one.Code, where = one.Where, isBroken = one.IsBroken, text = one.Text.In(terminal.Language) }),
    });

    private static Outcome<byte[]> Read(string path, int largest)
    {
        try
        {
            return new FileInfo(path).Length > largest
                ? Refusal.Of("file.too-large", $"文件 {path} 超过 {largest >> 20} MiB。", $"The file {path} has more than {largest >> 20} MiB.")
                : File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refusal.Of("file.unreadable", $"无法读取文件 {path}。", $"The file {path} cannot be read.");
        }
    }

    private static Refusal? Import(ECDsa key, string path)
    {
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return Refusal.Of("ledger-key.unreadable", $"{path} 不是公钥文件（PEM，P-256）。", $"{path} is no public key (PEM, P-256).");
        }
    }
}
