using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Verify.Checking;

namespace Metrology.Verify;

/// <summary>recompute BUNDLE: who signed it, every reading again from the bytes, every result again from the readings, every digital certificate again from the results; every difference by its path.</summary>
internal static class RecomputeCommand
{
    public static int Run(Arguments arguments, Terminal terminal)
    {
        var bundle = Open(arguments.File);
        var trusted = arguments.Option(TrustFile.Option) is { } path ? TrustFile.Read(path) : new List<X509Certificate2>();
        if ((trusted.Refusal ?? bundle.Refusal) is { } refusal)
            return Refuse(arguments, terminal, refusal, []);
        var load = bundle.Value.Load();
        if (load.Content is not { } content)
            return Refuse(arguments, terminal, Malformed(load.Problems.Count), load.Problems);
        var reading = BundleReading.Of(content, trusted.Value);
        var isShipped = ProcedureCatalog.All.Any(shipped => shipped.Procedure.ContentHash == content.Procedure.ContentHash);
        if (arguments.AsJson)
            WriteJson(terminal, reading, content.Manifest, isShipped);
        else
            WriteText(terminal, reading, isShipped);
        return reading.Agrees ? Terminal.Done : Terminal.Refused;
    }

    private static Outcome<RecordBundle> Open(string path)
    {
        try
        {
            if (new FileInfo(path).Length > RecordBundle.LargestFile)
                return Refusal.Of("bundle.too-large", "文件过大，不是记录包。", "The file is too large for a record bundle.");
            return RecordBundle.Read(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Refusal.Of("bundle.no-file", $"无法读取文件 {path}。", $"The file {path} cannot be read.");
        }
    }

    private static Refusal Malformed(int problems) => Refusal.Of(
        "bundle.malformed", $"记录包有 {problems} 处不符合格式，未重新计算。请重新导出。",
        problems == 1 ? "The bundle has 1 problem of form and was not recomputed. Export it again." : $"The bundle has {problems} problems of form and was not recomputed. Export it again.");

    /// <summary>Every problem on a line of its own, "part:line:column path: what", then why not.</summary>
    private static int Refuse(Arguments arguments, Terminal terminal, Refusal refusal, IReadOnlyList<PartProblem> problems)
    {
        if (arguments.AsJson)
        {
            terminal.WriteJson(new
            {
                agrees = false,
                refusal = new { code = refusal.Code, text = refusal.Text.In(terminal.Language) },
                problems = problems.Select(one => new
                {
                    part = one.Part,
                    path = one.Problem.Path,
                    line = one.Problem.Line,
                    column = one.Problem.Column,
                    text = one.Problem.Text.In(terminal.Language),
                }),
            });
            return Terminal.Refused;
        }

        foreach (var one in problems)
            terminal.Error.WriteLine($"{one.Part}:{one.Problem.In(terminal.Language)}");
        terminal.Error.WriteLine($"{refusal.Text.In(terminal.Language)} [{refusal.Code}]");
        return Terminal.Refused;
    }

    private static void WriteJson(Terminal terminal, BundleReading reading, RecordManifest manifest, bool isShipped)
    {
        var result = reading.Result;
        terminal.WriteJson(new
        {
            agrees = reading.Agrees,
            code = CodeOf(reading),
            number = result.Record.Number,
            format = result.Record.Format,
            versions = manifest.Versions,
            signature = reading.Signing.Signer is { } signer
                ? new { subject = signer.Subject, certificate = signer.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), claimedTime = reading.Signing.SignedAt, isTrusted = reading.Signing.IsTrusted }
                : null,
            procedure = result.Procedure,
            procedureIsShipped = isShipped,
            readingsDecodedAgain = result.Readings.Decoded,
            readingsTyped = result.Readings.Typed,
            piecesMissing = result.Missing,
            evaluatedWith = result.Record.Software,
            recomputedWith = EvaluatingSoftware.Text,
            verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : null,
            dccRebuilt = reading.Rebuilt,
            findings = reading.Findings.Select(one => new { code = one.Code, where = one.Where, isBroken = one.IsBroken, text = one.Text.In(terminal.Language) }),
            differences = result.Differences.Select(one => new { path = one.Path, expected = one.Expected, found = one.Found }),
        });
    }

    /// <summary>Of the first broken thing; null when nothing is.</summary>
    private static string? CodeOf(BundleReading reading) => reading.Findings.FirstOrDefault(one => one.IsBroken)?.Code ?? (reading.Result.Agrees ? null : "bundle.differs");

    private static void WriteText(Terminal terminal, BundleReading reading, bool isShipped)
    {
        var (result, software) = (reading.Result, reading.Result.Record.Software);
        terminal.Out.WriteLine($"{result.Record.Number}  {result.Procedure}");
        foreach (var finding in reading.Findings)
            (finding.IsBroken ? terminal.Out : terminal.Error).WriteLine($"{finding.Code} ({finding.Where}): {finding.Text.In(terminal.Language)}");
        if (reading.Signing.Signer is { } signer)
            terminal.Out.WriteLine(SignedBy(terminal, signer, reading.Signing));
        terminal.Out.WriteLine(terminal.Say($"原计算软件 {software}，本次 {EvaluatingSoftware.Text}", $"evaluated with {software}, recomputed with {EvaluatingSoftware.Text}"));
        terminal.Out.WriteLine(OfReadings(terminal, result));
        foreach (var number in reading.Rebuilt)
            terminal.Out.WriteLine(terminal.Say($"{number}：数字校准证书重建后逐字节相同（签名除外，签名已核对）", $"{number}: the digital certificate was written again byte for byte (its signature was checked instead)"));
        if (!isShipped)
            terminal.Error.WriteLine(terminal.Say("提示：记录包中的规程数据不是本程序附带的版本。", "Note: the procedure file in the bundle is not one that comes with this program."));
        foreach (var difference in result.Differences)
            terminal.Out.WriteLine(terminal.Say($"{difference.Path}：应为 {difference.Expected ?? "无"}，实为 {difference.Found ?? "无"}", difference.ToString()));
        var verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : "—";
        var (code, places) = (CodeOf(reading), result.Differences.Count + reading.Findings.Count(one => one.IsBroken));
        terminal.Out.WriteLine(code is null
            ? terminal.Say($"一致：重新计算的结果与记录逐字节相同，结论 {verdict}", $"agrees: the recomputed evaluation is the same byte for byte, verdict {verdict}")
            : terminal.Say($"不一致 [{code}]：{places} 处", places == 1 ? $"differs in 1 place [{code}]" : $"differs in {places} places [{code}]"));
    }

    private static string SignedBy(Terminal terminal, X509Certificate2 signer, BundleSigning word)
    {
        var at = word.SignedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "—";
        var trust = word.IsTrusted switch
        {
            true => terminal.Say("（可信）", " (trusted)"),
            false => terminal.Say("（不可信）", " (not trusted)"),
            null => terminal.Say("（是否可信未核对）", " (trust not checked)"),
        };
        return terminal.Say($"由 {signer.Subject} 签名，{at}", $"signed by {signer.Subject}, {at}") + trust;
    }

    /// <summary>What stands behind the readings: nobody should take a typed one for one that its bytes prove.</summary>
    private static string OfReadings(Terminal terminal, Recomputation result)
    {
        var (decoded, typed) = (result.Readings.Decoded, result.Readings.Typed);
        if (decoded is null)
        {
            return terminal.Say(
                $"记录格式 {result.Record.Format} 未说明字节的解码方式：没有读数由原始字节重新解码",
                $"format {result.Record.Format} does not say how bytes are decoded: no reading was decoded again from its bytes");
        }

        return terminal.Say($"读数：由原始字节重新解码 {decoded} 个，人工录入 {typed} 个", $"readings: {decoded} decoded again from their bytes, {typed} typed by a person")
            + (result.Missing == 0 ? "" : terminal.Say($"；通信记录缺 {result.Missing} 段，没有读数以它们为据", $"; the transcript lacks {result.Missing} pieces, on which no reading rests"));
    }
}
