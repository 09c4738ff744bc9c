using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Backups;

/// <summary>Takes backups of the data folder into the configured one. Each is read again and checked before older ones are removed.</summary>
/// <param name="settings">Null when nothing is configured.</param>
internal sealed class Backups(Store store, ServeOptions options, ILedgerWitness witness, TimeProvider clock, BackupSettings? settings) : IBackups
{
    public async Task<Outcome<BilingualText>> TakeAsync(CancellationToken cancellation)
    {
        if (settings is null)
            return BackupErrors.NotConfigured;
        if (!Directory.Exists(settings.Folder))
            return BackupErrors.NoFolder;
        using var scratch = new Scratch(options.Data);
        // Before the copy is made: what is signed later is not in it.
        var kept = await witness.ReadAsync(cancellation);
        var file = Path.Combine(Path.GetFullPath(settings.Folder), BackupFile.NameAt(clock.GetUtcNow()));
        if (await BackupFile.WriteAsync(store, options.Data, scratch.Folder("copy"), (file, settings.Passphrase), cancellation) is { } notWritten)
            return notWritten;
        var read = await BackupFile.ReadAsync(file, settings.Passphrase, scratch.Folder("check"), kept, cancellation);
        if (read.Refusal is { } unreadable)
            return SetAside(file, unreadable);
        if (read.Value.Broken is [var first, ..] findings)
            return SetAside(file, BackupErrors.NotSound(findings.Count, first.Where, first.Text));
        var removed = Prune(settings);
        var (size, report) = (new FileInfo(file).Length / 1024, read.Value);
        return new BilingualText(
            $"{Path.GetFileName(file)}，{size} KB；已读回并核对：台账 {report.Size} 条、法定记录 {report.Rows} 行一致。删除旧备份 {removed} 份。",
            $"{Path.GetFileName(file)}, {size} KB; read again and compared: {report.Size} entries of the ledger and {report.Rows} legal rows agree. {removed} older ones removed.");
    }

    /// <summary>It is kept to be looked at, and never counted among those that a restore could use.</summary>
    private static Refusal SetAside(string file, Refusal because)
    {
        File.Move(file, file + NotSound, overwrite: true);
        return because;
    }

    /// <summary>Behind the name of a file that did not hold.</summary>
    private const string NotSound = ".not-sound";

    private static int Prune(BackupSettings settings)
    {
        // Their names say when they were made.
        var old = Directory.EnumerateFiles(settings.Folder, "metrology-*" + BackupFile.Extension).OrderDescending(StringComparer.Ordinal).Skip(settings.Keep).ToList();
        old.ForEach(File.Delete);
        return old.Count;
    }
}
