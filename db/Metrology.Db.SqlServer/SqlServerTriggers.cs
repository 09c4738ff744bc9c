using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.Db.SqlServer;

/// <summary>The triggers that keep append-only tables so.</summary>
internal static class SqlServerTriggers
{
    /// <summary>51000 is the first number that is free for the user's own errors.</summary>
    private const int Number = 51000;

    /// <summary>One batch each, which the server asks for; they can be run again.</summary>
    public static IEnumerable<string> Batches(IModel model) => AppendOnly.Types(model).Select(type => $"""
        CREATE OR ALTER TRIGGER [{AppendOnly.TriggerOf(type.GetTableName()!)}] ON [{type.GetTableName()}] AFTER UPDATE, DELETE AS
        IF EXISTS (SELECT 1 FROM {(AppendOnly.GoesWhen(type, "d") is { } goes ? $"deleted AS d WHERE EXISTS (SELECT 1 FROM inserted) OR NOT {goes}" : "deleted")})
            THROW {Number}, '{AppendOnly.Answer}', 1;
        """);
}
