using System.CommandLine;
using System.Text;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Procedures;
using Metrology.Web.Commands.Registers;

namespace Metrology.Web.Commands.Calculators;

/// <summary>evaluate: errors, budgets and verdicts of given observations; the input is described in docs/formats/run-file.md.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        var procedure = new Option<string>("--procedure") { Description = terminal.Say("规程：文件或编号", "Procedure: a file or a designation"), Required = true };
        var input = new Option<string>("--input") { Description = terminal.Say("观测数据文件", "File of nameplate, references and readings"), Required = true };
        var json = new Option<bool>("--json") { Description = terminal.Say("输出规范 JSON", "Print the canonical JSON of the evaluation") };
        var command = new Command("evaluate", terminal.Say("由观测数据计算误差、不确定度和结论", "Errors, budgets and verdicts of given observations")) { procedure, input, json };
        command.SetAction((parsed, cancellation) => RunAsync(terminal, parsed.GetValue(procedure)!, parsed.GetValue(input)!, parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string name, string input, bool asJson, CancellationToken cancellation)
    {
        if (ProcedureFiles.Open(terminal, name) is not { } procedure)
            return Terminal.Refused;
        var bytes = await InputFile.ReadAsync(input, cancellation);
        if (bytes.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var file = RunFile.Read(bytes.Value, procedure);
        if (file.Value is not { } run)
            return CommandInput.Refuse(terminal, input, file.Problems);
        var state = run.Replay(procedure).Value;
        var evaluated = RunEvaluation.Of(state, run.References);
        if (evaluated.Refusal is { } insufficient)
            return terminal.Refuse(insufficient);
        var evaluation = evaluated.Value;
        if (asJson)
            terminal.Out.WriteLine(Encoding.UTF8.GetString(EvaluationJson.Of(evaluation)));
        else
            Write(terminal, evaluation, state.CurrentStep);
        return evaluation.Verdict is Verdict.Pass or Verdict.ConditionalPass ? Terminal.Done : Terminal.Refused;
    }

    /// <param name="waiting">The step that the file ends before, or null when the run is complete.</param>
    private static void Write(Terminal terminal, Evaluation evaluation, PlannedStep? waiting)
    {
        foreach (var (id, value) in EvaluationValues.Of(evaluation).Where(value => value.Value is not null))
            terminal.WriteLine($"{id}  {value}");
        foreach (var (label, note) in evaluation.Items.SelectMany(item => item.Points).SelectMany(point => point.Notes.Select(note => (point.Label, note))))
            terminal.WriteLine($"{label.In(terminal.Language)}  {note.In(terminal.Language)}");
        foreach (var fact in evaluation.UnconfirmedFacts)
            terminal.WriteLine($"{terminal.Say("未确认", "not confirmed")}  {fact.Text.In(terminal.Language)}");
        if (waiting is not null)
            terminal.WriteLine($"{terminal.Say("未完成，缺少步骤", "not complete, there is no")}  {waiting.Key} ({waiting.Label.In(terminal.Language)})");
        terminal.WriteLine($"{terminal.Say("结论", "verdict")}  {KebabCase.Of(evaluation.Verdict)}");
    }
}
