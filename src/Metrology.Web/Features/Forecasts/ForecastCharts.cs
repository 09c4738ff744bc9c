using System.Globalization;
using Metrology.App.Forecasts;
using Metrology.App.Standards;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Forecasts;

/// <summary>What the charts of the planner show.</summary>
internal static class ForecastCharts
{
    private const int Decimals = 2;

    public static ChartData Histogram(TargetForecast forecast, Words t)
    {
        var histogram = forecast.Paths.Histogram();
        var all = histogram.Sum(bar => bar.Paths);
        return new(t.Forecasts.CountAxis, t.Forecasts.PathsAxis,
        [
            Bars(reached: true, Tone.Good, $"≥ {forecast.Outlook.Needed.Plain()}"), Bars(reached: false, Tone.Quiet, $"< {forecast.Outlook.Needed.Plain()}"),
        ]);

        ChartSeries Bars(bool reached, Tone tone, string name) => new(name, ChartStyle.Bar, tone,
            [.. histogram.Select(bar => new ChartPoint(bar.Count.ToString(CultureInfo.InvariantCulture), bar.Count >= forecast.Outlook.Needed == reached ? Percent(bar.Paths, all) : null))]);
    }

    public static ChartData Cliffs(IReadOnlyList<ExpiryCliff<MeasurementStandard>> cliffs, DateOnly today, Words t) => new(
        t.Forecasts.CliffDay, t.Targets.StandardsUnit,
        [
            new(t.Forecasts.Cliffs, ChartStyle.Bar, Tone.Warning, [.. cliffs.Select(cliff => new ChartPoint(cliff.LastDay.Iso(), cliff.Falling.Count) { Path = $"/planner/falls?on={cliff.LastDay.Iso()}" })]),
        ])
    {
        X = ChartAxis.Time,
        Moments = [new(t.Targets.TodayWord, today.Iso(), Tone.Quiet)],
    };

    public static ChartData Past(IReadOnlyList<ForecastSnapshot> past, Words t) => new(
        t.Targets.Day, t.Forecasts.PastAxis, [new(t.Forecasts.Probability, ChartStyle.Scatter, Tone.Info, [.. past.Select(row => new ChartPoint(row.On.Iso(), row.Probability * 100))])])
    { X = ChartAxis.Time };

    private static decimal Percent(int part, int all) => decimal.Round(100m * part / all, Decimals);
}
