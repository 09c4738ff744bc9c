using System.Security.Cryptography;
using Metrology.App.Operation;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metrology.Db.Sqlite;

/// <summary>The spool of a station: one file, one connection, every message flushed to the disk before it counts. It speaks to SQLite itself: the driver and what it brings along would be a tenth of an idle station.</summary>
public sealed class SqliteSpool : ISpool
{
    /// <summary>A million messages of 200 bytes are some 300 MB, and a message a second for eleven days.</summary>
    public const int UsualLimit = 1_000_000;

    private const int BootBytes = 8;

    private readonly Lock gate = new();
    private readonly sqlite3 database;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement rollback;
    private readonly SqliteStatement number;
    private readonly SqliteStatement add;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement oldest;
    private readonly SqliteStatement oldestOf;
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqliteSpool(sqlite3 database, int limit)
    {
        (this.database, Limit) = (database, limit);
        foreach (var statement in new[]
        {
            $"PRAGMA busy_timeout={SqliteConnections.BusyTimeoutMilliseconds}", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
            // What a process that was killed left in the log goes to the disk before it is sent.
            "PRAGMA wal_checkpoint(FULL)",
            "CREATE TABLE IF NOT EXISTS Identity (Boot TEXT NOT NULL)",
            "CREATE TABLE IF NOT EXISTS Numbers (Instrument TEXT NOT NULL PRIMARY KEY, Last INTEGER NOT NULL)",
            "CREATE TABLE IF NOT EXISTS Messages (Id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Instrument TEXT NOT NULL, Topic TEXT NOT NULL, Payload BLOB NOT NULL)",
            "CREATE INDEX IF NOT EXISTS OfInstrument ON Messages (Instrument, Id)",
            $"INSERT INTO Identity SELECT '{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BootBytes))}' WHERE NOT EXISTS (SELECT 1 FROM Identity)",
        })
        {
            using var once = new SqliteStatement(database, statement);
            once.Run();
        }

        using (var boot = new SqliteStatement(database, "SELECT Boot FROM Identity"))
            Boot = boot.Rows(row => row.TextOf(0))[0];
        using (var depth = new SqliteStatement(database, "SELECT COUNT(*) FROM Messages"))
            Depth = (int)depth.Rows(row => row.NumberOf(0))[0];
        (begin, commit, rollback) = (new(database, "BEGIN IMMEDIATE"), new(database, "COMMIT"), new(database, "ROLLBACK"));
        number = new(database, "INSERT INTO Numbers VALUES (?1, 1) ON CONFLICT (Instrument) DO UPDATE SET Last = Last + 1 RETURNING Last");
        add = new(database, "INSERT INTO Messages (Instrument, Topic, Payload) VALUES (?1, ?2, ?3)");
        remove = new(database, "DELETE FROM Messages WHERE Id = ?1");
        oldest = new(database, "SELECT Id, Topic, Payload FROM Messages ORDER BY Id LIMIT ?1");
        oldestOf = new(database, "SELECT Id, Topic, Payload FROM Messages WHERE Instrument = ?1 ORDER BY Id LIMIT ?2");
    }

    public string Boot { get; }

    public int Depth { get; private set; }

    public int Limit { get; }

    public bool IsFull => Depth >= Limit;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is no spool, or the disk does not take it.</exception>
    public static SqliteSpool Open(string path, int limit = UsualLimit)
    {
        Batteries_V2.Init();
        var result = raw.sqlite3_open_v2(Path.GetFullPath(path), out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, null);
        try
        {
            SqliteStatement.Check(result, database);
            return new(database, limit);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public bool TryAdd(string instrument, string topic, Func<long, byte[]> payload)
    {
        lock (gate)
        {
            if (IsFull)
                return false;
            Together(() =>
            {
                var drawn = number.Text(1, instrument).Rows(row => row.NumberOf(0))[0];
                add.Text(1, instrument).Text(2, topic).Bytes(3, payload(drawn)).Run();
            });
            Depth++;
            added.TrySetResult();
            added = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public IReadOnlyList<SpooledMessage> Oldest(string instrument, int most)
    {
        lock (gate)
            return oldestOf.Text(1, instrument).Number(2, most).Rows(Message);
    }

    public IReadOnlyList<SpooledMessage> Oldest(int most)
    {
        lock (gate)
            return oldest.Number(1, most).Rows(Message);
    }

    public void Remove(IEnumerable<SpooledMessage> messages)
    {
        lock (gate)
        {
            var removed = 0;
            Together(() =>
            {
                foreach (var message in messages)
                {
                    remove.Number(1, message.Id).Run();
                    removed += raw.sqlite3_changes(database);
                }
            });
            Depth -= removed;
        }
    }

    public Task NextAdded()
    {
        lock (gate)
            return added.Task;
    }

    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            foreach (var statement in new[] { begin, commit, rollback, number, add, remove, oldest, oldestOf })
                statement.Dispose();
            database.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>All of it or nothing.</summary>
    private void Together(Action work)
    {
        begin.Run();
        try
        {
            work();
            commit.Run();
        }
        catch
        {
            // SQLite has rolled some failures back itself; then there is nothing to roll back.
            if (raw.sqlite3_get_autocommit(database) == 0)
                rollback.TryRun();
            throw;
        }
    }

    private static SpooledMessage Message(SqliteStatement row) => new(row.NumberOf(0), row.TextOf(1), row.BytesOf(2));
}
