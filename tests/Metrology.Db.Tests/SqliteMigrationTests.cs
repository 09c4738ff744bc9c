using Metrology.Db.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests;

public sealed class SqliteMigrationTests
{
    [Fact]
    public async Task A_database_is_created_from_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var store = new SqliteStore(folder.File("new/metrology.db"));
        await store.MigrateAsync(default);
        await store.MigrateAsync(default);
        Assert.Equal(0, await store.ReadAsync(db => db.Verifications.CountAsync(), default));
    }
}
