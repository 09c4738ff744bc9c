using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Metrology.App.Ledger;
using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Web.Host;

/// <summary>
/// The keys of the ledger and the copies of its checkpoints as files: in the data folder, and in the folder that the environment names, which should lie where
/// who administers the database cannot write.
/// </summary>
internal sealed class LedgerFolder : ILedgerWitness
{
    /// <summary>A second folder for checkpoints, on another machine or medium.</summary>
    public const string Variable = "METROLOGY_WITNESS";

    public const string PublicKeyName = "key.pem";
    private const string Pattern = "checkpoint-*.txt";

    private static readonly BilingualText SealLost = new(
        "台账条目的封印密钥（32 字节）缺失或不完整；没有它就无法核对任何条目。请从备份中取回此文件。",
        "The key by which entries of the ledger are sealed (32 bytes) is missing or damaged, and without it no entry can be checked. Take this file from a backup.");

    private readonly IReadOnlyList<string> folders;
    private readonly string remembered, ended, spoken, stopped;
    private readonly byte[]? sealing;
    private readonly Lock keeping = new();
    private readonly Dictionary<string, long> latest = [];

    private LedgerFolder(ECDsa key, DataFolder data, string? second)
    {
        (Key, PublicKey, folders, remembered, ended, spoken, stopped) =
            (key, key.ExportSubjectPublicKeyInfoPem(), string.IsNullOrEmpty(second) ? [data.Witness] : [data.Witness, second], data.LedgerSigned, data.LedgerEnd, data.LedgerLatest, data.LedgerStopped);
        sealing = File.Exists(data.LedgerSealKey) ? File.ReadAllBytes(data.LedgerSealKey) : null;
        foreach (var line in File.Exists(spoken) ? File.ReadAllText(spoken).Split('\n')[..^1] : [])
        {
            if (line.LastIndexOf(' ') is > 0 and var cut && long.TryParse(line[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
                latest[line[..cut]] = entry;
        }
    }

    public ECDsa Key { get; }

    public string PublicKey { get; }

    /// <inheritdoc/>
    public SignedState Signed
    {
        get
        {
            try
            {
                return File.Exists(remembered) ? JsonSerializer.Deserialize<SignedState>(File.ReadAllText(remembered)) ?? SignedState.None : SignedState.None;
            }
            catch (JsonException)
            {
                // A machine that lost its power may have left half of it: what the database and the witness have is compared all the same.
                return SignedState.None;
            }
        }
    }

    /// <inheritdoc/>
    public void Remember(SignedState state)
    {
        // Whole or not at all.
        PrivateFiles.Write(remembered + ".part", JsonSerializer.Serialize(state));
        using (var written = new FileStream(remembered + ".part", FileMode.Open, FileAccess.Write))
            written.Flush(flushToDisk: true);
        File.Move(remembered + ".part", remembered, overwrite: true);
    }

    /// <inheritdoc/>
    public LedgerEnd? End
    {
        get
        {
            lock (keeping)
            {
                // Nothing of it is what a machine that lost its power may leave.
                return File.Exists(ended) && File.ReadAllText(ended).Split(' ') is [var size, { Length: 64 } hash] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
                    ? new(entries, hash) : null;
            }
        }
    }

    /// <inheritdoc/>
    public long? LatestOf(string row)
    {
        lock (keeping)
            return latest.TryGetValue(row, out var entry) ? entry : null;
    }

    /// <inheritdoc/>
    public bool KnowsLatest => File.Exists(spoken);

    /// <inheritdoc/>
    public void Keep(LedgerEnd end, IReadOnlyDictionary<string, long> latest)
    {
        try
        {
            lock (keeping)
            {
                // First these: where the end is behind, they are read again from there.
                if (latest.Count > 0)
                    Add(latest);
                if (End is not { } kept || kept.Size <= end.Size)
                    Replace(ended, string.Create(CultureInfo.InvariantCulture, $"{end.Size} {end.LastHash}"));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The transaction is committed, whatever this disk says; what is remembered is behind then, and never ahead.
        }
    }

    private void Add(IReadOnlyDictionary<string, long> rows)
    {
        foreach (var (row, entry) in rows)
            latest[row] = Math.Max(entry, latest.GetValueOrDefault(row));
        using var lines = PrivateFiles.Open(spoken, FileMode.OpenOrCreate);
        // A machine that lost its power may have left half a line.
        lines.Write(System.Text.Encoding.UTF8.GetBytes((lines.Length == 0 || IsWhole(lines) ? "" : "\n") + string.Concat(rows.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value}\n")))));
    }

    private static bool IsWhole(FileStream lines)
    {
        lines.Seek(-1, SeekOrigin.End);
        return lines.ReadByte() == '\n';
    }

    /// <inheritdoc/>
    public void Forget()
    {
        lock (keeping)
        {
            File.Delete(ended);
            File.Delete(spoken);
            latest.Clear();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Stopped
    {
        get
        {
            lock (keeping)
                return File.Exists(stopped) ? [.. File.ReadAllLines(stopped).Where(line => line.Length > 0)] : [];
        }
    }

    /// <inheritdoc/>
    public void Stop(string code)
    {
        lock (keeping)
        {
            if (Stopped is var codes && !codes.Contains(code))
                Replace(stopped, string.Join('\n', codes.Append(code)));
        }
    }

    /// <inheritdoc/>
    public void GoOn(string code)
    {
        lock (keeping)
        {
            if (Stopped is var codes && codes.Contains(code))
                Replace(stopped, string.Join('\n', codes.Where(one => one != code)));
        }
    }

    /// <inheritdoc/>
    public byte[]? SealOf(byte[] leafHash) => sealing is null ? null : HMACSHA256.HashData(sealing, leafHash);

    private static void Replace(string file, string text)
    {
        PrivateFiles.Write(file + ".part", text);
        File.Move(file + ".part", file, overwrite: true);
    }

    /// <summary>Makes keys and folders at the first start.</summary>
    /// <exception cref="WrongFileException">The key of seals is gone or no key: another would know no entry that there is, and nobody would get in.</exception>
    public static LedgerFolder Of(DataFolder data, string? second)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var isFirst = !File.Exists(data.LedgerKey);
        // This one first: where the other is there, it was made.
        if (isFirst && !File.Exists(data.LedgerSealKey))
            PrivateFiles.Write(data.LedgerSealKey, RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));
        if (new FileInfo(data.LedgerSealKey) is not { Exists: true, Length: HMACSHA256.HashSizeInBytes })
            throw new WrongFileException(data.LedgerSealKey, [new FileProblem("", SealLost)]);
        if (isFirst)
            PrivateFiles.Write(data.LedgerKey, key.ExportPkcs8PrivateKeyPem());
        else
            key.ImportFromPem(File.ReadAllText(data.LedgerKey));
        var kept = new LedgerFolder(key, data, second);
        foreach (var folder in kept.folders)
        {
            Directory.CreateDirectory(folder);
            var told = Path.Combine(folder, PublicKeyName);
            if (!File.Exists(told))
                File.WriteAllText(told, kept.PublicKey);
        }

        return kept;
    }

    /// <summary>For commands that only look: nothing is made. Null when there is no key.</summary>
    public static LedgerFolder? Existing(DataFolder data, string? second)
    {
        if (!File.Exists(data.LedgerKey))
            return null;
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(data.LedgerKey));
        return new(key, data, second);
    }

    public async Task KeepAsync(long size, string note, CancellationToken cancellation)
    {
        foreach (var file in folders.Select(folder => Path.Combine(folder, NameOf(size))).Where(file => !File.Exists(file)))
        {
            // Whole or not at all: a copy that is cut off would look like a forgery.
            var unfinished = file + ".part";
            await File.WriteAllTextAsync(unfinished, note, cancellation);
            File.Move(unfinished, file);
        }
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellation)
    {
        var notes = new List<string>();
        foreach (var folder in folders)
            notes.AddRange(await NotesAsync(folder, cancellation));
        return notes;
    }

    /// <summary>The checkpoints in one folder.</summary>
    public static async Task<IReadOnlyList<string>> NotesAsync(string folder, CancellationToken cancellation)
    {
        var notes = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal))
            notes.Add(await File.ReadAllTextAsync(file, cancellation));
        return notes;
    }

    public static string NameOf(long size) => string.Create(CultureInfo.InvariantCulture, $"checkpoint-{size:D12}.txt");
}
