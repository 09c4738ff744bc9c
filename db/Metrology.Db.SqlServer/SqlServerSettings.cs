using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Metrology.Db.SqlServer;

/// <summary>How the server is reached and what it can do. What is null is left to EF Core.</summary>
/// <param name="ConnectionString">As SqlClient reads it; connections are pooled.</param>
public sealed record SqlServerSettings(string ConnectionString)
{
    /// <summary>Statements in one round trip. 1 for servers that cannot return keys of several rows in order.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary>Dialect, for example 120 for SQL Server 2014, which has no OPENJSON.</summary>
    public int? CompatibilityLevel { get; init; }

    /// <summary>
    /// Readers see one moment and wait for no writer. The database must allow snapshot isolation; migrating turns it on. False reads what is committed,
    /// statement by statement, behind the writers' locks.
    /// </summary>
    public bool SnapshotReads { get; init; } = true;

    /// <summary>Append-only tables that a migration makes are ledger tables where the server has such (<see cref="SqlServerLedgerTables"/>).</summary>
    public bool LedgerTables { get; init; } = true;

    internal DbContextOptions<MetrologyDb> Options()
    {
        var options = new DbContextOptionsBuilder<MetrologyDb>()
            .UseSqlServer(ConnectionString, Configure)
            .ReplaceService<IModelCustomizer, OrdinalText>();
        return (LedgerTables ? options.ReplaceService<IMigrationsSqlGenerator, SqlServerLedgerTables>() : options).Options;
    }

    private void Configure(SqlServerDbContextOptionsBuilder server)
    {
        server.MigrationsAssembly(typeof(SqlServerSettings).Assembly.GetName().Name);
        server.EnableRetryOnFailure(SqlServerErrors.MaximumRetries, SqlServerErrors.MaximumDelay, errorNumbersToAdd: null);
        if (MaxBatchSize is { } statements)
            server.MaxBatchSize(statements);
        if (CompatibilityLevel is { } level)
            server.UseCompatibilityLevel(level);
    }
}
