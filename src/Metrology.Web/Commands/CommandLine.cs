using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Metrology.Core.Words;
using Metrology.Web.Commands.Calculators;
using Metrology.Web.Commands.Instruments;
using Metrology.Web.Commands.Records;
using Metrology.Web.Commands.Registers;
using Metrology.Web.Commands.Server;
using Metrology.Web.Commands.Stations;

namespace Metrology.Web.Commands;

/// <summary>The commands of <c>metrology</c>, one file each. No command means <c>serve</c>.</summary>
public static class CommandLine
{
    /// <summary>Set to anything, a fault that nobody expected is printed with its stack.</summary>
    private const string Debug = "METROLOGY_DEBUG";

    /// <summary>A new command is one line here.</summary>
    private static readonly Func<Terminal, Command>[] Commands =
    [
        ServeCommand.Create,
        DemoCommand.Create,
        DecodeCommand.Create,
        MapCommand.Create,
        SimulateCommand.Create,
        StationCommand.Create,
        ReplayCommand.Create,
        ProcedureCommand.Create,
        RoundCommand.Create,
        FareCommand.Create,
        IntervalCommand.Create,
        TargetsCommand.Create,
        CountedThingsCommand.Create,
        ForecastCommand.Create,
        StandardsCommand.Create,
        BenchCommand.Create,
        MigrateCommand.Create,
        LedgerCommand.Create,
        BackupCommand.Create,
        ExportCommand.Create,
        RetentionCommand.Create,
        RestoreCommand.Create,
        NumbersCommand.Create,
        ReleaseCommands.Manifest,
        ReleaseCommands.Verify,
        SbomCommand.Create,
        LegalRelevanceCommand.Create,
        UncertaintyCommand.Create,
        DecideCommand.Create,
        DoctorCommand.Create,
        MailTestCommand.Create,
        EvaluateCommand.Create,
    ];

    /// <summary>Subcommands that have a file of their own, under the command that they belong to.</summary>
    private static readonly (string Parent, Func<Terminal, Command> Create)[] Subcommands =
    [
        ("procedure", ProcedureDiffCommand.Create),
        (StationCommand.Name, StationEnrolCommand.Create),
        (StationCommand.Name, StationPortsCommand.Create),
    ];

    /// <returns>0 done, 1 refused or found wrong, 2 used wrongly.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        // Headings of the help come from the library in the language of the thread.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(terminal.Language == Language.Zh ? "zh-Hans" : "en");
        var root = new RootCommand(terminal.Say("计量检定管理系统", "Metrology and calibration management"));
        root.Options.Add(new Option<string>("--lang") { Description = terminal.Say("语言：zh 或 en", "Language: zh or en"), Recursive = true }.AcceptOnlyFromAmong("zh", "en"));
        root.Options.OfType<HelpOption>().Single().Description = terminal.Say("显示帮助", "Show help and usage information");
        // A station shall be small: what makes the other commands is not even compiled there.
        foreach (var create in args is [StationCommand.Name, ..] ? [StationCommand.Create] : Commands)
            root.Subcommands.Add(create(terminal));
        foreach (var (parent, create) in Subcommands.Where(one => args is not [StationCommand.Name, ..] || one.Parent == StationCommand.Name))
            ParentOf(root, parent, terminal).Subcommands.Add(create(terminal));

        var parsed = root.Parse(WithDefault(args, root));
        if (parsed.Errors.Count > 0)
        {
            foreach (var said in UseErrors.Of(parsed, terminal))
                await terminal.Error.WriteLineAsync(said);
            await terminal.Error.WriteLineAsync(terminal.Say("用 --help 查看用法。", "See --help."));
            return Terminal.UsedWrongly;
        }

        try
        {
            return await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellation);
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse(CommandFaults.Interrupted);
        }
        catch (Exception fault) when (CommandFaults.RefusalOf(fault) is { } refusal)
        {
            return terminal.Refuse(refusal);
        }
        catch (Exception fault)
        {
            // Nobody at a terminal is helped by a stack trace; who mends the program asks for it.
            var whole = Environment.GetEnvironmentVariable(Debug) is { Length: > 0 };
            await terminal.Error.WriteLineAsync($"{terminal.Say("没有完成", "Not done")}: {(whole ? fault : fault.Message)} [internal]");
            return Terminal.Refused;
        }
    }

    private static Command ParentOf(RootCommand root, string name, Terminal terminal)
    {
        if (root.Subcommands.FirstOrDefault(command => command.Name == name) is { } found)
            return found;
        var parent = new Command(name, terminal.Say("检定规程数据", "Procedure files"));
        root.Subcommands.Add(parent);
        return parent;
    }

    private static string[] WithDefault(string[] args, RootCommand root)
    {
        string[] ofRoot = ["--help", "-h", "-?", "--version"];
        var names = root.Subcommands.Select(command => command.Name);
        return args.Any(arg => names.Contains(arg) || ofRoot.Contains(arg)) || args is [var first, ..] && !first.StartsWith('-') ? args : ["serve", .. args];
    }
}
