using System.Data;
using Microsoft.Data.Sqlite;

namespace Metrology.Db.Sqlite;

/// <summary>Opens the file in its two roles and closes it in the right order.</summary>
internal sealed class SqliteConnections : IAsyncDisposable
{
    /// <summary>How long a connection waits for another process's lock before it gives up. SQLite's own default is 0.</summary>
    public const int BusyTimeoutMilliseconds = 5000;

    private readonly SqliteConnection writer;
    private readonly string readOnly;

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
        await ExecuteAsync(
            writer,
            $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=1",
            cancellation);
        return writer;
    }

    public async Task<SqliteConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        var reader = new SqliteConnection(readOnly);
        await reader.OpenAsync(cancellation);
        await ExecuteAsync(reader, $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; PRAGMA wal_autocheckpoint=0; PRAGMA query_only=1", cancellation);
        return reader;
    }

    public Task CloseWriterAsync() => writer.CloseAsync();

    /// <summary>Readers first, the writer last: the last connection to close checkpoints.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var reader = new SqliteConnection(readOnly))
            SqliteConnection.ClearPool(reader);
        await writer.DisposeAsync();
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
