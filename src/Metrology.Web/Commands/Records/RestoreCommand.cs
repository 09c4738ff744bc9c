using System.CommandLine;
using Metrology.App.Ledger;
using Metrology.Db.Sqlite;
using Metrology.Web.Host;
using Metrology.Web.Host.Backups;

namespace Metrology.Web.Commands.Records;

/// <summary>A data folder from a backup.</summary>
internal static class RestoreCommand
{
    /// <summary>What a witness knows and an older copy cannot: said, and no reason to refuse.</summary>
    private const string Truncated = "ledger.truncated";

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = terminal.Say("备份文件", "The backup") };
        var data = DatabaseWork.DataOption(terminal);
        var witness = new Option<string?>("--witness") { Description = terminal.Say("另一处保存检查点的目录", "Another folder that keeps checkpoints") };
        var (last, none) = (NumbersCommand.LastOption(terminal), NumbersCommand.NoneOption(terminal));
        var command = new Command("restore", terminal.Say("从备份恢复数据目录；已有数据库时不恢复", "Make a data folder from a backup; refused where there is a database already")) { file, data, witness, last, none };
        command.SetAction((parsed, cancellation) => RestoreAsync(
            terminal, parsed.GetValue(file)!, parsed.GetValue(data) is { } given ? new(given) : DataFolder.Default(demo: false),
            parsed.GetValue(witness) ?? Environment.GetEnvironmentVariable(LedgerFolder.Variable),
            (parsed.GetValue(last) ?? [], parsed.GetValue(none)), cancellation));
        return command;
    }

    private static async Task<int> RestoreAsync(Terminal terminal, string file, DataFolder data, string? witness, (string[] Last, bool None) numbers, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return terminal.Refuse(BackupErrors.NoFile(file));
        if (witness is { Length: > 0 } && !Directory.Exists(witness))
            return terminal.Refuse(BackupErrors.NoWitness);
        var passphrase = BackupSettings.PassphraseFrom(Environment.GetEnvironmentVariable);
        if (passphrase.Refusal is { } none)
            return terminal.Refuse(none);
        var isNew = !Directory.Exists(data.Path);
        var restored = await LockedAsync(terminal, file, data, witness, numbers, passphrase.Value, cancellation);
        // What could not be restored leaves no folder behind that looks like one.
        if (restored != Terminal.Done && isNew && !File.Exists(data.Database) && Directory.Exists(data.Path))
            Directory.Delete(data.Path, recursive: true);
        return restored;
    }

    private static async Task<int> LockedAsync(
        Terminal terminal, string file, DataFolder data, string? witness, (string[] Last, bool None) numbers, string passphrase, CancellationToken cancellation)
    {
        using var ours = data.TryLock();
        if (ours is null || File.Exists(data.Database))
            return terminal.Refuse(BackupErrors.NotEmpty);
        PrivateFiles.CloseFolder(data.Path);
        using var scratch = new Scratch(data);
        var unpacked = scratch.Folder("restored");
        var kept = witness is { Length: > 0 } ? await LedgerFolder.NotesAsync(witness, cancellation) : [];
        var read = await BackupFile.ReadAsync(file, passphrase, unpacked, kept, cancellation);
        if (read.Refusal is { } refusal)
            return terminal.Refuse(refusal);
        var (report, later) = (read.Value, read.Value.Findings.Where(one => one.Code == Truncated).ToList());
        if (report.Broken.Except(later).FirstOrDefault() is { } first)
            return terminal.Refuse(BackupErrors.NotSound(report.Findings.Count, first.Where, first.Text));
        EndedSessionsFile.EndAll(new(unpacked), TimeProvider.System.GetUtcNow());
        Move(unpacked, data);
        terminal.WriteLine($"{terminal.Say(
            $"已恢复到 {Path.GetFullPath(data.Path)}：台账 {report.Size} 条、法定记录 {report.Rows} 行、检查点 {report.Checkpoints} 个一致",
            $"Restored to {Path.GetFullPath(data.Path)}: {report.Size} entries of the ledger, {report.Rows} legal rows and {report.Checkpoints} checkpoints agree")}");
        foreach (var finding in later)
            terminal.Error.WriteLine($"{terminal.Say("备份之后的记录不在其中", "What came after the backup is not in it")}: {finding.Where}: {finding.Text.In(terminal.Language)} [{finding.Code}]");
        return await SettleAsync(terminal, data, (Path.GetFileName(file), report.Size, kept), numbers, cancellation);
    }

    /// <summary>Papers that were issued after the backup are out: no number is drawn until somebody says which were the last.</summary>
    private static async Task<int> SettleAsync(
        Terminal terminal, DataFolder data, (string Backup, long Entries, IReadOnlyList<string> Kept) restored, (string[] Last, bool None) numbers, CancellationToken cancellation)
    {
        var folder = LedgerFolder.Existing(data, null);
        await using var store = new SqliteStore(data.Database) { Memory = folder };
        await store.MigrateAsync(cancellation);
        var settle = new SettleNumbers(store, TimeProvider.System, folder);
        var witness = folder is null ? 0 : SettleNumbers.LargestOf(restored.Kept, folder.Key);
        await settle.NoteAsync(restored.Backup, restored.Entries, restored.Kept.Count == 0 ? null : witness, cancellation);
        terminal.WriteLine($"{(restored.Kept.Count == 0
            ? terminal.Say("没有见证可比较：不知道备份之后还有多少条。", "Nothing to compare with: nobody knows how many entries came after the backup.")
            : terminal.Say($"备份之后的 {Math.Max(0, witness - restored.Entries)} 条台账不在其中。", $"{Math.Max(0, witness - restored.Entries)} entries that came after the backup are missing."))}");
        if (numbers.Last.Length == 0 && !numbers.None)
        {
            terminal.Error.WriteLine($"{NumberErrors.Unsettled.Text.In(terminal.Language)} [{NumberErrors.Unsettled.Code}]");
            return Terminal.Done;
        }

        var settled = await settle.ExecuteAsync(NumbersCommand.Operator, numbers.Last, $"restore {restored.Backup}", cancellation);
        return settled.Refusal is { } refusal ? terminal.Refuse(refusal) : Terminal.Done;
    }

    /// <summary>The database comes last: a folder without it is no data folder yet, and restoring can begin again.</summary>
    private static void Move(string from, DataFolder data)
    {
        var root = Path.GetFullPath(data.Path);
        var database = Path.Combine(from, Path.GetFileName(data.Database));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => file != database).Append(database))
        {
            var to = Path.Combine(root, Path.GetRelativePath(from, file));
            PrivateFiles.CreateFolder(Path.GetDirectoryName(to)!);
            PrivateFiles.Close(file);
            File.Move(file, to, overwrite: true);
        }
    }
}
