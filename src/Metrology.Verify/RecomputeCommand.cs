using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Verify;

/// <summary>recompute BUNDLE: every result again from the raw observations; every difference by its path.</summary>
internal static class RecomputeCommand
{
    public static int Run(Arguments arguments, Terminal terminal)
    {
        var bundle = Open(arguments.File);
        var outcome = bundle.Refusal is { } unreadable ? unreadable : Recompute.Run(bundle.Value);
        if (outcome.Refusal is { } refusal)
        {
            if (arguments.AsJson)
                terminal.WriteJson(new { agrees = false, refusal = new { code = refusal.Code, text = refusal.Text.In(terminal.Language) } });
            else
                terminal.Error.WriteLine($"{refusal.Text.In(terminal.Language)} [{refusal.Code}]");
            return Terminal.Refused;
        }

        var result = outcome.Value;
        var isShipped = ProcedureFile.Load(bundle.Value.Procedure).Procedure is { } procedure
            && ProcedureCatalog.All.Any(shipped => shipped.Procedure.ContentHash == procedure.ContentHash);
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

    private static void WriteJson(Terminal terminal, Recomputation result, bool isShipped) => terminal.WriteJson(new
    {
        agrees = result.Agrees,
        number = result.Number,
        procedure = result.Procedure,
        procedureIsShipped = isShipped,
        evaluatedWith = result.Software,
        recomputedWith = EvaluatingSoftware.Text,
        verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : null,
        differences = result.Differences.Select(one => new { path = one.Path, expected = one.Expected, found = one.Found }),
    });

    private static void WriteText(Terminal terminal, Recomputation result, bool isShipped)
    {
        terminal.Out.WriteLine($"{result.Number}  {result.Procedure}");
        terminal.Out.WriteLine(terminal.Say($"原计算软件 {result.Software}，本次 {EvaluatingSoftware.Text}", $"evaluated with {result.Software}, recomputed with {EvaluatingSoftware.Text}"));
        if (!isShipped)
            terminal.Error.WriteLine(terminal.Say("提示：记录包中的规程数据不是本程序附带的版本。", "Note: the procedure file in the bundle is not one that comes with this program."));
        foreach (var difference in result.Differences)
            terminal.Out.WriteLine(terminal.Say($"{difference.Path}：应为 {difference.Expected ?? "无"}，实为 {difference.Found ?? "无"}", difference.ToString()));
        var verdict = result.Evaluation is { } evaluation ? KebabCase.Of(evaluation.Verdict) : "—";
        terminal.Out.WriteLine(result.Agrees
            ? terminal.Say($"一致：重新计算的结果与记录逐字节相同，结论 {verdict}", $"agrees: the recomputed evaluation is the same byte for byte, verdict {verdict}")
            : terminal.Say($"不一致：{result.Differences.Count} 处", $"differs in {result.Differences.Count} places"));
    }
}
