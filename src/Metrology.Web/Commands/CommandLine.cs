using System.CommandLine;

namespace Metrology.Web.Commands;

/// <summary>The commands of <c>metrology</c>, one file each. No command means <c>serve</c>.</summary>
public static class CommandLine
{
    /// <summary>A new command is one line here.</summary>
    private static readonly Func<Terminal, Command>[] Commands =
    [
        ServeCommand.Create,
        DemoCommand.Create,
        DecodeCommand.Create,
        UncertaintyCommand.Create,
        DecideCommand.Create,
        DoctorCommand.Create,
    ];

    /// <returns>0 done, 1 refused or found wrong, 2 used wrongly.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var root = new RootCommand(terminal.Say("计量检定管理系统", "Metrology and calibration management"));
        root.Options.Add(new Option<string>("--lang") { Description = terminal.Say("语言：zh 或 en", "Language: zh or en"), Recursive = true }.AcceptOnlyFromAmong("zh", "en"));
        foreach (var create in Commands)
            root.Subcommands.Add(create(terminal));

        var parsed = root.Parse(WithDefault(args, root));
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync(error.Message);
            await terminal.Error.WriteLineAsync(terminal.Say("用 --help 查看用法。", "See --help."));
            return Terminal.UsedWrongly;
        }

        return await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error }, cancellation);
    }

    private static string[] WithDefault(string[] args, RootCommand root)
    {
        string[] ofRoot = ["--help", "-h", "-?", "--version"];
        var names = root.Subcommands.Select(command => command.Name);
        return args.Any(arg => names.Contains(arg) || ofRoot.Contains(arg)) || args is [var first, ..] && !first.StartsWith('-') ? args : ["serve", .. args];
    }
}
