using Microsoft.Data.Sqlite;

namespace Metrology.Web.Tests.Ledger;

internal static class Triggers
{
    /// <summary>What everybody who can write the file can do first.</summary>
    public static async Task DropAsync(SqliteConnection connection)
    {
        var names = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                names.Add(rows.GetString(0));
        }

        foreach (var name in names)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DROP TRIGGER \"{name}\"";
            await command.ExecuteNonQueryAsync();
        }
    }
}
