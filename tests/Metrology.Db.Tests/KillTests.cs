using System.Diagnostics;
using System.Globalization;
using Metrology.Db.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests;

/// <summary>A process that is killed loses nothing it has acknowledged. (The machine goes on, so this says nothing about a power cut.)</summary>
public sealed class KillTests
{
    /// <summary>Far enough for a checkpoint: one is due about every 1000 pages, and a pair of rows takes about six.</summary>
    private static readonly int[] CommitsBeforeKill = [1, 100, 250];

    [Fact]
    public async Task What_was_acknowledged_is_there_after_SIGKILL()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("metrology.db");
        var acknowledged = new List<long>();
        foreach (var commits in CommitsBeforeKill)
        {
            var from = acknowledged.Count == 0 ? 0 : acknowledged[^1] + 1000;
            acknowledged.AddRange(await WriteUntilKilledAsync(path, from, commits));
        }

        await using var store = new SqliteStore(path);
        await store.MigrateAsync(default);
        var pairs = await store.ReadAsync(
            db => db.InstrumentMessages.GroupBy(row => row.Sequence).Select(pair => new { pair.Key, Rows = pair.Count() }).ToListAsync(), default);
        var present = pairs.Select(pair => pair.Key).ToHashSet();

        Assert.True(acknowledged.Count >= CommitsBeforeKill.Sum());
        Assert.Subset(present, acknowledged.ToHashSet());
        Assert.All(pairs, pair => Assert.Equal(2, pair.Rows));
        // At most the one commit of each round that was not printed any more.
        Assert.InRange(present.Count - acknowledged.Count, 0, CommitsBeforeKill.Length);
        Assert.Equal(["ok"], await store.ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(), default));
    }

    private static async Task<List<long>> WriteUntilKilledAsync(string database, long from, int commits)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "Metrology.Db.Writer.dll"), database, from.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
        })!;
        var printed = new List<long>();
        try
        {
            while (await writer.StandardOutput.ReadLineAsync() is { } line)
            {
                printed.Add(long.Parse(line, CultureInfo.InvariantCulture));
                if (printed.Count == commits)
                    writer.Kill();
            }
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }

        return printed;
    }
}
