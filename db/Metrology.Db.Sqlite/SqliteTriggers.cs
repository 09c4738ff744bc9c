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

    private const string Make = "CREATE TRIGGER IF NOT EXISTS ", Kept = "CREATE TRIGGER ";

    /// <summary>Makes those that are missing.</summary>
    public static string Script(IModel model) => string.Join("\n", AppendOnly.Types(model).SelectMany(Of));

    /// <summary>Removes those of these that are the product's and were changed.</summary>
    public static string Drop(IModel model, IEnumerable<string> wrong) =>
        string.Join("\n", wrong.Intersect(AppendOnly.Types(model).SelectMany(Of).Select(NameOf)).Select(name => $"DROP TRIGGER IF EXISTS \"{name}\";").Append("SELECT 1;"));

    /// <summary>Names of those that are missing or say something else, and of those that the product did not make.</summary>
    public static async Task<IReadOnlyList<string>> WrongAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var made = AppendOnly.Types(db.Model).SelectMany(Of).ToDictionary(NameOf, script => Plain(script.Replace(Make, Kept, StringComparison.Ordinal)));
        var there = await db.Database.SqlQueryRaw<Trigger>("SELECT name AS \"Name\", sql AS \"Sql\" FROM sqlite_master WHERE type = 'trigger'").ToDictionaryAsync(row => row.Name, row => Plain(row.Sql), cancellation);
        return [.. made.Keys.Union(there.Keys).Where(name => made.GetValueOrDefault(name) != there.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
    }

    private sealed record Trigger(string Name, string Sql);

    private static string NameOf(string script) => script.Split('"')[1];

    /// <summary>SQLite keeps the text as it was given, without the end of the statement.</summary>
    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');

    private static IEnumerable<string> Of(IEntityType type)
    {
        var table = type.GetTableName()!;
        yield return Of(table, "UPDATE", "", AppendOnly.Answer);
        yield return Of(table, "DELETE", AppendOnly.GoesWhen(type, "OLD") is { } goes ? $" WHEN NOT {goes}" : "", AppendOnly.Answer);
        var keys = type.GetKeys().Select(key => key.Properties).Concat(type.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties));
        var there = keys.Select(key => $"EXISTS (SELECT 1 FROM \"{table}\" WHERE {string.Join(" AND ", key.Select(part => part.GetColumnName()).Select(column => $"\"{column}\" = NEW.\"{column}\""))})");
        // A row can be replaced by its number in the file, too; NEW.rowid is -1 where none was given.
        var byNumber = $"EXISTS (SELECT 1 FROM \"{table}\" WHERE rowid = NEW.rowid)";
        yield return Of(table, "INSERT", $" WHEN {string.Join(" OR ", there.Append(byNumber))}", KeyIsThere);
    }

    private static string Of(string table, string act, string when, string answer) => $"""
        {Make}"{AppendOnly.TriggerOf(table)}_{act}" BEFORE {act} ON "{table}"{when}
        BEGIN SELECT RAISE(ABORT, '{answer}'); END;
        """;
}
