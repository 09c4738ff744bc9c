using System.Diagnostics;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>A disk that cannot flush, or takes long to: a library between SQLite's native code and the kernel plays it.</summary>
public sealed class SyncTests
{
    private const int SlowMilliseconds = 300;

    /// <summary>Lines that a pipe of 64 KB can hold, and more.</summary>
    private const int MostInPipe = 10_000;

    /// <summary>Nothing is acknowledged while no flush succeeds; the worker goes on when the disk does, as an instrument that sends again.</summary>
    [Fact]
    public async Task A_flush_that_fails_acknowledges_nothing_and_work_goes_on_afterwards()
    {
        Assert.SkipWhen(Shim.Missing is not null, Shim.Missing ?? "");
        var random = Lane.Random(nameof(A_flush_that_fails_acknowledges_nothing_and_work_goes_on_afterwards));
        for (var time = 0; time < Lane.Times(1, 50); time++)
        {
            await Tally.TryAsync("fsync error", async () =>
            {
                using var folder = new Folder();
                using var worker = Troubled("ingest-again", folder, "fail");
                var acknowledged = await ReadAsync(worker, random.Next(5, 40));
                File.Create(Marker(folder)).Dispose();
                // What was committed before is still said; from the first failure on there are failures only.
                while (acknowledged[^1] is var last && !last.StartsWith("failed", StringComparison.Ordinal))
                    acknowledged.AddRange(await ReadAsync(worker, 1));
                Assert.Equal("failed 10", acknowledged[^1]); // SQLITE_IOERR
                acknowledged.RemoveAt(acknowledged.Count - 1);
                Assert.All(await ReadAsync(worker, 10), line => Assert.StartsWith("failed", line, StringComparison.Ordinal));
                File.Delete(Marker(folder));
                acknowledged.AddRange((await ReadAsync(worker, 60)).Where(line => !line.StartsWith("failed", StringComparison.Ordinal)));
                worker.Kill();
                await worker.WaitForExitAsync();
                await HoldsAsync(folder, acknowledged);
            });
        }
    }

    /// <summary>Negative control: who does not flush hears nothing of it and goes on acknowledging what may be lost.</summary>
    [Fact]
    public async Task A_worker_that_does_not_flush_does_not_notice()
    {
        Assert.SkipWhen(Shim.Missing is not null, Shim.Missing ?? "");
        using var folder = new Folder();
        using var worker = Troubled("unsafe", folder, "fail");
        await ReadAsync(worker, 5);
        File.Create(Marker(folder)).Dispose();
        Assert.DoesNotContain(await ReadAsync(worker, 200), line => line.StartsWith("failed", StringComparison.Ordinal));
        worker.Kill();
        await worker.WaitForExitAsync();
    }

    [Fact]
    public async Task A_slow_disk_makes_work_slow_and_loses_nothing()
    {
        Assert.SkipWhen(Shim.Missing is not null, Shim.Missing ?? "");
        for (var time = 0; time < Lane.Times(1, 20); time++)
        {
            await Tally.TryAsync("slow disk", async () =>
            {
                using var folder = new Folder();
                using var worker = Troubled("ingest-again", folder, $"{SlowMilliseconds}");
                var acknowledged = await ReadAsync(worker, 9);
                File.Create(Marker(folder)).Dispose();
                // What lay in the pipe comes at once; the first batch that has to be waited for empties it.
                var watch = Stopwatch.StartNew();
                for (acknowledged.AddRange(await ReadAsync(worker, 3)); watch.ElapsedMilliseconds < SlowMilliseconds / 2; acknowledged.AddRange(await ReadAsync(worker, 3)))
                {
                    Assert.True(acknowledged.Count < MostInPipe, "no batch waits for the disk");
                    watch.Restart();
                }

                watch.Restart();
                acknowledged.AddRange(await ReadAsync(worker, 9));
                // Three batches, each behind its flush: an acknowledgement that does not wait for the disk would be there before.
                Assert.True(watch.ElapsedMilliseconds >= 2 * SlowMilliseconds, $"{watch.ElapsedMilliseconds} ms");
                worker.Kill();
                await worker.WaitForExitAsync();
                Assert.DoesNotContain(acknowledged, line => line.StartsWith("failed", StringComparison.Ordinal));
                await HoldsAsync(folder, acknowledged);
            });
        }
    }

    private static async Task HoldsAsync(Folder folder, List<string> acknowledged)
    {
        var present = await Looked.AtAsync(folder.Path, async db => (await db.InstrumentMessages.Select(row => new { row.Instrument, row.Boot, row.Sequence }).ToListAsync()).ConvertAll(row => $"{row.Instrument} {row.Boot} {row.Sequence}"));
        Assert.Subset(present.ToHashSet(), acknowledged.ToHashSet());
        var left = present.Where(line => line.StartsWith("left ", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(1, left.Count), left);
    }

    private static string Marker(Folder folder) => Path.Combine(folder.Path, "trouble");

    private static Process Troubled(string task, Folder folder, string how)
    {
        var worker = Killed.StartWith(
            [new("LD_PRELOAD", Shim.Library), new("METROLOGY_SYNC", how), new("METROLOGY_SYNC_WHILE", Marker(folder))], "Metrology.Fault.Worker.dll", task, folder.Path, "-", "0");
        _ = worker.StandardError.ReadToEndAsync();
        return worker;
    }

    private static async Task<List<string>> ReadAsync(Process worker, int lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var said = new List<string>();
        while (said.Count < lines)
            said.Add(await worker.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the worker has ended"));
        return said;
    }
}

/// <summary>The library, compiled once by the C compiler of the machine.</summary>
internal static class Shim
{
    private static readonly Lazy<string> Compiled = new(() =>
    {
        var library = Path.Combine(Directory.CreateTempSubdirectory("metrology-shim-").FullName, "sync.so");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(library)!, recursive: true);
        var (exit, _, error) = ForeignProgram.Run("gcc", "-shared", "-fPIC", "-O1", "-o", library, Path.Combine(AppContext.BaseDirectory, "Shims", "sync.c"), "-ldl");
        return exit == 0 ? library : throw new InvalidOperationException(error);
    });

    /// <summary>A compiler is no program that CI installs.</summary>
    public static string? Missing => !OperatingSystem.IsLinux() || ForeignProgram.Find("gcc") is null ? "skipped: gcc is not installed" : null;

    public static string Library => Compiled.Value;
}
