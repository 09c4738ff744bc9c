using Metrology.App.Ledger;
using Metrology.App.Lists;
using Metrology.App.Operation;
using Metrology.App.Software;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Sqlite;

/// <summary>
/// The embedded database, one file. One connection owns every write and every checkpoint; readers are read-only and never checkpoint. That is the design
/// answer to SQLite's WAL-reset bug (see <see cref="SqliteEngine"/>), which needs a checkpoint of one connection racing a commit of another.
/// </summary>
public sealed class SqliteStore : Store, IBulkMessages, IAsyncDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SqliteConnections connections;

    /// <param name="databasePath">The file; its folder is created when missing. A store in memory does not exist: it could not have readers beside the writer.</param>
    public SqliteStore(string databasePath)
    {
        connections = new(Path.GetFullPath(databasePath));
    }

    public override Task MigrateAsync(CancellationToken cancellation) => AloneAsync(
        async writer =>
        {
            await using var ours = await LockMigrationAsync($"{writer.DataSource}.migrating", cancellation);
            await using var db = Context(writer, memory: Memory);
            await NewerDatabaseException.RefuseAsync(db, cancellation);
            // Without anything to do, it would still compare the whole model with its snapshot at every start.
            if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                // A process that was killed while it migrated leaves the row by which EF Core keeps others out, and everybody would wait for ever. The lock of the file ended with it.
                await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
                await KeepOldAsync(writer, db, cancellation);
                await db.Database.MigrateAsync(cancellation);
            }
            else
            {
                GuardsMended = [.. GuardsMended.Union(await SqliteTriggers.WrongAsync(db, cancellation))];
                await db.Database.ExecuteSqlRawAsync(SqliteTriggers.Drop(db.Model, GuardsMended), cancellation);
            }

            await db.Database.ExecuteSqlRawAsync(SqliteTriggers.Script(db.Model), cancellation);
            await db.Database.ExecuteSqlRawAsync(SqliteTextIndex.Script, cancellation);
            await using var filling = await db.Database.BeginTransactionAsync(cancellation);
            await ListRebuild.IfMissingAsync(db, cancellation);
            await LedgerPlaces.IfMissingAsync(db, cancellation);
            await filling.CommitAsync(cancellation);
            return true;
        },
        cancellation);

    public override Task<IReadOnlyList<string>> WrongGuardsAsync(CancellationToken cancellation) => ReadAsync(db => SqliteTriggers.WrongAsync(db, cancellation), cancellation);

    public override Task<bool> NeedsMigrationAsync(CancellationToken cancellation) =>
        ReadAsync(
            async db =>
            {
                await NewerDatabaseException.RefuseAsync(db, cancellation);
                return (await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
            },
            cancellation);

    /// <summary>One moment of the database for the whole query: what is committed meanwhile is not seen.</summary>
    public override async Task<T> ReadAsync<T>(Func<MetrologyDb, Task<T>> query, CancellationToken cancellation)
    {
        // A read-only connection cannot make the shared-memory file of the WAL; the writer must have been here first.
        if (!connections.WriterIsOpen)
            await AloneAsync(_ => Task.FromResult(true), cancellation);
        await using var reader = await connections.OpenReaderAsync(cancellation);
        await using var moment = reader.BeginTransaction(deferred: true);
        await using var db = Context(reader, memory: Memory);
        await db.Database.UseTransactionAsync(moment, cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        return await query(db);
    }

    protected override Task<Outcome<T>> CommitAsync<T>(Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation) => AloneAsync(
        async writer =>
        {
            await connections.FlushAsync(cancellation);
            await using var db = Context(writer, Gate, Memory);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            try
            {
                var outcome = await useCase(db);
                if (outcome.IsRefused)
                    return outcome;
                await db.SaveChangesAsync(cancellation);
                var leadsOn = await LeadsOnAsync(db, cancellation);
                await transaction.CommitAsync(cancellation);
                Remember(db, leadsOn);
                return outcome;
            }
            catch (RefusedSaveException refused)
            {
                return refused.Refusal;
            }
            catch (DbUpdateConcurrencyException)
            {
                return StorageErrors.MovedOn;
            }
            catch (DbUpdateException update) when (SqliteEngine.IsUniqueViolation(update.InnerException))
            {
                return StorageErrors.AlreadyExists;
            }
        },
        cancellation);

    public Task<int> KeepAsync(
        IReadOnlyList<InstrumentMessage> messages, IReadOnlyList<RefusedMessage> refused, Func<InstrumentMessage, RefusedMessage> onReused, CancellationToken cancellation) => AloneAsync(
        async writer =>
        {
            await connections.FlushAsync(cancellation);
            var added = connections.Messages().Keep(messages, refused, onReused);
            // It waits for the writer before the next batch does, and runs while this one is acknowledged.
            if (connections.IsCheckpointDue())
                _ = CheckpointAsync();
            return added;
        },
        cancellation);

    private async Task CheckpointAsync()
    {
        try
        {
            await AloneAsync(
                _ =>
                {
                    connections.Checkpoint();
                    return Task.FromResult(true);
                },
                CancellationToken.None);
        }
        catch (Exception fault) when (fault is ObjectDisposedException or SqliteException)
        {
            // The store ends, or its file is gone: whoever writes next hears of it.
        }
    }

    public override async Task<bool> CopyToAsync(string file, CancellationToken cancellation)
    {
        if (!connections.WriterIsOpen)
            await AloneAsync(_ => Task.FromResult(true), cancellation);
        await using var reader = await connections.OpenReaderAsync(cancellation);
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await copy.OpenAsync(cancellation);
        // The online backup of SQLite in one step: one read transaction, writers go on (sqlite.org/backup.html).
        await Task.Run(() => reader.BackupDatabase(copy), cancellation);
        return true;
    }

    public override Task<string> DescribeAsync(CancellationToken cancellation) => Task.FromResult(SqliteEngine.Describe(SqliteEngine.Version()));

    public async ValueTask DisposeAsync()
    {
        await writing.WaitAsync();
        await connections.DisposeAsync();
        writing.Dispose();
    }

    /// <summary>A copy beside the file before its schema changes, named after the last migration that it has: the way back when an upgrade fails.</summary>
    private static async Task KeepOldAsync(SqliteConnection writer, MetrologyDb db, CancellationToken cancellation)
    {
        if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).LastOrDefault() is not { } last)
            return;
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = $"{writer.DataSource}.before-{last}", Pooling = false }.ToString());
        await copy.OpenAsync(cancellation);
        writer.BackupDatabase(copy);
    }

    /// <summary>Held while one process migrates; it ends with the process, however that ends.</summary>
    private static async Task<FileStream> LockMigrationAsync(string file, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
            }
        }
    }

    internal static MetrologyDb Context(SqliteConnection connection, LegalGate? gate = null, ILedgerMemory? memory = null) =>
        new(new DbContextOptionsBuilder<MetrologyDb>()
            .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name))
            .Options)
        { Gate = gate, Memory = memory, Texts = SqliteTextIndex.Instance };

    /// <summary>Runs the work with the writer, one at a time.</summary>
    private async Task<T> AloneAsync<T>(Func<SqliteConnection, Task<T>> work, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            return await work(await connections.OpenWriterAsync(cancellation));
        }
        catch (Exception fault)
        {
            // A bug, a cancellation or a broken disk: whatever state the connection is in, the next writer starts from a clean one.
            await connections.CloseWriterAsync(isInDoubt: fault.GetBaseException() is SqliteException);
            throw;
        }
        finally
        {
            writing.Release();
        }
    }
}
