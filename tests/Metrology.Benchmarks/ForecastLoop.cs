using System.Diagnostics;
using System.Globalization;

namespace Metrology.Benchmarks;

/// <summary>A quick measurement of the planner's numbers: least and median of some turns, and processor time, which other work on the machine changes less.</summary>
static class ForecastLoop
{
    public static void Run(int turns)
    {
        var benchmark = new ForecastBenchmarks();
        benchmark.Generate();
        Measure(nameof(benchmark.In_force_on_3650_days_100000_standards), turns, () => benchmark.In_force_on_3650_days_100000_standards());
        Measure(nameof(benchmark.Forecast_10000_paths_200_projects_1000_standards), turns, () => benchmark.Forecast_10000_paths_200_projects_1000_standards());
        Measure(nameof(benchmark.Forecast_and_ranked_actions), turns, () => benchmark.Forecast_and_ranked_actions());
    }

    static void Measure<T>(string name, int turns, Func<T> turn)
    {
        var process = Process.GetCurrentProcess();
        for (var i = 0; i < 3; i++)
            turn();
        var (wall, processor) = (new List<double>(), new List<double>());
        for (var i = 0; i < turns; i++)
        {
            process.Refresh();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            turn();
            watch.Stop();
            process.Refresh();
            wall.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((process.TotalProcessorTime - before).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: least {wall.Min():0.0} ms, median {Median(wall):0.0} ms; processor least {processor.Min():0.0} ms, median {Median(processor):0.0} ms"));
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
