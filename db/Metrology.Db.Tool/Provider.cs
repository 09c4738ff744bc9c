using Metrology.App.Storage;
using Metrology.Db.Sqlite;
using Metrology.Db.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.Db.Tool;

/// <summary>One of the two databases: how its store opens and what its script needs beside the tables.</summary>
internal sealed record Provider(string Name, string ScriptFile)
{
    public required Func<MetrologyDb> Model { get; init; }
    public required Func<string, Store> Open { get; init; }
    public required string Note { get; init; }

    /// <summary>SQLite has no conditional statement, so only the server's script can be made to run twice.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>Batches that follow the tables.</summary>
    public required Func<IModel, IEnumerable<string>> After { get; init; }

    public static readonly Provider Sqlite = new("sqlite", "sqlite.sql")
    {
        Model = () => new Db.Sqlite.DesignTimeDb().CreateDbContext([]),
        Open = connection => new SqliteStore(connection.Contains('=') ? new SqliteConnectionStringBuilder(connection).DataSource : connection),
        After = model => [SqliteTriggers.Script(model), SqliteTextIndex.Script],
        Note = "For an empty file: sqlite3 -bail FILE < sqlite.sql. On a database that has these tables it stops at the first one.",
    };

    public static readonly Provider SqlServer = new("sqlserver", "sqlserver.sql")
    {
        Model = () => new Db.SqlServer.DesignTimeDb().CreateDbContext([]),
        Open = connection => new SqlServerStore(new(connection)),
        Note = "Idempotent: sqlcmd -b -I -d DATABASE -i sqlserver.sql applies what is missing.",
        IsIdempotent = true,
        After = model => [SqlServerDatabase.Settings, .. SqlServerTriggers.Batches(model)],
    };

    public static readonly IReadOnlyList<Provider> All = [Sqlite, SqlServer];
}
