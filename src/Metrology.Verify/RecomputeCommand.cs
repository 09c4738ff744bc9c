using Metrology.Adapters.Transcripts;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Verify;

/// <summary>recompute BUNDLE: every reading again from the bytes, every result again from the readings; every difference by its path.</summary>
internal static class RecomputeCommand
{
    public static int Run(Arguments arguments, Terminal terminal)
    {
        var bundle = Open(arguments.File);
        if (bundle.Refusal is { } refusal)
            return Refuse(arguments, terminal, refusal, []);
        var load = bundle.Value.Load();
        if (load.Content is not { } content)
            return Refuse(arguments, terminal, Malformed(load.Problems.Count), load.Problems);
        var result = Recompute.Run(content, TranscriptCodecs.All);
        var isShipped = ProcedureCatalog.All.Any(shipped => shipped.Procedure.ContentHash == content.Procedure.ContentHash);
        if (arguments.AsJson)
            WriteJson(terminal, result, isShipped);
        else
            WriteText(terminal, result, isShipped);
        return result.Agrees ? Terminal.Done : Terminal.Refused;
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

    private static void WriteJson(Terminal terminal, Recomputation result, bool isShipped) => terminal.WriteJson(new
    {
        agrees = result.Agrees,
        number = result.Record.Number,
        format = result.Record.Format,
        procedure = result.Procedure,
        procedureIsShipped = isShipped,
        readingsDecodedAgain = result.Readings.Decoded,
        readingsTyped = result.Readings.Typed,
        evaluatedWith = result.Record.Software,
        recomputedWith = EvaluatingSoftware.Text,
        verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : null,
        differences = result.Differences.Select(one => new { path = one.Path, expected = one.Expected, found = one.Found }),
    });

    private static void WriteText(Terminal terminal, Recomputation result, bool isShipped)
    {
        var software = result.Record.Software;
        terminal.Out.WriteLine($"{result.Record.Number}  {result.Procedure}");
        terminal.Out.WriteLine(terminal.Say($"原计算软件 {software}，本次 {EvaluatingSoftware.Text}", $"evaluated with {software}, recomputed with {EvaluatingSoftware.Text}"));
        terminal.Out.WriteLine(OfReadings(terminal, result));
        if (!isShipped)
            terminal.Error.WriteLine(terminal.Say("提示：记录包中的规程数据不是本程序附带的版本。", "Note: the procedure file in the bundle is not one that comes with this program."));
        foreach (var difference in result.Differences)
            terminal.Out.WriteLine(terminal.Say($"{difference.Path}：应为 {difference.Expected ?? "无"}，实为 {difference.Found ?? "无"}", difference.ToString()));
        var verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : "—";
        terminal.Out.WriteLine(result.Agrees
            ? terminal.Say($"一致：重新计算的结果与记录逐字节相同，结论 {verdict}", $"agrees: the recomputed evaluation is the same byte for byte, verdict {verdict}")
            : terminal.Say($"不一致：{result.Differences.Count} 处", result.Differences.Count == 1 ? "differs in 1 place" : $"differs in {result.Differences.Count} places"));
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

        return terminal.Say($"读数：由原始字节重新解码 {decoded} 个，人工录入 {typed} 个", $"readings: {decoded} decoded again from their bytes, {typed} typed by a person");
    }
}
