using System.Data.Common;
using Metrology.Core.Words;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Storage;

namespace Metrology.Db.SqlServer;

/// <summary>What the server or its driver refuses, told apart from faults of the embedded database.</summary>
public static class SqlServerFaults
{
    /// <summary>What the server or its driver refused, be it after the last retry; null when it was something else.</summary>
    public static DbException? Of(Exception fault) => fault switch
    {
        SqlException refused => refused,
        RetryLimitExceededException { InnerException: SqlException refused } => refused,
        _ => null,
    };

    /// <summary>Number of the error in sys.messages, or of the network.</summary>
    public static int NumberOf(DbException fault) => fault is SqlException refused ? refused.Number : fault.ErrorCode;

    /// <summary>
    /// Why a text is no connection string that names a server; null when it is one. A connection string is a secret: nothing of it is repeated, nor what the driver says
    /// of it.
    /// </summary>
    public static Refusal? WrongConnection(string connection)
    {
        try
        {
            if (new SqlConnectionStringBuilder(connection).DataSource.Length > 0)
                return null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Said below.
        }

        return Refusal.Of(
            "storage.connection-string",
            "环境变量 METROLOGY_SQLSERVER 不是 SQL Server 连接字符串。请按此格式填写：Server=主机,端口;Database=名称;User Id=用户;Password=密码；或清除它，使用数据目录中的数据库。",
            "The environment variable METROLOGY_SQLSERVER is no connection string of SQL Server. Write it as Server=HOST,PORT;Database=NAME;User Id=USER;Password=PASSWORD, or clear it to use the database in the data folder.");
    }
}
