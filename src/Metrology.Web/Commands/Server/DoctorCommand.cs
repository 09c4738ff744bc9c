using System.CommandLine;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Server;

/// <summary>Says what is missing on this machine, and exits with 1 when something needed is.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = new Option<string?>("--data") { Description = terminal.Say("数据目录；默认 ./data", "Data folder; ./data unless given") };
        var json = new Option<bool>("--json") { Description = terminal.Say("每项检查一个 JSON 对象", "One JSON object a finding") };
        var command = new Command("doctor", terminal.Say("检查这台机器缺什么", "Say what is missing on this machine")) { data, json };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(data) is { } chosen ? new DataFolder(chosen) : DataFolder.Default(demo: false);
            var findings = MachineChecks.Run(folder).ToArray();
            foreach (var finding in findings)
                Write(terminal, finding, parsed.GetValue(json));
            return findings.Any(finding => finding.Grade == Grade.Missing) ? Terminal.Refused : Terminal.Done;
        });
        return command;
    }

    private static void Write(Terminal terminal, Finding finding, bool asJson)
    {
        var text = finding.Text.In(terminal.Language);
        if (asJson)
            terminal.WriteJson(new { id = finding.Id, grade = finding.Grade.ToString().ToLowerInvariant(), text });
        else
            terminal.WriteLine($"{Mark(finding.Grade)} {finding.Id,-14} {text}");
    }

    private static string Mark(Grade grade) => grade switch
    {
        Grade.Good => "ok  ",
        Grade.Advice => "note",
        Grade.Missing => "MISS",
    };
}
