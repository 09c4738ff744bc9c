using System.Security.Cryptography;
using Metrology.App.Operation;
using Microsoft.Data.Sqlite;

namespace Metrology.Db.Sqlite;

/// <summary>The spool of a station: one file, one connection, every message flushed to the disk before it counts.</summary>
public sealed class SqliteSpool : ISpool
{
    /// <summary>A million messages of 200 bytes are some 300 MB, and a message a second for eleven days.</summary>
    public const int UsualLimit = 1_000_000;

    private const int BootBytes = 8;

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private TaskCompletionSource added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SqliteSpool(SqliteConnection connection, int limit) => (this.connection, Limit) = (connection, limit);

    public string Boot { get; private set; } = "";

    public int Depth { get; private set; }

    public int Limit { get; }

    public bool IsFull => Depth >= Limit;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is no spool, or the disk does not take it.</exception>
    public static SqliteSpool Open(string path, int limit = UsualLimit)
    {
        var spool = new SqliteSpool(new(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(path), Pooling = false }.ToString()), limit);
        spool.connection.Open();
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
            spool.Command(statement).ExecuteNonQuery();
        spool.Boot = (string)spool.Command("SELECT Boot FROM Identity").ExecuteScalar()!;
        spool.Depth = Convert.ToInt32(spool.Command("SELECT COUNT(*) FROM Messages").ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        return spool;
    }

    public bool TryAdd(string instrument, string topic, Func<long, byte[]> payload)
    {
        lock (gate)
        {
            if (IsFull)
                return false;
            using var transaction = connection.BeginTransaction();
            var number = (long)Command(
                "INSERT INTO Numbers VALUES (@a, 1) ON CONFLICT (Instrument) DO UPDATE SET Last = Last + 1 RETURNING Last", instrument).ExecuteScalar()!;
            Command("INSERT INTO Messages (Instrument, Topic, Payload) VALUES (@a, @b, @c)", instrument, topic, payload(number)).ExecuteNonQuery();
            transaction.Commit();
            Depth++;
            added.TrySetResult();
            added = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public IReadOnlyList<SpooledMessage> Oldest(string instrument, int most) =>
        Read("SELECT Id, Topic, Payload FROM Messages WHERE Instrument = @a ORDER BY Id LIMIT @b", instrument, most);

    public IReadOnlyList<SpooledMessage> Oldest(int most) => Read("SELECT Id, Topic, Payload FROM Messages ORDER BY Id LIMIT @a", most);

    private List<SpooledMessage> Read(string question, params object[] values)
    {
        lock (gate)
        {
            using var row = Command(question, values).ExecuteReader();
            var messages = new List<SpooledMessage>();
            while (row.Read())
                messages.Add(new(row.GetInt64(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
            return messages;
        }
    }

    public void Remove(IEnumerable<SpooledMessage> messages)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            var removed = messages.Sum(message => Command("DELETE FROM Messages WHERE Id = @a", message.Id).ExecuteNonQuery());
            transaction.Commit();
            Depth -= removed;
        }
    }

    public Task NextAdded()
    {
        lock (gate)
            return added.Task;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private SqliteCommand Command(string text, params object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@{(char)('a' + i)}", values[i]);
        return command;
    }
}
