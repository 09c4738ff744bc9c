using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Metrology.Fault.Tests;

/// <summary>How often each fault was let happen and how often everything held; printed with the seed when the process ends, as the figures that docs/faults.md publishes.</summary>
internal static class Tally
{
    private static readonly ConcurrentDictionary<string, (int Held, int Of)> Faults = new(StringComparer.Ordinal);
    private static readonly ConcurrentQueue<string> Figures = [];

    static Tally() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.Out.Write(Table());

    /// <summary>One try of a fault: it held when nothing is thrown.</summary>
    public static async Task TryAsync(string fault, Func<Task> one)
    {
        Faults.AddOrUpdate(fault, (0, 1), (_, counted) => counted with { Of = counted.Of + 1 });
        await one();
        Faults.AddOrUpdate(fault, (1, 1), (_, counted) => counted with { Held = counted.Held + 1 });
    }

    /// <summary>Something that was measured beside it, such as a time.</summary>
    public static void Note(string figure) => Figures.Enqueue(figure);

    private static string Table()
    {
        var text = new StringBuilder().AppendLine().AppendLine(CultureInfo.InvariantCulture, $"METROLOGY_FAULT_SEED={Lane.Seed}{(Lane.IsLong ? " (long lane)" : "")}");
        foreach (var (fault, (held, of)) in Faults.OrderBy(one => one.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {held,5}/{of,-5} {fault}");
        foreach (var figure in Figures)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {figure}");
        return text.ToString();
    }
}
