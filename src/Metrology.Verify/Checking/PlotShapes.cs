using Metrology.Core.Certificates;
using Metrology.Dcc.Pages;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>A line or dot that a plot should have.</summary>
/// <param name="What">Named to whoever is told that it is not there.</param>
internal sealed record PlotShape(string What, PaintedShape Shape);

/// <summary>A number beside an axis: its text, the height of its baseline, and where it is centred or ends.</summary>
internal sealed record PlotLabel(string Text, double X, double Y, bool IsCentred);

/// <summary>
/// How a plot of errors is drawn on papers of edition 1, in points from the lower left corner of the drawing. It stands here once more than where plots are made, as
/// the words of the pages do.
/// </summary>
internal sealed class PlotShapes
{
    private const double PerMillimetre = 72 / 25.4;
    private const double Width = 150 * PerMillimetre, Height = 52 * PerMillimetre, Left = 20 * PerMillimetre, Right = Width - (3 * PerMillimetre), Bottom = 7 * PerMillimetre, Top = Height - (3 * PerMillimetre);
    private const double Tick = 3, Cap = 2.2, Dot = 1.8;
    private static readonly (double Width, double Lightness) Axis = (0.6, 0), Grid = (0.3, 205 / 255.0), Zero = (0.4, 110 / 255.0), Limit = (0.9, 0), Bar = (0.7, 0);
    private static readonly double[] Dashes = [4, 2.5];

    private readonly ErrorPlot plot;
    private readonly PlotScale scale;
    private readonly double cell;

    public PlotShapes(ErrorPlot plot)
    {
        (this.plot, scale) = (plot, PlotScale.Of(plot.Points));
        cell = (Right - Left) / plot.Points.Count;
    }

    public static (double Width, double Height) Size => (Width, Height);

    /// <summary>In the order in which they are drawn.</summary>
    public IReadOnlyList<PlotShape> All => [.. Grids(), .. Points().Select(i => Line($"axis {i + 1}", Axis, X(i), Bottom - Tick, X(i), Bottom)), .. Limits(), .. Frame(), .. Points().SelectMany(Marks)];

    public IReadOnlyList<PlotLabel> Labels =>
    [
        .. scale.Ticks().Select(tick => new PlotLabel(scale.Text(tick), Left - Tick - 2, Y(tick) - 2.6, false)),
        .. PlotLabels.Points(plot).Select(i => new PlotLabel((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), X(i), Bottom - Tick - 8, true)),
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

    private static PlotShape Line(string what, (double Width, double Lightness) pen, double x1, double y1, double x2, double y2) => new(
        what, new(PaintKind.Line, x1 - (pen.Width / 2), y1 - (pen.Width / 2), x2 + (pen.Width / 2), y2 + (pen.Width / 2), 0) { LineWidth = pen.Width, Lightness = pen.Lightness });
}
