using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Metrology.App.Operation;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Metrology.Db.Sqlite;

/// <summary>Keeps messages of instruments by statements that are prepared once: the one table that grows by tens of thousands of rows a second.</summary>
internal sealed class SqliteMessages(SqliteConnection writer) : IDisposable
{
    private readonly sqlite3 database = writer.Handle!;
    private readonly SqliteStatement begin = new(writer.Handle!, "BEGIN IMMEDIATE");
    private readonly SqliteStatement commit = new(writer.Handle!, "COMMIT");
    private readonly SqliteStatement rollback = new(writer.Handle!, "ROLLBACK");
    private readonly SqliteStatement add = new(
        writer.Handle!,
        $"""
        INSERT INTO "InstrumentMessages" ("Instrument", "Boot", "Sequence", "Topic", "Payload", "ReceivedAt")
        SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS ({Disposed}) ON CONFLICT DO NOTHING
        """);
    private readonly SqliteStatement disposed = new(writer.Handle!, Disposed);
    private readonly SqliteStatement same = new(
        writer.Handle!, """SELECT 1 FROM "InstrumentMessages" WHERE "Instrument" = ?1 AND "Boot" = ?2 AND "Sequence" = ?3 AND "Topic" = ?4 AND "Payload" = ?5""");
    private readonly SqliteStatement refuse = new(
        writer.Handle!,
        """INSERT INTO "RefusedMessages" ("Source", "Payload", "Code", "ReasonZh", "ReasonEn", "ReceivedAt") VALUES (?1, ?2, ?3, ?4, ?5, ?6)""");

    /// <summary>What was disposed of was there, and is not received again.</summary>
    private const string Disposed = """SELECT 1 FROM "DisposedMessages" WHERE "Instrument" = ?1 AND "Boot" = ?2 AND "First" <= ?3 AND "Last" >= ?3""";

    /// <summary>Says where a batch stands, in the words of EF Core, for whoever wants to end the process there.</summary>
    private static readonly DiagnosticListener Steps = new("Metrology.Db.Sqlite");

    /// <inheritdoc cref="IBulkMessages.KeepAsync"/>
    /// <exception cref="SqliteException">Nothing of the batch was kept.</exception>
    public int Keep(IReadOnlyList<InstrumentMessage> messages, IReadOnlyList<RefusedMessage> refused, Func<InstrumentMessage, RefusedMessage> onReused)
    {
        begin.Run();
        Say("Messages.TransactionStarted");
        try
        {
            var added = 0;
            foreach (var message in messages)
            {
                Name(add, message).Instant(6, message.ReceivedAt).Run();
                Say("Messages.CommandExecuted");
                if (raw.sqlite3_changes(database) > 0)
                    added++;
                else if (!Name(same, message).Finds() && !Named(disposed, message).Finds())
                    Refuse(onReused(message));
            }

            foreach (var message in refused)
                Refuse(message);
            Say("Messages.TransactionCommitting");
            commit.Run();
            Say("Messages.TransactionCommitted");
            return added;
        }
        catch
        {
            // SQLite has rolled some failures back itself; then there is nothing to roll back.
            if (raw.sqlite3_get_autocommit(database) == 0)
                rollback.TryRun();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, rollback, add, same, refuse, disposed })
            statement.Dispose();
    }

    private static void Say(string step)
    {
        if (Steps.IsEnabled())
            Steps.Write(step, null);
    }

    private static SqliteStatement Named(SqliteStatement statement, InstrumentMessage message) => statement.Text(1, message.Instrument).Text(2, message.Boot).Number(3, message.Sequence);

    private static SqliteStatement Name(SqliteStatement statement, InstrumentMessage message) => Named(statement, message).Text(4, message.Topic).Bytes(5, message.Payload);

    private void Refuse(RefusedMessage message) => refuse
        .Text(1, message.Source).Bytes(2, message.Payload).Text(3, message.Code).Text(4, message.ReasonZh).Text(5, message.ReasonEn).Instant(6, message.ReceivedAt).Run();
}

/// <summary>A prepared statement that is run again and again; parameters count from 1.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int StackBytes = 512;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <exception cref="SqliteException">The database does not take the statement.</exception>
    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    public SqliteStatement Text(int parameter, string value)
    {
        Span<byte> bytes = value.Length * 3 <= StackBytes ? stackalloc byte[StackBytes] : new byte[value.Length * 3];
        Check(raw.sqlite3_bind_text(statement, parameter, bytes[..Encoding.UTF8.GetBytes(value, bytes)]), database);
        return this;
    }

    public SqliteStatement Number(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value), database);
        return this;
    }

    /// <summary>UTC ticks, as the model keeps every instant.</summary>
    public SqliteStatement Instant(int parameter, DateTimeOffset value) => Number(parameter, value.UtcTicks);

    public SqliteStatement Bytes(int parameter, byte[] value)
    {
        // SQLite takes a null pointer for NULL; the driver gives one for an empty span.
        Check(value.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, parameter, 0) : raw.sqlite3_bind_blob(statement, parameter, value.AsSpan()), database);
        return this;
    }

    /// <exception cref="SqliteException">It failed.</exception>
    public void Run() => Step();

    /// <summary>Whether there is a row.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public bool Finds() => Step() == raw.SQLITE_ROW;

    /// <summary>Every row; columns count from 0.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public List<T> Rows<T>(Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            int result;
            while ((result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                rows.Add(read(this));
            Check(result, database);
            return rows;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public long NumberOf(int column) => raw.sqlite3_column_int64(statement, column);

    public string TextOf(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    public byte[] BytesOf(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <exception cref="SqliteException">It is no success.</exception>
    internal static void Check(int result, sqlite3 database)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
            Fail(result, database);
    }

    public void TryRun()
    {
        raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
    }

    public void Dispose() => statement.Dispose();

    private int Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is raw.SQLITE_DONE or raw.SQLITE_ROW)
        {
            raw.sqlite3_reset(statement);
            return result;
        }

        try
        {
            Check(result, database);
            return result;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    /// <summary>Apart, so that the driver is not even loaded where nothing fails.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(int result, sqlite3 database) => SqliteException.ThrowExceptionForRC(result, database);
}
