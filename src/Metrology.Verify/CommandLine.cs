using Metrology.Core.Words;

namespace Metrology.Verify;

/// <summary>The commands of <c>metrology-verify</c>. It needs no server, no database and no network.</summary>
public static class CommandLine
{
    /// <summary>A new command is one line here.</summary>
    private static readonly Dictionary<string, Func<Arguments, Terminal, int>> Commands = new()
    {
        ["recompute"] = RecomputeCommand.Run,
    };

    /// <returns>0 everything agrees, 1 refused or found different, 2 used wrongly.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            terminal.Out.WriteLine(Usage(terminal));
            return Terminal.Done;
        }

        if (args is [var name, .. var rest] && Commands.TryGetValue(name, out var command) && Arguments.Of(rest) is { } arguments)
            return command(arguments, terminal);
        terminal.Error.WriteLine(Usage(terminal));
        return Terminal.UsedWrongly;
    }

    private static string Usage(Terminal terminal) => terminal.Say(
        "用法：metrology-verify recompute 记录包.zip [--json] [--lang zh|en]\n  由原始观测数据、规程和标准器数据重新计算全部结果、不确定度和结论，并逐字节比较。",
        "usage: metrology-verify recompute BUNDLE.zip [--json] [--lang zh|en]\n  Computes every result, uncertainty and verdict again from the raw observations, the procedure and the references, and compares byte for byte.");
}

/// <summary>One file and the options that every command knows.</summary>
public sealed record Arguments(string File, bool AsJson)
{
    /// <summary>Null when the words make no sense.</summary>
    public static Arguments? Of(IReadOnlyList<string> words)
    {
        string? file = null;
        var asJson = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] == "--json")
                asJson = true;
            else if (words[i] == "--lang" && i + 1 < words.Count && words[i + 1] is "zh" or "en")
                i++;
            else if (words[i].StartsWith('-') || file is not null)
                return null;
            else
                file = words[i];
        }

        return file is null ? null : new(file, asJson);
    }
}
