using System.CommandLine;
using Metrology.Web.Host;
using Metrology.Web.Host.Backups;

namespace Metrology.Web.Commands.Records;

/// <summary>One backup now, beside a server that works or without one.</summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var output = new Option<string>("--out") { Description = terminal.Say("放备份的文件夹", "Folder for the backup"), Required = true };
        var command = new Command("backup", terminal.Say(
            $"把数据目录写成一个加密文件，读回并核对；口令由 {BackupSettings.PassphraseFileVariable} 指的文件给出",
            $"Write the data folder as one encrypted file, read it again and check it; the passphrase is in the file that {BackupSettings.PassphraseFileVariable} names")) { data, output };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            var folder = parsed.GetValue(data) is { } given ? new DataFolder(given) : DataFolder.Default(demo: false);
            var passphrase = BackupSettings.PassphraseFrom(Environment.GetEnvironmentVariable);
            if (passphrase.Refusal is { } none)
                return terminal.Refuse(none);
            if (LedgerFolder.Existing(folder, Environment.GetEnvironmentVariable(LedgerFolder.Variable)) is not { } witness)
                return terminal.Refuse(LedgerCommand.NoKey);
            var settings = new BackupSettings(parsed.GetValue(output)!, passphrase.Value, int.MaxValue);
            var taken = await new Backups(store, new(folder), witness, TimeProvider.System, settings).TakeAsync(cancellation);
            if (taken.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            terminal.Out.WriteLine(taken.Value.In(terminal.Language));
            return Terminal.Done;
        }, cancellation));
        return command;
    }
}
