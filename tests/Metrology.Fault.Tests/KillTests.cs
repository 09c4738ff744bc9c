using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>A process that is killed inside a step leaves the whole of an act or nothing of it, and everything that it has acknowledged exactly once.</summary>
public sealed class KillTests
{
    /// <summary>Steps of a transaction, from its beginning to just after its commit.</summary>
    internal static readonly string[] Steps = ["TransactionStarted", "CommandExecuted", "TransactionCommitting", "TransactionCommitted"];

    [Fact]
    public async Task Readings_that_were_acknowledged_are_there_once_and_in_order()
    {
        using var folder = new Folder();
        var (random, acknowledged) = (Lane.Random(nameof(Readings_that_were_acknowledged_are_there_once_and_in_order)), new List<string>());
        for (var kill = 0; kill < Lane.Times(2, 100); kill++)
        {
            await Tally.TryAsync("SIGKILL: taking readings", async () =>
            {
                var killed = await Killed.AtAsync("ingest", folder.Path, Steps[random.Next(Steps.Length)], random.Next(20, 80));
                Assert.True(killed.WasKilled, killed.Errors);
                acknowledged.AddRange(killed.Acknowledged);
                Assert.Subset((await PresentAsync(folder.Path)).ToHashSet(), acknowledged.ToHashSet());
            });
        }

        Assert.NotEmpty(acknowledged);
        var present = await PresentAsync(folder.Path);
        Assert.Equal(present.Count, present.Distinct().Count());
        // Of each boot and instrument from 1 on without a gap: a message that is there was not put before one that is not.
        Assert.All(
            present.Select(line => line.Split(' ')).GroupBy(parts => (parts[0], parts[1])),
            series => Assert.Equal(series.Key.Item1 == "left" ? Enumerable.Range(1, series.Count()) : Enumerable.Range(0, series.Count()).Select(one => 1 + 2 * one), series.Select(parts => int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)).Order()));
    }

    /// <summary>Negative control: a worker that acknowledges before it commits must be found out by the same oracle.</summary>
    [Fact]
    public async Task The_oracle_finds_a_worker_that_acknowledges_before_it_commits()
    {
        using var folder = new Folder();
        var killed = await Killed.AtAsync("ingest-acknowledged-first", folder.Path, "TransactionCommitting", 7);
        Assert.True(killed.WasKilled, killed.Errors);
        Assert.NotEmpty(killed.Acknowledged.Except(await PresentAsync(folder.Path)));
    }

    [Fact]
    public async Task A_migration_that_was_killed_begins_again()
    {
        var random = Lane.Random(nameof(A_migration_that_was_killed_begins_again));
        for (var kill = 0; kill < Lane.Times(1, 20); kill++)
        {
            await Tally.TryAsync("SIGKILL: migration", async () =>
            {
                using var folder = new Folder();
                var killed = await Killed.AtAsync("migrate", folder.Path, "CommandExecuted", random.Next(1, 100));
                Assert.True(killed.WasKilled, killed.Errors);
                Assert.Equal(0, await Looked.AtAsync(folder.Path, db => db.Accounts.CountAsync()));
            });
        }
    }

    private static Task<List<string>> PresentAsync(string folder) => Looked.AtAsync(folder, async db =>
        (await db.InstrumentMessages.Select(row => new { row.Instrument, row.Boot, row.Sequence }).ToListAsync()).ConvertAll(row => $"{row.Instrument} {row.Boot} {row.Sequence}"));
}

/// <summary>A folder that goes with its test.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("metrology-fault-").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
    }
}
