using System.CommandLine;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Records;

/// <summary>After the database was set back: which numbers were the last that were given.</summary>
internal static class NumbersCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var last = LastOption(terminal);
        var none = NoneOption(terminal);
        var because = new Option<string>("--because") { Description = terminal.Say("怎样核对的", "How the numbers were compared"), Required = true };
        var settle = new Command("settle", terminal.Say("确认恢复之前给出的最后编号，之后继续编号", "Say the last numbers that were given before the restoration, so that numbers are drawn again")) { data, last, none, because };
        settle.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(terminal, parsed.GetValue(data), mustExist: true, async store =>
        {
            string[] numbers = parsed.GetValue(last) ?? [];
            if (numbers.Length == 0 && !parsed.GetValue(none))
                return terminal.RefuseUse(Unsaid);
            var settled = await new SettleNumbers(store, TimeProvider.System, LedgerFolder.Existing(parsed.GetValue(data) is { } given ? new(given) : DataFolder.Default(demo: false), null)).ExecuteAsync(Operator, numbers, parsed.GetValue(because), cancellation);
            if (settled.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            terminal.WriteLine($"{terminal.Say($"已确认；{settled.Value} 个号段后移。", $"Settled; {settled.Value} ranges go on after what was said.")}");
            return Terminal.Done;
        }));
        return new Command("numbers", terminal.Say("编号号段", "Ranges of numbers")) { settle };
    }

    /// <summary>Nobody is signed in at a terminal: who may run commands on the folder is the operator, and the name of the machine's account is kept.</summary>
    internal static Actor Operator => new(0, $"{Environment.UserName} @ {Environment.MachineName}", [Role.Administrator]);

    internal static readonly Core.Words.Refusal Unsaid = Core.Words.Refusal.Of(
        "numbers.unsaid", "请用 --last-number 写明每个号段最后的编号，或用 --no-later-numbers 说明备份之后没有编过号。", "Give the last number of each range with --last-number, or say with --no-later-numbers that none was given after the backup.");

    internal static Option<string[]> LastOption(Terminal terminal) => new("--last-number") { Description = terminal.Say("某号段最后给出的编号，照证书上写；可重复", "Last number of a range that was given, as on the paper; may be repeated") };

    internal static Option<bool> NoneOption(Terminal terminal) => new("--no-later-numbers") { Description = terminal.Say("备份之后没有给出过编号", "No number was given after the backup") };
}
