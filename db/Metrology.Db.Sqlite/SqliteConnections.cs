using System.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metrology.Db.Sqlite;

/// <summary>Opens the file in its two roles and closes it in the right order.</summary>
internal sealed class SqliteConnections : IAsyncDisposable
{
    /// <summary>How long a connection waits for another process's lock before it gives up. SQLite's own default is 0.</summary>
    public const int BusyTimeoutMilliseconds = 5000;

    /// <summary>Pages of the log (16 MB) after which the writer checkpoints. SQLite's own default of 1000 costs a quarter of the speed at which messages of instruments are kept.</summary>
    private const int CheckpointPages = 4000;

    /// <summary>
    /// Batches of messages after which the log is copied into the database, once the last of them is acknowledged. At the rate of a laboratory that is a few milliseconds each time, where the writer's own checkpoint, inside of a commit, would take ten times as
    /// long and hold up acknowledgements; at full speed it is as rare as that. By the writer itself all the same: the WAL-reset bug allows no other connection (<see cref="SqliteEngine"/>).
    /// </summary>
    private const int CheckpointBatches = 32;

    private const int Busy = 5;

    private readonly SqliteConnection writer;
    private readonly string readOnly;
    private bool isFlushed;
    private SqliteMessages? messages;
    private int batches;

    public SqliteConnections(string databasePath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(databasePath)!);
        writer = new(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        readOnly = new SqliteConnectionStringBuilder { DataSource = databasePath, Mode = SqliteOpenMode.ReadOnly }.ToString();
    }

    public bool WriterIsOpen => writer.State == ConnectionState.Open;

    public async Task<SqliteConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        if (WriterIsOpen)
            return writer;
        await writer.OpenAsync(cancellation);
        await SetAsync(writer, [$"busy_timeout={BusyTimeoutMilliseconds}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=1", $"wal_autocheckpoint={CheckpointPages}"], cancellation);
        return writer;
    }

    public async Task<SqliteConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var reader = new SqliteConnection(readOnly);
        await reader.OpenAsync(cancellation);
        await SetAsync(reader, [$"busy_timeout={BusyTimeoutMilliseconds}", "wal_autocheckpoint=0", "query_only=1"], cancellation);
        return reader;
    }

    /// <summary>The statements of the open writer that keep messages of instruments.</summary>
    public SqliteMessages Messages() => messages ??= new(writer);

    /// <summary>Counts a batch that was committed; true when the log is to be copied after it.</summary>
    public bool IsCheckpointDue()
    {
        if (++batches < CheckpointBatches)
            return false;
        batches = 0;
        return true;
    }

    /// <summary>Copies what the log holds into the database and flushes it. What fails stays in the log, and the next checkpoint meets it again.</summary>
    public void Checkpoint() => raw.sqlite3_wal_checkpoint_v2(writer.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    /// <param name="isInDoubt">The database itself failed, so its last commit may be in the log and not on the disk.</param>
    public Task CloseWriterAsync(bool isInDoubt)
    {
        isFlushed &= !isInDoubt;
        messages?.Dispose();
        messages = null;
        return writer.CloseAsync();
    }

    /// <summary>
    /// Before the first write of a process, and the first after the database failed: what the log holds goes to the disk. A commit whose flush failed, or whose process was killed before it, is found in the log again as if nothing had been; who then
    /// sends the same again would be told that it is there, with no flush behind it.
    /// </summary>
    /// <exception cref="SqliteException">The disk does not take it, or an older reader holds it up.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (isFlushed)
            return;
        await using var command = writer.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(FULL)";
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        if (row.GetInt32(0) != 0)
            throw new SqliteException("the write-ahead log cannot be flushed while an older reader is there", Busy);
        isFlushed = true;
    }

    /// <summary>Readers first, the writer last: the last connection to close checkpoints.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var reader = new SqliteConnection(readOnly))
            SqliteConnection.ClearPool(reader);
        messages?.Dispose();
        await writer.DisposeAsync();
    }

    /// <summary>One command each: of several statements in one command the driver hides the errors of those behind the first that returns a row.</summary>
    private static async Task SetAsync(SqliteConnection connection, string[] pragmas, CancellationToken cancellation)
    {
        foreach (var pragma in pragmas)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
