using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metrology.Db.Sqlite;

/// <summary>The SQLite library that is loaded, and what is known about its version.</summary>
public static class SqliteEngine
{
    private static readonly Version FirstWithWal = new(3, 7, 0);
    private static readonly Version Repaired = new(3, 51, 3);

    /// <summary>Older branches that carry the repair too.</summary>
    private static readonly Version[] RepairedBranches = [new(3, 44, 6), new(3, 50, 7)];

    /// <summary>Version of the library in this process.</summary>
    public static Version Version()
    {
        Batteries_V2.Init();
        return System.Version.Parse(raw.sqlite3_libversion().utf8_to_string());
    }

    /// <summary>
    /// The WAL-reset bug: a checkpoint that races a commit of another connection can lose committed rows. 3.7.0 to 3.51.2, without 3.44.6 and 3.50.7 and
    /// what follows on these branches. Source: sqlite.org/wal.html#walresetbug.
    /// </summary>
    public static bool HasWalResetBug(Version version) =>
        version >= FirstWithWal && version < Repaired && !RepairedBranches.Any(branch => version.Minor == branch.Minor && version >= branch);

    public static string Describe(Version version) =>
        HasWalResetBug(version)
            ? $"SQLite {version} (WAL-reset bug in this version; one connection owns writes and checkpoints)"
            : $"SQLite {version}";

    internal static bool IsUniqueViolation(Exception? exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY }
        || (exception is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_TRIGGER } refused && refused.Message.Contains(SqliteTriggers.KeyIsThere, StringComparison.Ordinal));
}
