using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.Db.Sqlite;

/// <summary>The triggers that keep append-only tables so. A migration that rebuilds a table drops its triggers, therefore they are made again after each one.</summary>
internal static class SqliteTriggers
{
    /// <summary>Makes those that are missing.</summary>
    public static string Script(IModel model) => string.Join("\n", AppendOnly.Tables(model).SelectMany(table => new[] { Of(table, "UPDATE"), Of(table, "DELETE") }));

    private static string Of(string table, string act) => $"""
        CREATE TRIGGER IF NOT EXISTS "{AppendOnly.TriggerOf(table)}_{act}" BEFORE {act} ON "{table}"
        BEGIN SELECT RAISE(ABORT, '{AppendOnly.Answer}'); END;
        """;
}
