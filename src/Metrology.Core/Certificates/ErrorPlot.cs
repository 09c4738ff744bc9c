using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>The judged errors of a series of points against their limits, as a drawing. It shows what the table above it says and no fact of its own; its numbers are decoration.</summary>
/// <param name="Title">Said instead of the drawing to whoever does not see it.</param>
/// <param name="Unit">Symbol of the unit of errors, limits and U; empty for unit one.</param>
/// <param name="Points">In the order of the table.</param>
public sealed record ErrorPlot(BilingualText Title, string Unit, IReadOnlyList<PlottedPoint> Points) : Block
{
    private const int Fewest = 2;

    /// <summary>What is drawn, where it is not errors; null on a certificate.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public BilingualText? Said { get; init; }

    /// <summary>What is drawn how; readable without colours.</summary>
    public BilingualText Legend
    {
        get
        {
            if (Said is { } said)
                return said;
            var (zh, en) = (new List<string> { "圆点：修约误差" }, new List<string> { "dots: rounded errors" });
            if (Points.Any(point => point.Uncertainty is not null))
                Say("竖线：±U", "bars: ±U");
            if (Points.Any(point => point.Lower is not null || point.Upper is not null))
                Say("虚线：最大允许误差", "dashed: limits of the error");
            Say("横轴：上表中各点的顺序", "horizontal axis: points in the order of the table above");
            return new($"{Axis.Zh}；{string.Join('；', zh)}", $"{Axis.En}; {string.Join("; ", en)}");

            void Say(string chinese, string english)
            {
                zh.Add(chinese);
                en.Add(english);
            }
        }
    }

    private BilingualText Axis => Unit.Length == 0 ? new("纵轴：误差", "vertical axis: error") : new($"纵轴：误差/{Unit}", $"vertical axis: error/{Unit}");

    /// <summary>Null where there is no series: fewer than two results.</summary>
    internal static ErrorPlot? Of(ItemResult item, ResultsView view)
    {
        var points = item.Points.Where(point => point.Rounded is not null).ToList();
        return points.Count == 0 || points.Exists(point => point.Unit != points[0].Unit) ? null : Of(item.Title, points[0].Unit, [.. points.Select(point => Point(point, view))]);
    }

    /// <summary>The same from what is printed; null where there is no series.</summary>
    /// <param name="item">Name of what was measured.</param>
    /// <param name="unit">Symbol of the unit; "1" for unit one.</param>
    /// <param name="points">Those that have a rounded error.</param>
    public static ErrorPlot? Of(BilingualText item, string unit, IReadOnlyList<PlottedPoint> points) => points.Count < Fewest
        ? null
        : new(
            new($"{item.Zh}：误差图，{points.Count} 个点；数值见上表", $"{item.En}: plot of errors, {points.Count} points; the numbers stand in the table above"), unit == "1" ? "" : unit, points);

    private static PlottedPoint Point(PointResult point, ResultsView view) => new(
        point.Rounded!.Value, view.ShowsConformity ? point.Zone.Lower : null, view.ShowsConformity ? point.Zone.Upper : null,
        view.ShowsUncertainty && PointDigits.Expanded(point) is { } digits && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var expanded) ? expanded : null);
}

/// <param name="Error">Rounded, in the unit of the plot.</param>
/// <param name="Lower">Limit of the error; null where there is none, or nothing is judged.</param>
/// <param name="Upper">The same.</param>
/// <param name="Uncertainty">U; null where none is shown.</param>
public sealed record PlottedPoint(decimal Error, decimal? Lower, decimal? Upper, decimal? Uncertainty);

/// <summary>The vertical axis of a plot: from which value to which, and where it has a number.</summary>
/// <param name="Step">1, 2 or 5 times a power of ten.</param>
public sealed record PlotScale(decimal Least, decimal Most, decimal Step)
{
    /// <summary>More of them crowd the axis; half as many are still enough to read from.</summary>
    public const decimal MostSteps = 8m;

    public const decimal SmallestStep = 1e-12m, LargestStep = 1e15m;

    public static PlotScale Of(IReadOnlyList<PlottedPoint> points)
    {
        List<decimal> shown = [0m, .. points.SelectMany(Values)];
        var (least, most) = shown.Max() > shown.Min() ? (shown.Min(), shown.Max()) : (-1m, 1m);
        var step = StepFor(most - least);
        // A limit that lay on the frame would not be seen.
        var (bottom, top) = (Math.Floor(least / step) * step, Math.Ceiling(most / step) * step);
        return new(bottom == least && least < 0m ? bottom - step : bottom, top == most && most > 0m ? top + step : top, step);
    }

    /// <summary>Values that bear a number, from below.</summary>
    public IEnumerable<decimal> Ticks()
    {
        for (var value = Least; value <= Most; value += Step)
            yield return value;
    }

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    public double Place(decimal value) => (double)((value - Least) / (Most - Least));

    /// <summary>As the axis says it: as many decimals as the step has, and a sign.</summary>
    public string Text(decimal value) => value == 0 ? "0" : SignedText.Of(decimal.Round(value, DecimalsOf(Step)));

    private static IEnumerable<decimal> Values(PlottedPoint point)
    {
        yield return point.Error + (point.Uncertainty ?? 0m);
        yield return point.Error - (point.Uncertainty ?? 0m);
        if (point.Lower is { } lower)
            yield return lower;
        if (point.Upper is { } upper)
            yield return upper;
    }

    private static decimal StepFor(decimal span)
    {
        var decade = SmallestStep;
        while (decade < LargestStep && span / (decade * 10m) > MostSteps)
            decade *= 10m;
        return new[] { decade, 2m * decade, 5m * decade, 10m * decade }.First(step => span / step <= MostSteps || step > LargestStep);
    }

    private static int DecimalsOf(decimal step)
    {
        var decimals = 0;
        while (decimals < 15 && decimal.Round(step, decimals) != step)
            decimals++;
        return decimals;
    }
}
