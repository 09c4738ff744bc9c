using System.Data;
using Metrology.App.Ledger;
using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Metrology.Db.SqlServer;

/// <summary>
/// The database server. Use cases run as if alone (serializable), as they do in the embedded store; a deadlock victim starts over as a whole.
/// Readers see one moment and wait for nobody.
/// </summary>
public sealed class SqlServerStore(SqlServerSettings settings) : Store
{
    private readonly DbContextOptions<MetrologyDb> writing = settings.Options();

    private readonly DbContextOptions<MetrologyDb> reading = new DbContextOptionsBuilder<MetrologyDb>(settings.Options())
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTrackingWithIdentityResolution)
        .AddInterceptors(new SavesNothing())
        .Options;

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = new MetrologyDb(writing) { Memory = Memory };
        await NewerDatabaseException.RefuseAsync(db, cancellation);
        var isNew = (await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
        await db.Database.MigrateAsync(cancellation);
        if (!isNew)
            GuardsMended = [.. GuardsMended.Union(await WrongGuardsAsync(cancellation))];
        foreach (var trigger in SqlServerTriggers.Batches(db.Model))
            await db.Database.ExecuteSqlRawAsync(trigger, cancellation);
        if (settings.SnapshotReads)
            await db.Database.ExecuteSqlRawAsync(SqlServerDatabase.Settings, cancellation);
        await using var filling = await db.Database.BeginTransactionAsync(cancellation);
        await ListRebuild.IfMissingAsync(db, cancellation);
        await LedgerPlaces.IfMissingAsync(db, cancellation);
        await filling.CommitAsync(cancellation);
    }

    /// <summary>By name and whether they are switched on: what one says is the server's to keep.</summary>
    public override async Task<IReadOnlyList<string>> WrongGuardsAsync(CancellationToken cancellation)
    {
        await using var db = new MetrologyDb(reading);
        var there = await db.Database.SqlQueryRaw<string>("SELECT name AS [Value] FROM sys.triggers WHERE is_disabled = 0 AND parent_class = 1").ToListAsync(cancellation);
        var made = AppendOnly.Tables(db.Model).Select(AppendOnly.TriggerOf).ToList();
        return [.. made.Except(there).Concat(there.Except(made)).Order(StringComparer.Ordinal)];
    }

    public override async Task<bool> NeedsMigrationAsync(CancellationToken cancellation)
    {
        await using var db = new MetrologyDb(writing);
        await NewerDatabaseException.RefuseAsync(db, cancellation);
        return (await db.Database.GetPendingMigrationsAsync(cancellation)).Any();
    }

    public override Task<T> ReadAsync<T>(Func<MetrologyDb, Task<T>> query, CancellationToken cancellation) => FromTheStartAsync(
        async () =>
        {
            await using var db = new MetrologyDb(reading) { Memory = Memory };
            var isolation = settings.SnapshotReads ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted;
            await using var moment = await db.Database.BeginTransactionAsync(isolation, cancellation);
            return await query(db);
        },
        cancellation);

    protected override Task<Outcome<T>> CommitAsync<T>(Func<MetrologyDb, Task<Outcome<T>>> useCase, CancellationToken cancellation) => FromTheStartAsync(
        async () =>
        {
            await using var db = new MetrologyDb(writing) { Gate = Gate, Memory = Memory };
            await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
            try
            {
                var outcome = await useCase(db);
                if (outcome.IsRefused)
                    return outcome;
                await db.SaveChangesAsync(cancellation);
                var leadsOn = await LeadsOnAsync(db, cancellation);
                await CommitAsync(transaction.CommitAsync, cancellation);
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
            catch (DbUpdateException update) when (SqlServerErrors.IsUniqueViolation(update.InnerException))
            {
                return StorageErrors.AlreadyExists;
            }
        },
        cancellation);

    /// <summary>BACKUP DATABASE writes on the machine of the server; whoever runs that server takes it.</summary>
    public override Task<bool> CopyToAsync(string file, CancellationToken cancellation) => Task.FromResult(false);

    public override async Task<string> DescribeAsync(CancellationToken cancellation)
    {
        await using var connection = new SqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        return $"SQL Server {connection.ServerVersion}";
    }

    /// <summary>Every try has a context of its own, so nothing of the failed one is left in it.</summary>
    private async Task<T> FromTheStartAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        await using var carrier = new MetrologyDb(writing);
        return await carrier.Database.CreateExecutionStrategy().ExecuteAsync(_ => attempt(), cancellation);
    }

    private static async Task CommitAsync(Func<CancellationToken, Task> commit, CancellationToken cancellation)
    {
        try
        {
            await commit(cancellation);
        }
        catch (Exception lost) when (lost is SqlException or TimeoutException or InvalidOperationException)
        {
            throw new CommitUnknownException(lost);
        }
    }

    private sealed class SavesNothing : SaveChangesInterceptor
    {
        private const string Reason = "This context only reads. Write through Store.WriteAsync.";

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
            throw new InvalidOperationException(Reason);

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException(Reason);
    }
}
