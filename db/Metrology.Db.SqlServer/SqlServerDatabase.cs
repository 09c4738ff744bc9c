namespace Metrology.Db.SqlServer;

/// <summary>What the database must be set to beside its tables. Runs outside a transaction; changes only what differs.</summary>
internal static class SqlServerDatabase
{
    public const string Settings = """
        IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND snapshot_isolation_state IN (0, 2))
            ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
        -- A commit that was acknowledged is on disk.
        IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND delayed_durability <> 0)
            ALTER DATABASE CURRENT SET DELAYED_DURABILITY = DISABLED;
        """;
}
