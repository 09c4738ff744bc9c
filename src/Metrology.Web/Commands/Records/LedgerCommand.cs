using System.CommandLine;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Records;

/// <summary>The ledger of a data folder: whether it holds, and as files for others.</summary>
internal static class LedgerCommand
{
    internal static readonly Refusal NoKey = Refusal.Of(
        "ledger.no-key", "数据目录中没有台账密钥（keys/ledger.pem）：服务器还没有在这里启动过，或密钥已被移走。", "There is no key of the ledger (keys/ledger.pem) in the data folder: no server has started here yet, or the key was taken away.");

    public static Command Create(Terminal terminal)
    {
        var command = new Command("ledger", terminal.Say("防篡改台账", "The ledger that shows tampering"));
        command.Subcommands.Add(Verify(terminal));
        command.Subcommands.Add(Export(terminal));
        return command;
    }

    private static Command Verify(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var witness = new Option<string?>("--witness") { Description = terminal.Say("另一处保存检查点的目录", "Another folder that keeps checkpoints") };
        var command = new Command("verify", terminal.Say("核对台账、全部法定记录和已签名的检查点", "Compare the ledger with itself, with every legal row and with the signed checkpoints")) { data, witness, json };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            if (Folder(parsed.GetValue(data), parsed.GetValue(witness)) is not { } folder)
                return terminal.Refuse(NoKey);
            var report = await new AuditLedger(store, folder).ExecuteAsync(cancellation);
            WritePassedOver(terminal, folder.Signed);
            Write(terminal, report, parsed.GetValue(json));
            return Holds(report) ? Terminal.Done : Terminal.Refused;
        }, cancellation));
        return command;
    }

    private static Command Export(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var output = new Option<string>("--out") { Description = terminal.Say("输出目录", "Folder for what is written"), Required = true };
        var command = new Command("export", terminal.Say("把台账写成文件，供 metrology-verify ledger 核对", "Write the ledger as files for metrology-verify ledger")) { data, output };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            if (Folder(parsed.GetValue(data), null) is not { } folder)
                return terminal.Refuse(NoKey);
            var written = await ExportAsync(store, folder, Directory.CreateDirectory(parsed.GetValue(output)!).FullName, cancellation);
            terminal.WriteLine($"{written} {terminal.Say("条台账已写出", "entries written")}");
            return Terminal.Done;
        }, cancellation));
        return command;
    }

    internal static async Task<long> ExportAsync(Store store, LedgerFolder folder, string output, CancellationToken cancellation)
    {
        await using var file = File.Create(Path.Combine(output, "ledger.txt"));
        var (entries, checkpoints) = await new ExportLedger(store).ExecuteAsync(file, cancellation);
        foreach (var checkpoint in checkpoints)
            await File.WriteAllTextAsync(Path.Combine(output, LedgerFolder.NameOf(checkpoint.Size)), checkpoint.Note, cancellation);
        await File.WriteAllTextAsync(Path.Combine(output, LedgerFolder.PublicKeyName), folder.PublicKey, cancellation);
        return entries;
    }

    private static LedgerFolder? Folder(string? data, string? witness) =>
        LedgerFolder.Existing(data is null ? DataFolder.Default(demo: false) : new(data), witness ?? Environment.GetEnvironmentVariable(LedgerFolder.Variable));

    /// <summary>Nobody has signed for what is there; an audit of a ledger that is older than a server waits says so itself.</summary>
    private static bool IsUnsigned(LedgerReport report) => report is { Checkpoints: 0, Size: > 0 } && report.Findings.All(one => one.Code != "ledger.unsigned");

    private static bool Holds(LedgerReport report) => report.Findings.Count == 0 && !IsUnsigned(report);

    /// <summary>Checkpoints that are passed over are said, so that nobody takes silence for agreement.</summary>
    private static void WritePassedOver(Terminal terminal, SignedState signed)
    {
        foreach (var range in signed.SetBack)
        {
            terminal.Error.WriteLine(terminal.Say(
                $"第 {range.After + 1} 至 {range.UpTo} 条的检查点属于已被管理员确认的较早状态；若数据库中有这次确认的记录，则不与台账比较。",
                $"Checkpoints of entries {range.After + 1} to {range.UpTo} are of a past that an administrator settled as restored away; they are passed over where the database has that settlement."));
        }
    }

    private static void Write(Terminal terminal, LedgerReport report, bool asJson)
    {
        var root = Convert.ToHexStringLower(report.Root);
        if (asJson)
        {
            terminal.WriteJson(new
            {
                holds = Holds(report),
                origin = report.Origin,
                entries = report.Size,
                root,
                rows = report.Rows,
                checkpoints = report.Checkpoints,
                sealsChecked = report.AreSealsChecked,
                findings = report.Findings.Select(one => new { code = one.Code, where = one.Where, text = one.Text.In(terminal.Language) }),
            });
            return;
        }

        if (IsUnsigned(report))
            terminal.WriteLine($"{terminal.Say("还没有已签名的检查点：条目前后相接，但没有人为它签名。服务器每十分钟签名一次。", "There is no signed checkpoint yet: the entries follow each other, but nobody signed for them. A server signs every ten minutes.")} [ledger.unsigned]");
        if (!report.AreSealsChecked)
            terminal.WriteLine($"{terminal.Say("密钥 keys/ledger-seal 不在此处：没有核对各条目是否由本系统写入。", "The key keys/ledger-seal is not here: whether the product wrote the entries was not checked.")}");
        foreach (var finding in report.Findings)
            terminal.WriteLine($"{finding.Where}: {finding.Text.In(terminal.Language)} [{finding.Code}]");
        terminal.WriteLine($"{report.Origin ?? terminal.Say("还没有台账", "no ledger yet")}: {terminal.Say(
            $"{report.Size} 条，{report.Rows} 行法定记录，{report.Checkpoints} 个已签名检查点；{(report.Findings.Count == 0 ? "一致" : $"{report.Findings.Count} 处问题")}",
            $"{report.Size} entries, {report.Rows} legal rows, {report.Checkpoints} signed checkpoints; {(report.Findings.Count == 0 ? "all agree" : $"{report.Findings.Count} found")}")}; {root}");
    }
}
