using System.Globalization;
using Metrology.App.Keeping;
using Metrology.Core.Keeping;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Keeping;

/// <summary>One chart of each kind that has something to show: the newest control chart with its limits, the newest repeatability reading by reading, the others as means over the days.</summary>
internal static class KeepingCharts
{
    public static IEnumerable<(string Title, ChartData Data)> Of(IReadOnlyList<KeepingRun> runs, Words t)
    {
        if (runs.FirstOrDefault(run => run.Kind == KeepingKind.ControlChart) is { Finding: { IsRefused: false, Value.Chart: { } chart } } charted)
        {
            yield return (Title(charted, t), new(t.Keeping.On, charted.Unit, [new(t.Keeping.Mean, ChartStyle.Line, Tone.Info, Points(charted, chart.Means))])
            {
                X = ChartAxis.Time,
                Limits = [new("UCL", KeepingDigits.Shown(chart.Means.Upper, charted.Groups)), new("CL", KeepingDigits.Shown(chart.Means.Centre, charted.Groups), Tone.Quiet), new("LCL", KeepingDigits.Shown(chart.Means.Lower, charted.Groups))],
            });
        }

        if (runs.FirstOrDefault(run => run.Kind == KeepingKind.Repeatability) is { } repeated)
        {
            ChartPoint[] points = [.. repeated.Groups.SelectMany(group => group.Values).Select((value, i) => new ChartPoint((i + 1).ToString(CultureInfo.InvariantCulture), value))];
            yield return (Title(repeated, t), new(t.Keeping.Observation, repeated.Unit, [new(t.Keeping.Readings, ChartStyle.Scatter, Tone.Info, points)])
            {
                Limits = [new(t.Keeping.Mean, KeepingDigits.Shown(points.Average(point => point.Y!.Value), repeated.Groups), Tone.Quiet)],
            });
        }

        foreach (var group in runs.Where(run => run.Kind is KeepingKind.StabilityNew or KeepingKind.StabilityYearly or KeepingKind.IntermediateCheck).GroupBy(run => (run.Kind, run.Subject, run.Point, run.Unit)))
        {
            ChartPoint[] points =
            [
                .. group.SelectMany(run => run.Groups).GroupBy(one => one.On).OrderBy(day => day.Key)
                    .Select(day => new ChartPoint(day.Key.Iso(), KeepingDigits.Shown(day.SelectMany(one => one.Values).Average(), day))),
            ];
            var newest = group.First();
            yield return (Title(newest, t), new(t.Keeping.On, newest.Unit, [new(t.Keeping.Mean, points.Length == 1 ? ChartStyle.Scatter : ChartStyle.Line, Tone.Info, points)])
            {
                X = ChartAxis.Time,
                Limits = newest is { Kind: KeepingKind.IntermediateCheck, Terms: { Reference: { } reference, Limit: { } limit } }
                    ? [new("+", reference + limit), new(t.Keeping.Reference, reference, Tone.Quiet), new("−", reference - limit)]
                    : [],
            });
        }
    }

    private static ChartPoint[] Points(KeepingRun run, ChartOf chart) => [.. run.Groups.OrderBy(group => group.On).Zip(chart.Points, (group, value) => new ChartPoint(group.On.Iso(), KeepingDigits.Shown(value, run.Groups)))];

    private static string Title(KeepingRun run, Words t) => $"{t[run.Kind.Label()]} · {run.Subject} · {run.Point}";

}
