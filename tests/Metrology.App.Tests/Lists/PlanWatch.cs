using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Metrology.App.Tests.Lists;

/// <summary>Hears every command that is sent to one database file, and says of each how SQLite carries it out.</summary>
internal sealed class PlanWatch : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly string file;
    private readonly Dictionary<string, (string Name, object? Value)[]> heard = [];
    private readonly List<IDisposable> subscriptions = [];

    public PlanWatch(string file)
    {
        this.file = file;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Commands that were sent, and why their plan is none for a large table.</summary>
    public IReadOnlyList<string> Problems()
    {
        using var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        var problems = new List<string>();
        foreach (var (text, parameters) in heard)
        {
            var plan = Plan(connection, text, parameters);
            if (Problem(plan) is { } why)
                problems.Add($"{why}\n{text}\n  {string.Join("\n  ", plan)}");
        }

        return problems;
    }

    public int Count => heard.Count;

    public void Forget() => heard.Clear();

    /// <summary>A table that is read from end to end, or sorted because no index has the order. Few rows that were gathered by their keys may be sorted.</summary>
    private static string? Problem(IReadOnlyList<string> plan)
    {
        var made = plan.Where(line => line.StartsWith("CO-ROUTINE ", StringComparison.Ordinal) || line.StartsWith("MATERIALIZE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToHashSet();
        var keys = plan.Any(line => line.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal));
        return plan.FirstOrDefault(line => line.StartsWith("SCAN ", StringComparison.Ordinal)
                && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal) && !line.Contains("CONSTANT ROW", StringComparison.Ordinal)
                && !line.Contains("(subquery", StringComparison.Ordinal) && !made.Contains(line.Split(' ')[1]))
            ?? (keys ? null : plan.FirstOrDefault(line => line.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal)));
    }

    private static List<string> Plan(SqliteConnection connection, string text, (string Name, object? Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + text;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return lines;
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener listener)
    {
        if (listener.Name == DbLoggerCategory.Name)
            subscriptions.Add(listener.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Value is CommandExecutedEventData { Command: SqliteCommand { Connection.DataSource: var source } command } && source == file && command.CommandText.Contains("SELECT", StringComparison.Ordinal))
            heard[command.CommandText] = [.. command.Parameters.Cast<SqliteParameter>().Select(one => (one.ParameterName, one.Value))];
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error) => throw error;

    public void Dispose() => subscriptions.ForEach(one => one.Dispose());
}
