using System.Data.Common;
using System.Globalization;
using Metrology.App.Storage;
using Metrology.Db.Sqlite;
using Metrology.Db.SqlServer;
using Microsoft.Data.Sqlite;

namespace Metrology.Web.Host;

/// <summary>Which database a command works on: the server named by the environment, else the file in the data folder.</summary>
internal static class Databases
{
    /// <summary>A connection string is a secret: it comes from the environment, never from the command line.</summary>
    public static SqlServerSettings? ServerFromEnvironment()
    {
        if (Environment.GetEnvironmentVariable("METROLOGY_SQLSERVER") is not { Length: > 0 } connection)
            return null;
        var settings = new SqlServerSettings(connection);
        if (int.TryParse(Environment.GetEnvironmentVariable("METROLOGY_SQLSERVER_MAX_BATCH_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
            settings = settings with { MaxBatchSize = batch };
        if (int.TryParse(Environment.GetEnvironmentVariable("METROLOGY_SQLSERVER_COMPATIBILITY_LEVEL"), NumberStyles.None, CultureInfo.InvariantCulture, out var level))
            settings = settings with { CompatibilityLevel = level };
        return settings;
    }

    /// <summary>What the database calls its fault. Its sentence is in the language of the library, so only the number is said.</summary>
    public static string NumberOf(DbException fault) => fault is SqliteException sqlite ? $"SQLite {sqlite.SqliteErrorCode}" : $"SQL {fault.SqlState ?? fault.ErrorCode.ToString(CultureInfo.InvariantCulture)}";

    public static Store Open(DataFolder data, SqlServerSettings? server) => server is null ? new SqliteStore(data.Database) : new SqlServerStore(server);
}
