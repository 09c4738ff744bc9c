using Microsoft.Data.Sqlite;

namespace Metrology.Web.Tests.Ledger;

internal static class Triggers
{
    /// <summary>What everybody who can write the file can do first, and undo when it is done: that a trigger is missing is found by itself.</summary>
    public static async Task WithoutAsync(SqliteConnection connection, Func<Task> forge)
    {
        var kept = await DropAsync(connection);
        await forge();
        foreach (var made in kept)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = made;
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (SqliteException)
            {
                // Its table is gone.
            }
        }
    }

    /// <returns>How each was made.</returns>
    public static async Task<IReadOnlyList<string>> DropAsync(SqliteConnection connection)
    {
        var (names, made) = (new List<string>(), new List<string>());
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                names.Add(rows.GetString(0));
                made.Add(rows.GetString(1));
            }
        }

        foreach (var name in names)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"DROP TRIGGER \"{name}\"";
            await command.ExecuteNonQueryAsync();
        }

        return made;
    }
}
