using System.CommandLine;
using Metrology.Core.Procedures;
using Metrology.Procedures;

namespace Metrology.Web.Commands.Registers;

/// <summary>Regulations as data: those that are shipped, and every problem of a file.</summary>
internal static class ProcedureCommand
{
    public static Command Create(Terminal terminal) =>
        new("procedure", terminal.Say("检定规程数据", "Regulations as data")) { List(terminal), Check(terminal) };

    private static Command List(Terminal terminal)
    {
        var json = Terminal.JsonOption(terminal);
        var command = new Command("list", terminal.Say("列出随附的规程", "List the shipped procedures")) { json };
        command.SetAction(parsed =>
        {
            foreach (var shipped in ProcedureCatalog.All)
                Write(terminal, shipped.Path, shipped.Procedure, parsed.GetValue(json));
            return Terminal.Done;
        });
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var files = new Argument<string[]>("file") { Description = terminal.Say("规程文件", "Procedure files"), Arity = ArgumentArity.OneOrMore };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("check", terminal.Say("检查规程文件，列出所有问题", "Check procedure files and name every problem")) { files, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var code = Terminal.Done;
            foreach (var file in parsed.GetValue(files)!)
                code = Math.Max(code, await CheckAsync(terminal, file, parsed.GetValue(json), cancellation));
            return code;
        });
        return command;
    }

    private static async Task<int> CheckAsync(Terminal terminal, string file, bool asJson, CancellationToken cancellation)
    {
        var bytes = await InputFile.ReadAsync(file, cancellation);
        if (bytes.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var load = ProcedureFile.Load(bytes.Value);
        if (load.Procedure is { } procedure)
        {
            Write(terminal, file, procedure, asJson);
            return Terminal.Done;
        }

        foreach (var problem in load.Problems)
        {
            if (asJson)
                terminal.WriteJson(new { file, path = problem.Path, line = problem.Line, column = problem.Column, text = problem.Text.In(terminal.Language) });
            else
                terminal.Out.WriteLine(CommandInput.Line(terminal, file, problem));
        }

        return terminal.Refuse(CommandInput.NotUsed(load.Problems.Count));
    }

    private static void Write(Terminal terminal, string file, Procedure procedure, bool asJson)
    {
        var title = procedure.Title.In(terminal.Language);
        if (asJson)
        {
            terminal.WriteJson(new
            {
                file,
                designation = procedure.Designation,
                revision = procedure.Revision,
                title,
                inForceFrom = procedure.InForceFrom,
                inForceUntil = procedure.InForceUntil,
                hash = procedure.ContentHash,
            });
            return;
        }

        var until = procedure.InForceUntil is { } last ? $"{last:yyyy-MM-dd}" : "";
        terminal.WriteLine($"{procedure.Designation}  {procedure.InForceFrom:yyyy-MM-dd}–{until}  {title}  {file}");
    }
}
