using System.Globalization;
using System.IO.Compression;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;

namespace Metrology.Web.Host.Backups;

/// <summary>A data folder as one encrypted file: the database at one moment, the keys, what the laboratory put there itself, and the copies of the ledger's checkpoints.</summary>
internal static class BackupFile
{
    public const string Extension = ".backup";

    /// <summary>What belongs to a running server, such as what it signed last, and the database, which is copied in its own way.</summary>
    private static readonly string[] NotCopied = ["server.lock", "metrology.db", "metrology.db-wal", "metrology.db-shm", "keys/ledger-signed.json", "keys/ledger-end", "keys/ledger-latest", "keys/ledger-stopped", "keys/sessions-ended"];

    public static string NameAt(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"metrology-{moment.UtcDateTime:yyyyMMdd-HHmmss}{Extension}");

    /// <summary>Writes the file, whole or not at all. The server may work meanwhile.</summary>
    /// <param name="scratch">An empty folder that only the owner can read; what is left in it is removed by the caller.</param>
    public static async Task<Refusal?> WriteAsync(Store store, DataFolder data, string scratch, (string File, string Passphrase) output, CancellationToken cancellation)
    {
        var database = Path.Combine(scratch, Path.GetFileName(data.Database));
        if (!await store.CopyToAsync(database, cancellation))
            return BackupErrors.ByServer;
        var zip = Path.Combine(scratch, "archive.zip");
        await using (var archive = await ZipFile.OpenAsync(zip, ZipArchiveMode.Create, cancellation))
        {
            await archive.CreateEntryFromFileAsync(database, Path.GetFileName(database), CompressionLevel.Fastest, cancellation);
            foreach (var file in Copied(data, Path.GetDirectoryName(output.File)!))
                await archive.CreateEntryFromFileAsync(file, Path.GetRelativePath(Path.GetFullPath(data.Path), file).Replace('\\', '/'), CompressionLevel.Fastest, cancellation);
        }

        var unfinished = output.File + ".part";
        using (var plain = File.OpenRead(zip))
        using (var sealedFile = PrivateFiles.Open(unfinished, FileMode.Create))
        {
            BackupCipher.Encrypt(plain, sealedFile, output.Passphrase);
            sealedFile.Flush(flushToDisk: true);
        }

        File.Move(unfinished, output.File, overwrite: true);
        return null;
    }

    /// <summary>Unpacks into a folder and compares what is there with its ledger and with the checkpoints that a witness kept.</summary>
    /// <param name="kept">Checkpoints from outside of the backup.</param>
    public static async Task<Outcome<LedgerReport>> ReadAsync(string file, string passphrase, string folder, IReadOnlyList<string> kept, CancellationToken cancellation)
    {
        var zip = Path.Combine(folder, "archive.zip");
        using (var sealedFile = File.OpenRead(file))
        using (var plain = File.Create(zip))
        {
            if (BackupCipher.Decrypt(sealedFile, plain, passphrase) is { } refusal)
                return refusal;
        }

        // Only who knows the passphrase can have written it; the library refuses names that leave the folder all the same.
        await ZipFile.ExtractToDirectoryAsync(zip, folder, cancellation);
        File.Delete(zip);
        var data = new DataFolder(folder);
        if (LedgerFolder.Existing(data, null) is not { } ledger)
            return BackupErrors.NoBackup;
        await using var store = new SqliteStore(data.Database) { Memory = ledger };
        return await new AuditLedger(store, new WithMore(ledger, kept)).ExecuteAsync(cancellation);
    }

    /// <summary>What the runtime puts where TMPDIR says, which may be here: nobody ever writes to them, and who opens one waits for ever.</summary>
    private static readonly string[] Pipes = ["clr-debug-pipe-", "dotnet-diagnostic-"];

    private static IEnumerable<string> Copied(DataFolder data, string backups)
    {
        var (root, own) = (Path.GetFullPath(data.Path), Path.GetFullPath(backups) + Path.DirectorySeparatorChar);
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => !Pipes.Any(name => Path.GetFileName(file).StartsWith(name, StringComparison.Ordinal)) && !NotCopied.Contains(Path.GetRelativePath(root, file)) && !Path.GetRelativePath(root, file).StartsWith(Scratch.Prefix, StringComparison.Ordinal) && !file.StartsWith(own, StringComparison.Ordinal)
                && !file.StartsWith(data.Lines + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The checkpoints in the backup and those of somebody who kept them elsewhere.</summary>
    private sealed class WithMore(LedgerFolder inside, IReadOnlyList<string> more) : ILedgerWitness
    {
        public System.Security.Cryptography.ECDsa Key => inside.Key;

        public string PublicKey => inside.PublicKey;

        public SignedState Signed => inside.Signed;

        public void Remember(SignedState state) => throw new NotSupportedException(OnlyRead);

        public LedgerEnd? End => inside.End;

        public long? LatestOf(string row) => inside.LatestOf(row);

        public bool KnowsLatest => inside.KnowsLatest;

        public void Keep(LedgerEnd end, IReadOnlyDictionary<string, long> latest) => throw new NotSupportedException(OnlyRead);

        public void Forget() => throw new NotSupportedException(OnlyRead);

        public IReadOnlyCollection<string> Stopped => inside.Stopped;

        public void Stop(string code) => throw new NotSupportedException(OnlyRead);

        public void GoOn(string code) => throw new NotSupportedException(OnlyRead);

        public byte[]? SealOf(byte[] leafHash) => inside.SealOf(leafHash);

        public Task KeepAsync(long size, string note, CancellationToken cancellation) => throw new NotSupportedException(OnlyRead);

        private const string OnlyRead = "A backup is only read.";

        public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation) => [.. await inside.ReadAsync(cancellation), .. more];
    }
}

/// <summary>A folder beside the data for what is not finished; only the owner can read it, and nothing of it stays.</summary>
internal sealed class Scratch : IDisposable
{
    public const string Prefix = ".unfinished-";

    public Scratch(DataFolder data)
    {
        // Left by a process that was killed.
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetFullPath(data.Path), Prefix + "*"))
            Directory.Delete(left, recursive: true);
        Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(data.Path), Prefix + Guid.NewGuid().ToString("N"));
        PrivateFiles.CreateFolder(Path);
    }

    public string Path { get; }

    public string Folder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        PrivateFiles.CreateFolder(folder);
        return folder;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
