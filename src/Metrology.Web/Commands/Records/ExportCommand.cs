using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Metrology.App.Certificates;
using Metrology.App.Ledger;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Records;

/// <summary>All legal records as files, with the ledger that they are compared with and a list of what must be there.</summary>
internal static class ExportCommand
{
    /// <summary>As sha256sum writes and reads it.</summary>
    public const string Manifest = "SHA256SUMS";

    private static readonly Refusal NotEmpty = Refusal.Of("export.not-empty", "输出目录不是空的；什么都没有写。请另给一个目录。", "The folder for the export is not empty; nothing was written. Give another one.");

    public static Command Create(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var output = new Option<string>("--out") { Description = terminal.Say("输出目录（空的）", "Folder for the files (empty)"), Required = true };
        var command = new Command("export", terminal.Say("把全部法定记录、证书文件和台账写成可直接阅读的文件，附校验清单", "Write all legal records, papers and the ledger as files that can be read as they are, with a list that verifies them")) { data, output };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            var folder = parsed.GetValue(data) is { } given ? new DataFolder(given) : DataFolder.Default(demo: false);
            if (LedgerFolder.Existing(folder, Environment.GetEnvironmentVariable(LedgerFolder.Variable)) is not { } ledger)
                return terminal.Refuse(LedgerCommand.NoKey);
            var into = Directory.CreateDirectory(parsed.GetValue(output)!).FullName;
            if (Directory.EnumerateFileSystemEntries(into).Any())
                return terminal.Refuse(NotEmpty);
            var rows = await new ExportRecords(store).ExecuteAsync(
                async (name, content) =>
                {
                    var path = Path.Combine([into, .. name.Split('/')]);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllBytesAsync(path, content, cancellation);
                },
                cancellation);
            var entries = await LedgerCommand.ExportAsync(store, ledger, into, cancellation);
            var files = Directory.EnumerateFiles(into, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            var sums = new StringBuilder();
            foreach (var file in files)
            {
                await using var content = File.OpenRead(file);
                sums.Append(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation))).Append("  ").Append(Path.GetRelativePath(into, file).Replace('\\', '/')).Append('\n');
            }

            await File.WriteAllTextAsync(Path.Combine(into, Manifest), sums.ToString(), cancellation);
            terminal.WriteLine($"{terminal.Say(
                $"{rows} 行法定记录、{entries} 条台账，{files.Count} 个文件。核对：sha256sum -c {Manifest}；metrology-verify ledger",
                $"{rows} legal rows, {entries} entries of the ledger, {files.Count} files. Check them: sha256sum -c {Manifest}; metrology-verify ledger")}");
            // Everything is written all the same: what was changed is part of what is there.
            if ((await new AuditLedger(store, ledger).ExecuteAsync(cancellation)).Broken is not [var first, ..] broken)
                return Terminal.Done;
            return terminal.Refuse(Refusal.Of(
                "ledger.broken",
                $"文件已写出，但其中的记录与台账有 {broken.Count} 处不符，第一处：{first.Where}，{first.Text.Zh}请运行 metrology ledger verify 查看全部。",
                $"The files are written, and what they say differs from the ledger in {broken.Count} places. The first: {first.Where}. {first.Text.En} Run metrology ledger verify to see all."));
        }, cancellation));
        return command;
    }
}
