using BenchmarkDotNet.Attributes;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Forecasts;

namespace Metrology.Benchmarks;

/// <summary>The planner's numbers over generated registers: days in force of ten years, and a forecast with 200 projects.</summary>
[MemoryDiagnoser]
public class ForecastBenchmarks
{
    private const int Days = 3650;
    private const int Projects = 200;
    private static readonly DateOnly Today = new(2026, 1, 1);

    private StandardDates[] registerOf100000 = [];
    private CountedStandard[] registerOf1000 = [];
    private CountedProject[] projects = [];

    [GlobalSetup]
    public void Generate()
    {
        // A plain generator with a seed: the register is the same in every run.
        var state = 20260101u;
        int Next(int below) => (int)((state = (state * 1664525u) + 1013904223u) >> 8) % below;
        registerOf100000 = [.. Enumerable.Range(0, 100_000).Select(_ => Dates())];
        registerOf1000 = [.. registerOf100000.Take(1000).Select((dates, i) => new CountedStandard($"{i}", "A", dates, dates.Assessment[0].From, []))];
        projects = [.. Enumerable.Range(0, Projects).Select(i => new CountedProject($"{i}", "A", new($"{i}", [.. BuildingStages.All.Select(Stage)], null)))];

        StandardDates Dates() => new(Certificates(), Certificates(), Next(20) == 0 ? Today.AddDays(Next(Days)) : null, null, null);
        CertificatePeriod[] Certificates()
        {
            var first = Today.AddDays(-Next(4000));
            return [new(first, first.AddYears(4).AddDays(-1)), new(first.AddYears(4), Next(30) == 0 ? null : first.AddYears(9).AddDays(-1))];
        }

        OpenStage Stage(BuildingStage stage) => new(stage, null, null, new StageDuration.Stated(10 + Next(20), 40 + Next(20), 80 + Next(100)));
    }

    /// <summary>Goal: under 100 ms.</summary>
    [Benchmark]
    public int In_force_on_3650_days_100000_standards() => InForceCount.PerDay(registerOf100000, Today, Days)[^1];

    [Benchmark]
    public int In_force_on_3650_days_1000_standards() => InForceCount.PerDay(registerOf100000.AsSpan(0, 1000).ToArray(), Today, Days)[^1];

    /// <summary>Goal: under 500 ms. Ten open stages each; finish days with and without the present stage, and the probability.</summary>
    [Benchmark]
    public double Forecast_10000_paths_200_projects_1000_standards() => TargetForecast.Of(Example, TargetReadings.StockAtDate, registerOf1000, projects, new(2029, 12, 31), Scenario)!.Paths.Probability;

    /// <summary>The same with the ten actions that move it most.</summary>
    [Benchmark]
    public int Forecast_and_ranked_actions() => TargetForecast.Of(Example, TargetReadings.StockAtDate, registerOf1000, projects, new(2029, 12, 31), Scenario)!.Paths.Actions(10).Count;

    private static readonly ForecastScenario Scenario = new(Today, 0.9, 1, ForecastScenario.OrdinaryPaths);

    private static readonly Target Example = new()
    {
        Id = "B",
        Place = "示例市",
        Document = "示例方案",
        SeedFile = null,
        Quote = null,
        Line = 1,
        Number = "900",
        Operator = "≥",
        Unit = "项 社会公用计量标准",
        Scope = "示例市",
        DefaultKind = TargetReadings.StockAtDate,
        AlternativeKinds = [],
        Due = new("到2029年", new(2029, 12, 31)),
        Baseline = null,
        CountingClassesDefault = ["A", "B"],
    };
}
