using System.CommandLine;
using Metrology.App.Standards;
using Metrology.Web.Features.Standards;

namespace Metrology.Web.Commands;

/// <summary>The register of standards for other programs.</summary>
internal static class StandardsCommand
{
    public static Command Create(Terminal terminal) =>
        new("standards", terminal.Say("计量标准登记册", "The register of measurement standards")) { Export(terminal) };

    private static Command Export(Terminal terminal)
    {
        var on = DatabaseWork.OnOption(terminal);
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var command = new Command("export", terminal.Say("以 CSV 写到标准输出", "As CSV on standard output")) { on, data, json };
        command.SetAction((parsed, cancellation) => DatabaseWork.OnDayAsync(terminal, parsed.GetValue(on), day =>
            DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
            {
                var lines = await new StandardQueries(store).OnAsync(day, cancellation);
                if (parsed.GetValue(json))
                {
                    foreach (var line in lines)
                        terminal.WriteJson(StandardAnswer.Of(line.Standard, line.Standing, day));
                    return Terminal.Done;
                }

                foreach (var row in StandardCsv.Lines(lines, day))
                    await terminal.Out.WriteLineAsync(row);
                return Terminal.Done;
            }, cancellation)));
        return command;
    }
}
