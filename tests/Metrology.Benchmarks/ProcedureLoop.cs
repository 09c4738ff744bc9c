using System.Diagnostics;
using System.Globalization;

namespace Metrology.Benchmarks;

/// <summary>A quick measurement on one thread: median of many calls.</summary>
internal static class ProcedureLoop
{
    public static void Run(int seconds)
    {
        var benchmarks = new ProcedureBenchmarks();
        benchmarks.SetUp();
        Measure("load JJG 1148-2022", seconds, benchmarks.Load_JJG_1148);
        Measure("load JJG 517-2016#bench", seconds, benchmarks.Load_JJG_517_bench);
        Measure(string.Create(CultureInfo.InvariantCulture, $"evaluate {LongRun.OfHundredObservations().State.Observations.Count} observations"), seconds, benchmarks.Evaluate_100_observations);
        Measure("canonical JSON of it", seconds, benchmarks.Canonical_json_of_it);
    }

    private static void Measure<T>(string name, int seconds, Func<T> call)
    {
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < seconds)
        {
            var one = Stopwatch.GetTimestamp();
            GC.KeepAlive(call());
            times.Add(Stopwatch.GetElapsedTime(one).TotalMicroseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: median {times[times.Count / 2]:F0} µs, 95 % below {times[times.Count * 95 / 100]:F0} µs, {times.Count} calls"));
    }
}
