using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Targets;

/// <summary>The step curve of a target: solid to today, dashed beyond, the number as a line, the due day and the chosen day upright, daily snapshots as points.</summary>
internal static class TargetChart
{
    public static ChartData Of(TargetQueries.Line line, TargetQueries.History history, ChosenDate on, Words t)
    {
        var target = line.View.Target;
        var today = At(history.Curve, on.Today);
        ChartPoint[] past = [.. history.Curve.Where(point => point.On <= on.Today).Select(Counted), Point(on.Today, today.Counted)];
        ChartPoint[] future =
        [
            Point(on.Today, today.Counted), .. history.Curve.Where(point => point.On > on.Today).Select(Counted), Point(history.Until, history.Curve[^1].Counted),
        ];
        List<ChartSeries> series =
        [
            new(t.Targets.Past, ChartStyle.Step, Tone.Good, Distinct(past)),
            new(t.Targets.Future, ChartStyle.Step, Tone.Good, Distinct(future)) { IsForecast = true },
        ];
        if (history.Curve.Any(point => point.Unknown > 0))
        {
            series.Add(new(
                t.Targets.WithUnknown, ChartStyle.Step, Tone.Unknown,
                Distinct([.. history.Curve.Select(point => Point(point.On, point.Counted + point.Unknown)), Point(history.Until, history.Curve[^1].Counted + history.Curve[^1].Unknown)])));
        }

        if (history.Snapshots.Count > 0)
            series.Add(new(t.Targets.Snapshots, ChartStyle.Scatter, Tone.Info, [.. history.Snapshots.Select(row => Point(row.On, row.Valid))]));
        return new(t.Targets.Day, line.View.CountsStandards ? t.Targets.StandardsUnit : t.Targets.Count, series)
        {
            X = ChartAxis.Time,
            Limits = QuantityText.ParseNumber(target.Range?.Min ?? target.Number ?? "") is { } number ? [new(t.Targets.Goal, number, Tone.Info)] : [],
            Moments =
            [
                .. target.Due.DefaultDate is { } due ? new[] { new ChartMoment(t.Targets.DueDay, due.Iso(), Tone.Info) } : [],
                .. on.IsToday ? [] : new[] { new ChartMoment(t.Planning.OnDay, on.Day.Iso(), Tone.Warning) },
                new(t.Targets.TodayWord, on.Today.Iso(), Tone.Quiet),
            ],
        };
    }

    private static CurvePoint At(IReadOnlyList<CurvePoint> curve, DateOnly day) => curve.Last(point => point.On <= day);

    private static ChartPoint Counted(CurvePoint point) => Point(point.On, point.Counted);

    private static ChartPoint Point(DateOnly day, int number) => new(day.Iso(), number);

    private static ChartPoint[] Distinct(ChartPoint[] points) => [.. points.DistinctBy(point => point.X)];
}
