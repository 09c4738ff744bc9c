using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Sqlite;

/// <summary>
/// The embedded database. One connection owns every write and every checkpoint; readers are read-only and never checkpoint. That is the design answer to
/// SQLite's WAL-reset bug (3.7.0 – 3.51.2), which needs a checkpoint of one connection racing a commit of another.
/// </summary>
public sealed class SqliteStore : Store, IAsyncDisposable
{
    /// <summary>How long a reader waits for a lock before it gives up.</summary>
    private const int BusyTimeoutMilliseconds = 5000;

    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SqliteConnection writer;
    private readonly string readOnlyConnection;

    public SqliteStore(string databasePath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(databasePath))!);
        writer = new(new SqliteConnectionStringBuilder { DataSource = databasePath, Pooling = false }.ToString());
        readOnlyConnection = new SqliteConnectionStringBuilder { DataSource = databasePath, Mode = SqliteOpenMode.ReadOnly }.ToString();
    }

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await OpenWriterAsync(cancellation);
            await using var db = Context(writer);
            await db.Database.MigrateAsync(cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    public override async Task<T> ReadAsync<T>(Func<MetrologyDb, Task<T>> query, CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection(readOnlyConnection);
        await connection.OpenAsync(cancellation);
        await ExecuteAsync(connection, $"PRAGMA busy_timeout={BusyTimeoutMilliseconds}; PRAGMA wal_autocheckpoint=0; PRAGMA query_only=1", cancellation);
        await using var db = Context(connection);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await query(db);
    }

    public override async Task<Outcome<T>> WriteAsync<T>(Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            await OpenWriterAsync(cancellation);
            await using var db = Context(writer);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var outcome = await useCase(db);
            if (outcome.IsRefused)
                return outcome;
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateConcurrencyException)
            {
                return StorageErrors.MovedOn;
            }

            await transaction.CommitAsync(cancellation);
            return outcome;
        }
        finally
        {
            writing.Release();
        }
    }

    public override Task<string> DescribeAsync(CancellationToken cancellation) => Task.FromResult($"SQLite {writer.ServerVersion}");

    /// <summary>Closes the readers first, the writer last: the last connection to close checkpoints.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var reader = new SqliteConnection(readOnlyConnection))
            SqliteConnection.ClearPool(reader);
        await writer.DisposeAsync();
        writing.Dispose();
    }

    private async Task OpenWriterAsync(CancellationToken cancellation)
    {
        if (writer.State == System.Data.ConnectionState.Open)
            return;
        await writer.OpenAsync(cancellation);
        await ExecuteAsync(
            writer,
            $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=1; PRAGMA busy_timeout={BusyTimeoutMilliseconds}",
            cancellation);
    }

    private static MetrologyDb Context(SqliteConnection connection) =>
        new(new DbContextOptionsBuilder<MetrologyDb>()
            .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name))
            .Options);

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
