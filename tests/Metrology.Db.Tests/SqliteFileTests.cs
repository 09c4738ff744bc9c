using System.Globalization;
using Metrology.App.Standards;
using Metrology.App.Customers;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Metrology.Db.Tool;
using Metrology.Db.Tests.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests;

/// <summary>What only the embedded database has: a file, its journal, and one connection that writes.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Database => folder.File("new/metrology.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_database_is_made_from_nothing_and_migrating_again_changes_nothing()
    {
        await using (var store = new SqliteStore(Database))
        {
            await store.MigrateAsync(default);
            await store.MigrateAsync(default);
            Assert.Equal(0, await store.ReadAsync(db => db.Verifications.CountAsync(), default));
        }

        Assert.True(File.Exists(Database));
        Assert.False(File.Exists(Database + "-wal"), "closing left a journal behind");
    }

    [Fact]
    public async Task A_reader_may_come_first()
    {
        await using (var store = new SqliteStore(Database))
            await store.MigrateAsync(default);
        await using var reopened = new SqliteStore(Database);
        Assert.Equal(0, await reopened.ReadAsync(db => db.Accounts.CountAsync(), default));
    }

    [Fact]
    public async Task The_writer_flushes_every_commit()
    {
        await using var connections = new SqliteConnections(folder.File("m.db"));
        var writer = await connections.OpenWriterAsync(default);
        Assert.Equal("wal", Pragma(writer, "journal_mode"));
        Assert.Equal("2", Pragma(writer, "synchronous"));
        Assert.Equal("5000", Pragma(writer, "busy_timeout"));
        Assert.Equal("1", Pragma(writer, "foreign_keys"));
    }

    [Fact]
    public async Task A_reader_never_writes_and_never_checkpoints()
    {
        await using var connections = new SqliteConnections(folder.File("m.db"));
        var writer = await connections.OpenWriterAsync(default);
        Execute(writer, "CREATE TABLE t(x)");
        await using var reader = await connections.OpenReaderAsync(default);
        Assert.Equal("0", Pragma(reader, "wal_autocheckpoint"));
        Assert.Equal("5000", Pragma(reader, "busy_timeout"));
        Assert.Equal("1", Pragma(reader, "query_only"));
        Execute(reader, "PRAGMA query_only=0");
        const int readOnly = 8;
        Assert.Equal(readOnly, Assert.Throws<SqliteException>(() => Execute(reader, "INSERT INTO t VALUES (1)")).SqliteErrorCode);
    }

    [Fact]
    public async Task The_script_makes_the_schema_that_migrations_make()
    {
        await using (var store = new SqliteStore(Database))
            await store.MigrateAsync(default);
        using var scripted = new SqliteConnection("Data Source=:memory:");
        scripted.Open();
        var script = SchemaScript.Generate(Provider.Sqlite);
        Execute(scripted, script);
        Assert.Contains("already exists", Assert.Throws<SqliteException>(() => Execute(scripted, script)).Message);

        using var migrated = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        migrated.Open();
        Assert.Equal(Schema(migrated), Schema(scripted));
        Assert.True(Schema(scripted).Count > 30, "schema is suspiciously small");
    }

    [Theory]
    [InlineData("ROLLBACK")]
    [InlineData("PRAGMA max_page_count=1", "CREATE TABLE full AS SELECT zeroblob(9000000) AS x")]
    [InlineData("SELECT * FROM no_such_table")]
    public async Task A_writer_that_broke_is_replaced(params string[] sabotage)
    {
        await using var store = new SqliteStore(Database);
        await store.MigrateAsync(default);
        await Assert.ThrowsAnyAsync<Exception>(() => store.WriteAsync<int>(
            async db =>
            {
                db.Add(new Customer { Name = "lost", Address = "" });
                await db.SaveChangesAsync();
                foreach (var sql in sabotage)
                    await db.Database.ExecuteSqlRawAsync(sql);
                return 1;
            },
            default));

        var written = await store.WriteAsync<int>(
            db =>
            {
                db.Add(new Customer { Name = "kept", Address = new('x', 400) });
                return Task.FromResult<Outcome<int>>(1);
            },
            default);

        Assert.False(written.IsRefused);
        Assert.Equal(["kept"], await store.ReadAsync(db => db.Customers.Select(row => row.Name).ToListAsync(), default));
    }

    /// <summary>An upgrade that fails leaves the database as it was, and a copy of it.</summary>
    [Fact]
    public async Task A_migration_keeps_a_copy_of_what_was()
    {
        await using (var store = new SqliteStore(Database))
        {
            await store.MigrateAsync(default);
            await store.MigrateAsync(default);
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*.before-*"));
            await store.WriteAsync<int>(async db => await db.Database.ExecuteSqlRawAsync("UPDATE \"__EFMigrationsHistory\" SET \"MigrationId\" = '20200101000000_Old'"), default);
            await Assert.ThrowsAsync<SqliteException>(() => store.MigrateAsync(default));
        }

        var copy = Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*.before-20200101000000_Old"));
        using var kept = new SqliteConnection($"Data Source={copy};Mode=ReadOnly;Pooling=False");
        kept.Open();
        Assert.Contains(Schema(kept), line => line.StartsWith("table Certificates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_key_is_a_bug_not_a_refusal()
    {
        await using var store = new SqliteStore(Database);
        await store.MigrateAsync(default);
        await Assert.ThrowsAsync<DbUpdateException>(() => store.WriteAsync<int>(
            db =>
            {
                db.Add(new StandardCertificate { StandardId = 4711, Number = "1", Issuer = "nobody" });
                return Task.FromResult<Outcome<int>>(1);
            },
            default));
    }

    private static List<string> Schema(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE '%MigrationsLock%' AND tbl_name NOT LIKE '%MigrationsLock%' ORDER BY 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(' ', reader.GetString(0).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return rows;
    }

    private static string Pragma(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
