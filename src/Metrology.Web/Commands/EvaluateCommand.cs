using System.CommandLine;
using System.Text;
using System.Text.Json;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Web.Commands;

/// <summary>evaluate: errors, budgets and verdicts of given observations; the input is described in docs/formats/run-file.md.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var procedure = new Option<string>("--procedure") { Description = terminal.Say("规程：文件或编号", "Procedure: a file or a designation"), Required = true };
        var input = new Option<string>("--input") { Description = terminal.Say("观测数据文件", "File of nameplate, references and readings"), Required = true };
        var json = new Option<bool>("--json") { Description = terminal.Say("输出规范 JSON", "Print the canonical JSON of the evaluation") };
        var command = new Command("evaluate", terminal.Say("由观测数据计算误差、不确定度和结论", "Errors, budgets and verdicts of given observations")) { procedure, input, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(procedure)!, parsed.GetValue(input)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string name, string input, bool asJson)
    {
        if (ProcedureFiles.Open(terminal, name) is not { } procedure)
            return Terminal.Refused;
        var file = Open(input);
        if (file.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var replayed = file.Value.Replay(procedure);
        if (replayed.Refusal is { } refusal)
        {
            terminal.Error.WriteLine($"{input}: {refusal.Field}");
            return terminal.Refuse(refusal);
        }

        if (ReferenceGuard.Check(replayed.Value.Plan, file.Value.References) is { } insufficient)
            return terminal.Refuse(insufficient);
        var evaluation = Evaluator.Evaluate(replayed.Value, file.Value.References);
        if (asJson)
            terminal.Out.WriteLine(Encoding.UTF8.GetString(EvaluationJson.Of(evaluation)));
        else
            Write(terminal, evaluation);
        return evaluation.Verdict is Verdict.Pass or Verdict.ConditionalPass ? Terminal.Done : Terminal.Refused;
    }

    private static Outcome<RunFile> Open(string input)
    {
        try
        {
            if (!File.Exists(input))
                return Refusal.Of("evaluate.no-file", $"没有文件 {input}。", $"There is no file {input}.");
            if (new FileInfo(input).Length > RunFile.LargestFile)
                return Refusal.Of("evaluate.too-large", $"文件 {input} 过大。", $"The file {input} is too large.");
            return RunFile.Load(File.ReadAllBytes(input));
        }
        catch (JsonException error)
        {
            return Refusal.Of("evaluate.malformed", $"{input} 不符合格式：{error.Message}", $"{input} is not of the format: {error.Message}");
        }
    }

    private static void Write(Terminal terminal, Evaluation evaluation)
    {
        foreach (var (id, value) in EvaluationValues.Of(evaluation).Where(value => value.Value is not null))
            terminal.WriteLine($"{id}  {value}");
        foreach (var point in evaluation.Items.SelectMany(item => item.Points).Where(point => point.Remark is not null))
            terminal.WriteLine($"{point.Label.In(terminal.Language)}  {point.Remark!.In(terminal.Language)}");
        foreach (var fact in evaluation.UnconfirmedFacts)
            terminal.WriteLine($"{terminal.Say("未确认", "not confirmed")}  {fact.Text.In(terminal.Language)}");
        terminal.WriteLine($"{terminal.Say("结论", "verdict")}  {KebabCase.Of(evaluation.Verdict)}");
    }
}
