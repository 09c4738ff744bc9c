using System.Diagnostics;
using System.Globalization;

namespace Metrology.Benchmarks;

/// <summary>A quick measurement on one thread: least and median of wall time, and least processor time of the process, which other work burdens less.</summary>
internal static class UncertaintyLoop
{
    public static void Run(int seconds)
    {
        var benchmarks = new UncertaintyBenchmarks();
        benchmarks.MakeModels();
        Measure("additive, four normal inputs", seconds, () => benchmarks.AdditiveFour());
        Measure("its trials alone", seconds, () => benchmarks.AdditiveFourTrials());
        Measure("eight correlated inputs", seconds, () => benchmarks.CorrelatedEight());
        Measure("its trials alone", seconds, () => benchmarks.CorrelatedEightTrials());
    }

    private static void Measure(string name, int seconds, Action call)
    {
        var (wall, processor, all) = (new List<double>(), new List<double>(), Stopwatch.StartNew());
        while (all.Elapsed.TotalSeconds < seconds)
        {
            var (before, one) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            call();
            wall.Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        wall.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: least {wall[0]:F1} ms, median {wall[wall.Count / 2]:F1} ms, processor time at least {processor.Min():F1} ms, {wall.Count} calls"));
    }
}
