using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>
/// Control chart of a check standard (平均值-标准偏差图 or 平均值-极差图), GB/T 17989.2 as JJF 1033 uses it. While it shows statistical control, the stability of
/// the standard needs no separate test.
/// </summary>
public sealed record ControlChart(ChartOf Means, ChartOf Spreads)
{
    public bool IsInControl => Means.Signals.Count == 0 && Spreads.Signals.Count == 0;

    /// <summary>Refused unless all groups have the same size, which the factors depend on.</summary>
    public static Outcome<ControlChart> Of(IReadOnlyList<IReadOnlyList<decimal>> groups, SpreadKind kind)
    {
        if (groups.Count == 0 || groups[0].Count is < ControlChartFactors.SmallestGroup or > ControlChartFactors.LargestGroup
            || groups.Any(group => group.Count != groups[0].Count))
        {
            return KeepingRefusals.UnequalGroups;
        }

        var factors = ControlChartFactors.Of(groups[0].Count);
        // Deviations from the first reading keep the digits that a large common offset would take from a double.
        var origin = groups[0][0];
        var values = groups.Select(group => group.Select(value => (double)(value - origin)).ToList()).ToList();
        var means = values.Select(TypeA.Mean).ToList();
        var spreads = values.Select(group => kind == SpreadKind.Range ? group.Max() - group.Min() : TypeA.StandardDeviation(group)).ToList();
        var (centre, spread) = (means.Average(), spreads.Average());
        var (reach, lower, upper) = kind == SpreadKind.Range
            ? (factors.MeanByRange, factors.RangeLower, factors.RangeUpper)
            : (factors.MeanByDeviation, factors.DeviationLower, factors.DeviationUpper);
        var offset = (double)origin;
        return new ControlChart(
            ChartOf.Of(means, centre, centre - (reach * spread), centre + (reach * spread), offset), ChartOf.Of(spreads, spread, lower * spread, upper * spread, 0));
    }
}

/// <summary>How the scatter within a group is charted.</summary>
public enum SpreadKind
{
    StandardDeviation,
    Range,
}

/// <summary>One chart: points, centre line, control limits and what speaks against statistical control.</summary>
public sealed record ChartOf(IReadOnlyList<double> Points, double Centre, double Lower, double Upper, IReadOnlyList<ControlSignal> Signals)
{
    private const int RunLength = 9;
    private const int TrendLength = 6;

    internal static ChartOf Of(IReadOnlyList<double> points, double centre, double lower, double upper, double offset)
    {
        var signals = new List<ControlSignal>();
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i] > upper || points[i] < lower)
                signals.Add(new(i, ControlSignalKind.BeyondLimit));
            var side = Math.Sign(points[i] - centre);
            if (i >= RunLength - 1 && side != 0 && Enumerable.Range(i - RunLength + 1, RunLength).All(j => Math.Sign(points[j] - centre) == side))
                signals.Add(new(i, ControlSignalKind.OneSide));
            var step = i == 0 ? 0 : Math.Sign(points[i] - points[i - 1]);
            if (i >= TrendLength - 1 && step != 0 && Enumerable.Range(i - TrendLength + 2, TrendLength - 1).All(j => Math.Sign(points[j] - points[j - 1]) == step))
                signals.Add(new(i, ControlSignalKind.Trend));
        }

        return new([.. points.Select(point => point + offset)], centre + offset, lower + offset, upper + offset, signals);
    }
}

/// <param name="Point">Position from 0 at which the pattern is complete.</param>
public sealed record ControlSignal(int Point, ControlSignalKind Kind);

/// <summary>Patterns that speak against statistical control; the first three tests of GB/T 17989.2.</summary>
public enum ControlSignalKind
{
    /// <summary>One point beyond a control limit.</summary>
    BeyondLimit,

    /// <summary>Nine points in a row on one side of the centre line.</summary>
    OneSide,

    /// <summary>Six points in a row that only rise or only fall.</summary>
    Trend,
}
