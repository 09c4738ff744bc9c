using Metrology.Core.Certificates;
using Metrology.Dcc.Pages;
using Metrology.Pdf.Reading;
using static Metrology.Dcc.Pages.PlotGeometry;

namespace Metrology.Verify.Checking;

/// <summary>A line or dot that a plot should have.</summary>
/// <param name="What">Named to whoever is told that it is not there.</param>
internal sealed record PlotShape(string What, PaintedShape Shape);

/// <summary>A number beside an axis: its text, the height of its baseline, and where it is centred or ends.</summary>
internal sealed record PlotLabel(string Text, double X, double Y, bool IsCentred);

/// <summary>How a plot of errors is drawn on papers of edition 1, in points from the lower left corner of the drawing.</summary>
internal sealed class PlotShapes
{
    private readonly ErrorPlot plot;
    private readonly PlotScale scale;
    private readonly double cell;

    public PlotShapes(ErrorPlot plot)
    {
        (this.plot, scale) = (plot, PlotScale.Of(plot.Points));
        cell = (Right - Left) / plot.Points.Count;
    }

    /// <summary>In the order in which they are drawn.</summary>
    public IReadOnlyList<PlotShape> All => [.. Grids(), .. Points().Select(i => Line($"axis {i + 1}", Axis, X(i), Bottom - Tick, X(i), Bottom)), .. Limits(), .. Frame(), .. Points().SelectMany(Marks)];

    public IReadOnlyList<PlotLabel> Labels =>
    [
        .. scale.Ticks().Select(tick => new PlotLabel(scale.Text(tick), ValueEnd, Y(tick) - ValueDrop, false)),
        .. PlotLabels.Points(plot).Select(i => new PlotLabel((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), X(i), PointHeight, true)),
    ];

    private IEnumerable<int> Points() => Enumerable.Range(0, plot.Points.Count);

    private double X(int index) => Left + (cell * (index + 0.5));

    private double Y(decimal value) => Bottom + (scale.Place(value) * (Top - Bottom));

    private IEnumerable<PlotShape> Grids() => scale.Ticks().Select(tick => Line($"axis {scale.Text(tick)}", tick == 0 ? Zero : Grid, Left, Y(tick), Right, Y(tick)));

    private static IEnumerable<PlotShape> Frame() => [Line("axis", Axis, Left, Bottom, Left, Top), Line("axis", Axis, Left, Bottom, Right, Bottom)];

    private IEnumerable<PlotShape> Limits() => new[] { ("lower limit", Steps(point => point.Lower)), ("upper limit", Steps(point => point.Upper)) }.SelectMany(side => side.Item2.Select(step =>
    {
        var line = Line($"{side.Item1} {step.From + 1}", Limit, X(step.From) - (cell / 2), Y(step.Value), X(step.To) + (cell / 2), Y(step.Value));
        return line with { Shape = line.Shape with { Dash = Dashes } };
    }));

    /// <summary>Neighbours with the same limit have one line.</summary>
    private IEnumerable<(int From, int To, decimal Value)> Steps(Func<PlottedPoint, decimal?> of)
    {
        for (var from = 0; from < plot.Points.Count;)
        {
            var to = from;
            while (to + 1 < plot.Points.Count && of(plot.Points[to + 1]) == of(plot.Points[from]))
                to++;
            if (of(plot.Points[from]) is { } value)
                yield return (from, to, value);
            from = to + 1;
        }
    }

    private IEnumerable<PlotShape> Marks(int index)
    {
        var (point, x) = (plot.Points[index], X(index));
        if (point.Uncertainty is { } expanded)
        {
            var (low, high) = (Y(point.Error - expanded), Y(point.Error + expanded));
            yield return Line($"U {index + 1}", Bar, x, low, x, high);
            yield return Line($"U {index + 1}", Bar, x - Cap, low, x + Cap, low);
            yield return Line($"U {index + 1}", Bar, x - Cap, high, x + Cap, high);
        }

        var y = Y(point.Error);
        yield return new($"error {index + 1}", new(PaintKind.Area, x - Dot, y - Dot, x + Dot, y + Dot, 0) { IsUpright = false });
    }

    private static PlotShape Line(string what, PlotPen pen, double x1, double y1, double x2, double y2) => new(
        what, new(PaintKind.Line, x1 - (pen.Width / 2), y1 - (pen.Width / 2), x2 + (pen.Width / 2), y2 + (pen.Width / 2), 0) { LineWidth = pen.Width, Lightness = pen.Lightness });
}
