using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Storage;

/// <summary>A newer version of the product has changed the schema. This one would not see what is new, so it does not work on it at all.</summary>
public sealed class NewerDatabaseException() : Exception(Newer.Text.En)
{
    public static readonly Refusal Newer = Refusal.Of(
        "data.newer",
        "数据库已被较新版本的程序升级，本版本不能使用它；什么都没有改变。请装回较新的版本，或按 docs/operation/deployment.md 换回升级前的副本或备份。",
        "A newer version of the program has upgraded the database, and this one does not work on it; nothing was changed. Put the newer version back, or the copy or backup from before the upgrade (docs/operation/deployment.md).");

    /// <exception cref="NewerDatabaseException">The database has a migration from after the last that this version knows.</exception>
    public static async Task RefuseAsync(MetrologyDb db, CancellationToken cancellation)
    {
        // Names of migrations begin with their time.
        var last = db.Database.GetMigrations().Max(StringComparer.Ordinal);
        if ((await db.Database.GetAppliedMigrationsAsync(cancellation)).Any(one => string.CompareOrdinal(one, last) > 0))
            throw new NewerDatabaseException();
    }
}
