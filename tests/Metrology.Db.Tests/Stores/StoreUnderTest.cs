using Metrology.App.Storage;
using Metrology.Db.Sqlite;

namespace Metrology.Db.Tests.Stores;

/// <summary>A migrated, empty store of one provider; its database goes with it.</summary>
internal sealed class StoreUnderTest(Store store, Func<ValueTask> remove) : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string SqlServer = "SQL Server";

    public Store Store => store;

    /// <summary>Skips the test, with the reason, when there is no server of this provider.</summary>
    public static async Task<StoreUnderTest> OpenAsync(string provider)
    {
        var opened = provider == Sqlite ? OnFile() : await SqlServerForTests.OpenAsync();
        await opened.Store.MigrateAsync(default);
        return opened;
    }

    public ValueTask DisposeAsync() => remove();

    private static StoreUnderTest OnFile()
    {
        var folder = new TemporaryFolder();
        var store = new SqliteStore(folder.File("metrology.db"));
        return new(store, async () =>
        {
            await store.DisposeAsync();
            folder.Dispose();
        });
    }
}
