using System.Diagnostics;
using Metrology.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>What disks do: end at any moment, be full, give back other bytes, lose a file.</summary>
public sealed class StorageTests
{
    private const int PageSize = 4096;

    /// <summary>The machine loses its power: only what was flushed to the disk is there. The disk is an image whose copy is taken while it is written.</summary>
    [Fact]
    public async Task What_was_acknowledged_is_on_the_disk_when_the_power_goes()
    {
        Assert.SkipWhen(Disk.Missing is not null, Disk.Missing ?? "");
        for (var cut = 0; cut < Lane.Times(1, 20); cut++)
        {
            await Tally.TryAsync("power cut", async () =>
            {
                using var disk = new Disk(64, isImage: true);
                var acknowledged = await disk.CutAsync(Killed.Start("Metrology.Fault.Worker.dll", "ingest", disk.Path, "-", "0"), 40 + 30 * cut);
                using var after = disk.Reborn();
                var present = await Looked.AtAsync(after.Path, async db => (await db.InstrumentMessages.ToListAsync()).ConvertAll(row => $"{row.Instrument} {row.Boot} {row.Sequence}"));
                Assert.Subset(present.ToHashSet(), acknowledged.ToHashSet());
            });
        }
    }

    /// <summary>Negative control: with commits that are not flushed the same cut must lose what was acknowledged.</summary>
    [Fact]
    public async Task The_same_cut_loses_commits_that_are_not_flushed()
    {
        Assert.SkipWhen(Disk.Missing is not null, Disk.Missing ?? "");
        using var disk = new Disk(64, isImage: true);
        var acknowledged = await disk.CutAsync(Killed.Start("Metrology.Fault.Worker.dll", "unsafe", disk.Path, "-", "0"), 400);
        using var after = disk.Reborn();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(after.Path, "metrology.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'Rows'";
        var kept = 0L;
        if ((long)(await command.ExecuteScalarAsync())! > 0)
        {
            command.CommandText = "SELECT COUNT(*) FROM Rows";
            kept = (long)(await command.ExecuteScalarAsync())!;
        }

        Assert.True(kept < acknowledged.Count, $"{kept} of {acknowledged.Count} are there");
    }

    [Fact]
    public async Task A_full_disk_takes_nothing_by_halves_and_work_goes_on_when_there_is_room()
    {
        Assert.SkipWhen(Disk.Missing is not null, Disk.Missing ?? "");
        for (var time = 0; time < Lane.Times(1, 20); time++)
            await Tally.TryAsync("disk full", FillAsync);
    }

    private static async Task FillAsync()
    {
        using var disk = new Disk(6, isImage: false);
        using var worker = Killed.Start("Metrology.Fault.Worker.dll", "ingest", disk.Path, "-", "0");
        File.WriteAllBytes(Path.Combine(disk.Path, "filler"), new byte[3 * 1024 * 1024]);
        var ended = await Killed.EndAsync(worker, int.MaxValue);
        Assert.False(ended.WasKilled);
        Assert.Contains("SQLite Error 13", ended.Errors, StringComparison.Ordinal); // SQLITE_FULL
        File.Delete(Path.Combine(disk.Path, "filler"));
        var present = await Looked.AtAsync(disk.Path, async db => (await db.InstrumentMessages.ToListAsync()).ConvertAll(row => $"{row.Instrument} {row.Boot} {row.Sequence}"));
        Assert.Subset(present.ToHashSet(), ended.Acknowledged.ToHashSet());
        Assert.Equal(0, present.Count % 3);
        var more = await Killed.AfterAsync("ingest", disk.Path, 30);
        // It goes on until the kill reaches it.
        Assert.InRange(more.Acknowledged.Count, 30, int.MaxValue);
    }

    [Fact]
    public async Task A_damaged_page_is_named_or_was_nowhere_read()
    {
        var (random, named) = (Lane.Random(nameof(A_damaged_page_is_named_or_was_nowhere_read)), 0);
        var times = Lane.Times(8, 200);
        for (var time = 0; time < times; time++)
        {
            using var folder = new Folder();
            await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
            var file = Path.Combine(folder.Path, "metrology.db");
            await using (var database = File.Open(file, FileMode.Open))
            {
                // A whole page, as a disk loses it; not the first, without which nothing can be opened.
                var damage = new byte[PageSize];
                random.NextBytes(damage);
                database.Position = PageSize * random.NextInt64(1, database.Length / PageSize);
                database.Write(damage);
            }

            named += (await Looked.FoundAsync(folder.Path)).Count > 0 ? 1 : 0;
        }

        // An audit without a finding has compared every legal row with its hash: what was damaged was in no row. Most pages are.
        Assert.True(named * 2 >= times, $"{named} of {times}");
        Tally.Note($"damaged page: {named} of {times} named, in the others no legal row was damaged");
    }

    [Fact]
    public Task A_lost_journal_is_seen_by_the_checkpoints() => Tally.TryAsync("write-ahead log missing", async () =>
    {
        using var folder = new Folder();
        await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
        var killed = await Killed.AfterAsync("rights", folder.Path, 5);
        Assert.True(killed.WasKilled, killed.Errors);
        Assert.True(new FileInfo(Path.Combine(folder.Path, "metrology.db-wal")).Length > 0);
        File.Delete(Path.Combine(folder.Path, "metrology.db-wal"));
        File.Delete(Path.Combine(folder.Path, "metrology.db-shm"));
        Assert.Contains("ledger.truncated", await Looked.FoundAsync(folder.Path));
    });
}

/// <summary>A disk of its own size under a folder: in memory, or an image that can be copied while it is in use. It needs the right to mount.</summary>
internal sealed class Disk : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("metrology-disk-").FullName;

    /// <param name="image">An image that is there already.</param>
    public Disk(int megabytes, bool isImage, string? image = null)
    {
        Directory.CreateDirectory(Path);
        if (!isImage)
        {
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);
            return;
        }

        if (image is null)
        {
            using (var file = File.Create(Image))
                file.SetLength(megabytes * 1024L * 1024);
            Run("mkfs.ext4", "-q", Image);
        }
        else
        {
            File.Move(image, Image);
        }

        Run("mount", "-o", "loop", Image, Path);
    }

    /// <summary>Why there is no such disk here; null when there is.</summary>
    public static string? Missing { get; } = Try();

    public string Path => System.IO.Path.Combine(root, "mounted");

    private string Image => System.IO.Path.Combine(root, "disk.img");

    private string Cut => System.IO.Path.Combine(root, "cut.img");

    /// <summary>Lets the worker acknowledge so much, then takes the disk as it is at that moment, and only then ends the worker.</summary>
    public async Task<IReadOnlyList<string>> CutAsync(Process worker, int acknowledged)
    {
        using (worker)
        {
            var said = new List<string>();
            while (said.Count < acknowledged && await worker.StandardOutput.ReadLineAsync() is { } line)
                said.Add(line);
            Run("kill", "-STOP", $"{worker.Id}");
            File.Copy(Image, Cut);
            worker.Kill();
            await worker.WaitForExitAsync();
            return said;
        }
    }

    public Disk Reborn() => new(0, isImage: true, Cut);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Run("umount", "-l", Path);
        Directory.Delete(root, recursive: true);
    }

    private static string? Try()
    {
        if (new[] { "mount", "umount", "mkfs.ext4" }.FirstOrDefault(program => ForeignProgram.Find(program) is null) is { } missing)
            return $"skipped: {missing} is not installed";
        try
        {
            new Disk(4, isImage: true).Dispose();
            return null;
        }
        catch (InvalidOperationException fault)
        {
            return $"skipped: this machine lets nobody mount a disk ({fault.Message.Trim()})";
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        var (exit, _, error) = ForeignProgram.Run(program, arguments);
        if (exit != 0)
            throw new InvalidOperationException($"{program}: {error}");
    }
}
