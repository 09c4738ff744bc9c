using System.CommandLine;
using Metrology.Core.Intervals;

namespace Metrology.Web.Commands.Calculators;

/// <summary>Recalibration interval by one method, with the figures it rests on.</summary>
internal static class IntervalCommand
{
    public static Command Create(Terminal terminal)
    {
        string[] methods = [.. IntervalFile.Methods];
        var method = new Argument<string>("method") { Description = terminal.Say($"方法：{string.Join("、", methods)}", $"Method: {string.Join(", ", methods)}") };
        method.AcceptOnlyFromAmong(methods);
        var input = new Option<string>("--input") { Description = terminal.Say("历史数据文件", "File with the history"), Required = true };
        var json = new Option<bool>("--json") { Description = terminal.Say("一个 JSON 对象", "One JSON object") };
        var command = new Command("interval", terminal.Say("计算检定周期或校准间隔", "Compute a recalibration interval")) { method, input, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(input)!;
            var bytes = await CommandInput.ReadAsync(path, cancellation);
            if (bytes.IsRefused)
                return terminal.Refuse(bytes.Refusal!);
            var request = IntervalFile.Load(parsed.GetValue(method)!, bytes.Value);
            if (request.Value is null)
                return CommandInput.Refuse(terminal, path, request.Problems);
            var findings = IntervalAnalysis.Run(request.Value);
            if (findings.IsRefused)
                return terminal.Refuse(findings.Refusal!);
            Write(terminal, findings.Value, parsed.GetValue(json));
            return Terminal.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, IntervalFindings findings, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(new
            {
                figures = findings.Figures.ToDictionary(figure => figure.Id, figure => Plain(figure.Value)),
                capped = findings.Decision?.IsCapped ?? false,
                overridden = findings.Decision?.Override is not null,
                reason = findings.Decision?.Override?.Reason,
            });
            return;
        }

        foreach (var figure in findings.Figures)
            terminal.WriteLine($"{figure.Label.In(terminal.Language)}: {figure.Value}");
        if (findings.Decision is { IsCapped: true })
            terminal.WriteLine($"{terminal.Say("已按检定规程规定的周期封顶：周期只能缩短，不能延长。", "Held at the cycle of the regulation, which may be shortened, never lengthened.")}");
        if (findings.Decision?.Override is { } set)
            terminal.WriteLine($"{terminal.Say("人工设定，理由", "Set by hand, because")}: {set.Reason}");
    }

    private static object? Plain(FigureValue value) => value switch
    {
        FigureValue.Real real => real.Value,
        FigureValue.Exact exact => exact.Value,
        FigureValue.Series series => series.Values,
        FigureValue.Flag flag => flag.Value,
        FigureValue.Word word => word.Value,
        _ => null,
    };
}
