using System.Globalization;
using Metrology.App.Software;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Metrology.Db.SqlServer;
using Microsoft.Data.Sqlite;

namespace Metrology.Web.Host;

/// <summary>Which database a command works on: the server named by the environment, else the file in the data folder.</summary>
internal static class Databases
{
    private const string Connection = "METROLOGY_SQLSERVER", ConnectionFile = "METROLOGY_SQLSERVER_FILE", BatchSize = "METROLOGY_SQLSERVER_MAX_BATCH_SIZE", Compatibility = "METROLOGY_SQLSERVER_COMPATIBILITY_LEVEL", LedgerTables = "METROLOGY_SQLSERVER_LEDGER_TABLES";

    /// <summary>A connection string is a secret: it comes from a file or the environment, never from the command line.</summary>
    public static Outcome<SqlServerSettings?> ServerFromEnvironment() => ServerFrom(Environment.GetEnvironmentVariable);

    /// <summary>Null when the environment names no server; refused when what it says is of no use.</summary>
    internal static Outcome<SqlServerSettings?> ServerFrom(Func<string, string?> environment)
    {
        string? connection;
        try
        {
            connection = Secrets.Find(environment, Connection, ConnectionFile);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("serve.bad-setting", $"{ConnectionFile} 须为可读的文件。", $"{ConnectionFile} takes a file that can be read.");
        }

        if (string.IsNullOrWhiteSpace(connection))
        {
            // An empty secret is no wish for the embedded database.
            return environment(ConnectionFile) is { Length: > 0 } ? Refusal.Of("serve.bad-setting", $"{ConnectionFile} 所指的文件是空的。", $"The file that {ConnectionFile} names is empty.") : (SqlServerSettings?)null;
        }

        if (SqlServerFaults.WrongConnection(connection) is { } wrong)
            return wrong;
        var (batch, level) = (Positive(environment, BatchSize), Positive(environment, Compatibility));
        return (batch.Refusal ?? level.Refusal) is { } refusal ? refusal : new SqlServerSettings(connection) { MaxBatchSize = batch.Value, CompatibilityLevel = level.Value, LedgerTables = environment(LedgerTables) != "off" };
    }

    /// <summary>A table or column is there that should not be, or the other way round: SQLITE_ERROR.</summary>
    private const int SqlLogic = 1;

    /// <summary>What a machine, and not a program, refused about the database, with what to do; null when it was none.</summary>
    public static Refusal? RefusalOf(Exception fault) => fault switch
    {
        SqliteException { SqliteErrorCode: SqlLogic } => Refusal.Of(
            "storage.other-version", "数据目录中的数据库是本产品另一版本建立的，不能升级。请用建立它的版本，或用 --data 换一个目录；示例数据可以删除后重建。",
            "The database in the data folder was made by another version of this product and cannot be brought up to date. Use that version, or give another folder with --data; a demonstration can be deleted and made anew."),
        // The sentence of the library is in its own language, so only the number is said.
        SqliteException sqlite => Refusal.Of(
            "storage.unusable", $"数据库不能使用（SQLite {sqlite.SqliteErrorCode}）。请检查数据目录中的文件和权限，或用 --data 换一个目录。",
            $"The database cannot be used (SQLite {sqlite.SqliteErrorCode}). Check the file in the data folder and its permissions, or give another folder with --data."),
        _ => SqlServerFaults.Of(fault) is { } refused ? ServerUnusable(SqlServerFaults.NumberOf(refused)) : null,
    };

    private static Refusal ServerUnusable(int number) => Refusal.Of(
        "storage.server-unusable",
        $"数据库服务器不能使用（SQL Server {number}）。请检查服务器是否运行、网络是否可达，以及 {Connection} 中的主机、数据库、用户和权限。",
        $"The database server cannot be used (SQL Server {number}). Check that it runs and is reached, and the host, database, user and rights in {Connection}.");

    private static Outcome<int?> Positive(Func<string, string?> environment, string name)
    {
        if (environment(name) is not { Length: > 0 } text)
            return (int?)null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
            ? (int?)value
            : Refusal.Of("storage.setting", $"环境变量 {name} 的值“{text}”不对，须为正整数。", $"The environment variable {name} does not take “{text}” but a positive integer.");
    }

    /// <param name="clock">Null is that of the machine.</param>
    public static Store Open(DataFolder data, SqlServerSettings? server, TimeProvider? clock = null, LegalGate? gate = null) => server is null
        ? new SqliteStore(data.Database) { Room = new(() => data.FreeBytes), Clock = clock ?? TimeProvider.System, Gate = gate ?? new() }
        : new SqlServerStore(server) { Clock = clock ?? TimeProvider.System, Gate = gate ?? new() };
}
