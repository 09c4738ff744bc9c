using System.CommandLine;
using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Web.Commands.Calculators;

/// <summary>Evaluates an uncertainty file: budgets, checks, and Monte Carlo where the file or the person asks for it.</summary>
internal static class UncertaintyCommand
{
    public static Command Create(Terminal terminal)
    {
        var input = new Option<FileInfo>("--input") { Description = terminal.Say("不确定度评定文件（格式见 docs/formats/uncertainty.md）", "Uncertainty file (docs/formats/uncertainty.md says its form)"), Required = true };
        var trials = new Option<bool>("--monte-carlo") { Description = terminal.Say("文件没有要求时也做蒙特卡洛验证", "Propagate distributions even if the file does not ask for it") };
        var seed = new Option<ulong?>("--seed") { Description = terminal.Say("随机数种子；默认用文件中的，或 1", "Seed of the trials; that of the file, or 1, unless given") };
        var json = new Option<bool>("--json") { Description = terminal.Say("一个输出量一个 JSON 对象", "One JSON object an output") };
        var command = new Command("uncertainty", terminal.Say("测量不确定度评定（GUM 法与蒙特卡洛法）", "Evaluate measurement uncertainty (GUM and Monte Carlo)")) { input, trials, seed, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(input)!.ToString();
            var bytes = await CommandInput.ReadAsync(path, cancellation);
            if (bytes.Refusal is { } unreadable)
                return terminal.Refuse(unreadable);
            var load = UncertaintyFile.Load(bytes.Value);
            if (load.Value is not { } file)
                return CommandInput.Refuse(terminal, path, load.Problems);
            var settings = file.MonteCarlo ?? (parsed.GetValue(trials) ? new MonteCarloSettings(file.Coverage.Probability ?? 0.95) : null);
            return Evaluate(terminal, path, file with { MonteCarlo = settings is null ? null : settings with { Seed = parsed.GetValue(seed) ?? settings.Seed } }, parsed.GetValue(json));
        });
        return command;
    }

    private static int Evaluate(Terminal terminal, string path, UncertaintyFile file, bool asJson)
    {
        var report = UncertaintyReport.Of(file, (parts, part) => Parallel.For(0, parts, part), Environment.ProcessorCount);
        if (report.Refusal is { } refusal)
        {
            if (file.ProblemOf(refusal) is { } problem)
                terminal.Error.WriteLine(CommandInput.Line(terminal, path, problem));
            return terminal.Refuse(refusal);
        }

        foreach (var output in report.Value.Outputs)
        {
            if (asJson)
                terminal.WriteJson(UncertaintyFacts.Of(output, terminal.Language));
            else
                Write(terminal, output);
        }

        return Terminal.Done;
    }

    private static void Write(Terminal terminal, OutputReport output)
    {
        terminal.Out.WriteLine(output.Budget is { } budget ? BudgetTable.Of(budget).Print(terminal.Language) : output.Output.Name);
        if (output.Trials is { } trials)
        {
            var name = terminal.Say("蒙特卡洛法", "Monte Carlo");
            terminal.WriteLine($"{name}: M = {trials.Trials}, y = {trials.Mean:G8}, u = {trials.StandardUncertainty:G5}, p = {100 * trials.Probability:0.####} %");
            terminal.WriteLine($"  {terminal.Say("对称区间", "symmetric interval")} [{trials.Symmetric.Low:G8}, {trials.Symmetric.High:G8}]");
            terminal.WriteLine($"  {terminal.Say("最短区间", "shortest interval")} [{trials.Shortest.Low:G8}, {trials.Shortest.High:G8}]");
        }

        if (output.Validation is { } validation)
        {
            var verdict = validation.Outcome switch
            {
                ValidationOutcome.Validated => terminal.Say("通过", "validated"),
                ValidationOutcome.NotValidated => terminal.Say("未通过", "not validated"),
                _ => terminal.Say("试验次数不足以验证", "trials too few to validate"),
            };
            // The interval that was compared, which is not that of a k that the file fixes.
            terminal.WriteLine(
                $"{terminal.Say("GUM 法验证", "GUM result")}: y ± {validation.Expanded:G5} (k = {MeasurementResult.FactorText(validation.CoverageFactor)}, p = {Coverage.Percent(output.Trials!.Probability)}) {verdict} (d_low = {validation.LowDifference:G3}, d_high = {validation.HighDifference:G3}, δ = {validation.Tolerance:G3})");
        }

        foreach (var warning in output.Warnings)
            terminal.WriteLine($"! {warning.Text.In(terminal.Language)} [{warning.Code}]");
        terminal.Out.WriteLine();
    }
}
