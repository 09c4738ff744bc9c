using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.Db.Sqlite;

/// <summary>The triggers that keep append-only tables so. A migration that rebuilds a table drops its triggers, therefore they are made again after each one.</summary>
internal static class SqliteTriggers
{
    /// <summary>
    /// What an insert is told that brings a key which is there. INSERT OR REPLACE would remove the old row, and SQLite asks no DELETE trigger then unless the connection, which may be anybody's, has switched
    /// recursive triggers on (sqlite.org/lang_conflict.html).
    /// </summary>
    internal const string KeyIsThere = AppendOnly.Answer + "; a row of this key is there";

    /// <summary>Makes those that are missing.</summary>
    public static string Script(IModel model) => string.Join("\n", AppendOnly.Types(model).SelectMany(Of));

    private static IEnumerable<string> Of(IEntityType type)
    {
        var table = type.GetTableName()!;
        yield return Of(table, "UPDATE", "", AppendOnly.Answer);
        yield return Of(table, "DELETE", "", AppendOnly.Answer);
        var keys = type.GetKeys().Select(key => key.Properties).Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));
        var there = keys.Select(key => $"EXISTS (SELECT 1 FROM \"{table}\" WHERE {string.Join(" AND ", key.Select(part => part.GetColumnName()).Select(column => $"\"{column}\" = NEW.\"{column}\""))})");
        yield return Of(table, "INSERT", $" WHEN {string.Join(" OR ", there)}", KeyIsThere);
    }

    private static string Of(string table, string act, string when, string answer) => $"""
        CREATE TRIGGER IF NOT EXISTS "{AppendOnly.TriggerOf(table)}_{act}" BEFORE {act} ON "{table}"{when}
        BEGIN SELECT RAISE(ABORT, '{answer}'); END;
        """;
}
