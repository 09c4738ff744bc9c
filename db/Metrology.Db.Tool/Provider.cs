using Metrology.App.Storage;
using Metrology.Db.Sqlite;
using Metrology.Db.SqlServer;
using Microsoft.Data.Sqlite;

namespace Metrology.Db.Tool;

/// <summary>One of the two databases: how its store opens and what its script needs beside the tables.</summary>
internal sealed record Provider(string Name, string ScriptFile)
{
    public required Func<MetrologyDb> Model { get; init; }
    public required Func<string, Store> Open { get; init; }
    public required string Note { get; init; }

    /// <summary>SQLite has no conditional statement, so only the server's script can be made to run twice.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>A batch that follows the tables.</summary>
    public string? Settings { get; init; }

    public static readonly Provider Sqlite = new("sqlite", "sqlite.sql")
    {
        Model = () => new Db.Sqlite.DesignTimeDb().CreateDbContext([]),
        Open = connection => new SqliteStore(connection.Contains('=') ? new SqliteConnectionStringBuilder(connection).DataSource : connection),
        Note = "For an empty file: sqlite3 -bail FILE < sqlite.sql. On a database that has these tables it stops at the first one.",
    };

    public static readonly Provider SqlServer = new("sqlserver", "sqlserver.sql")
    {
        Model = () => new Db.SqlServer.DesignTimeDb().CreateDbContext([]),
        Open = connection => new SqlServerStore(new(connection)),
        Note = "Idempotent: sqlcmd -b -I -d DATABASE -i sqlserver.sql applies what is missing.",
        IsIdempotent = true,
        Settings = SqlServerDatabase.Settings,
    };

    public static readonly IReadOnlyList<Provider> All = [Sqlite, SqlServer];
}
