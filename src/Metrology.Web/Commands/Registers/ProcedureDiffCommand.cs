using System.CommandLine;
using Metrology.Core.Procedures;

namespace Metrology.Web.Commands.Registers;

/// <summary>procedure diff A B: what changed between two editions or revisions.</summary>
internal static class ProcedureDiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("before") { Description = terminal.Say("旧规程：文件或编号", "Earlier procedure: a file or a designation") };
        var after = new Argument<string>("after") { Description = terminal.Say("新规程：文件或编号", "Later procedure: a file or a designation") };
        var json = new Option<bool>("--json") { Description = terminal.Say("每处差异一个 JSON 对象", "One JSON object a difference") };
        var command = new Command("diff", terminal.Say("两个版本之间的差异", "Differences between two editions")) { before, after, json };
        command.SetAction(parsed => Run(terminal, parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Terminal terminal, string before, string after, bool asJson)
    {
        if (ProcedureFiles.Open(terminal, before) is not { } old || ProcedureFiles.Open(terminal, after) is not { } now)
            return Terminal.Refused;
        foreach (var change in ProcedureDiff.Of(old, now))
        {
            if (asJson)
            {
                terminal.WriteJson(new
                {
                    change = KebabCase.Of(change.Kind),
                    path = change.Path,
                    where = change.Where.In(terminal.Language),
                    before = change.Before,
                    after = change.After,
                });
            }
            else
            {
                terminal.WriteLine($"{Word(terminal, change.Kind)}  {change.Where.In(terminal.Language)}  {change.Before ?? "—"} → {change.After ?? "—"}");
            }
        }

        return Terminal.Done;
    }

    private static string Word(Terminal terminal, ChangeKind kind) => kind switch
    {
        ChangeKind.Added => terminal.Say("新增", "added"),
        ChangeKind.Removed => terminal.Say("删除", "removed"),
        ChangeKind.Changed => terminal.Say("变更", "changed"),
        ChangeKind.Reordered => terminal.Say("次序", "reordered"),
    };
}
