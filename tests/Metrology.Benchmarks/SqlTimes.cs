using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Metrology.Benchmarks;

/// <summary>Commands that EF Core sends, how often and how long: what a paper asks of the database.</summary>
sealed class SqlTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly Dictionary<string, (int Times, double Milliseconds)> all = [];
    private readonly List<IDisposable> subscriptions = [];

    public SqlTimes() => subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public void OnNext(DiagnosticListener listener)
    {
        if (listener.Name == Microsoft.EntityFrameworkCore.DbLoggerCategory.Name)
            subscriptions.Add(listener.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> happened)
    {
        if (happened.Value is not CommandExecutedEventData executed)
            return;
        lock (all)
        {
            var (times, milliseconds) = all.GetValueOrDefault(executed.Command.CommandText);
            all[executed.Command.CommandText] = (times + 1, milliseconds + executed.Duration.TotalMilliseconds);
        }
    }

    public void Say(int papers)
    {
        Console.WriteLine($"{all.Values.Sum(one => one.Times) / (double)papers:0.0} commands a paper, {all.Values.Sum(one => one.Milliseconds) / papers:0.00} ms");
        foreach (var (text, (times, milliseconds)) in all.OrderByDescending(one => one.Value.Milliseconds).Take(Shown))
        {
            var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var from = Math.Max(0, line.IndexOf("FROM", StringComparison.Ordinal));
            Console.WriteLine($"{milliseconds / papers:0.000} ms, {times / (double)papers:0.0} times: {Cut(line)} … {Cut(line[from..])}");
        }
    }

    private const int Shown = 50, Longest = 130;

    private static string Cut(string line) => line.Length > Longest ? line[..Longest] : line;

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => subscriptions.ForEach(one => one.Dispose());
}
