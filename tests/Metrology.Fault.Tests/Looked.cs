using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Db.Sqlite;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>What is in a data folder after a fault. Every look asks what must hold whatever happened: the file is sound and the ledger agrees with itself, its rows and its witness.</summary>
internal static class Looked
{
    public static async Task<T> AtAsync<T>(string folder, Func<MetrologyDb, Task<T>> query)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        await store.MigrateAsync(default);
        Assert.Equal(["ok"], await store.ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(), default));
        Assert.Empty(await store.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync(), default));
        if (LedgerFolder.Existing(new(folder), null) is { } witness)
            Assert.Empty((await new AuditLedger(store, witness).ExecuteAsync(default)).Findings);
        return await store.ReadAsync(query, default);
    }

    /// <summary>The audit of a folder that may be damaged; a file that cannot be read at all is said by its exception.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(string folder)
    {
        try
        {
            await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
            var sound = await store.ReadAsync(db => db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(), default);
            var report = await new AuditLedger(store, LedgerFolder.Existing(new(folder), null)!).ExecuteAsync(default);
            return [.. sound.Where(line => line != "ok").Select(_ => "integrity"), .. report.Findings.Select(finding => finding.Code)];
        }
        catch (System.Data.Common.DbException)
        {
            return ["unreadable"];
        }
    }
}
