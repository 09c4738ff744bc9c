using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>A plot of errors as vector drawing: axis with numbers, dashed limits, dots with bars of ±U. Black on white, so that a copier keeps it.</summary>
internal static class PlotDrawing
{
    private const double DotRadius = 1.8, CapHalf = 2.2, TickLength = 3, DotCorners = 12, MostLabels = 20;

    private static readonly double Width = 150.Mm, Height = 52.Mm, Left = 20.Mm, Right = 3.Mm, Top = 3.Mm, Bottom = 7.Mm;
    private static readonly Pen Axis = new(0.6), Grid = new(0.3, Colour.Grey(205)), Zero = new(0.4, Colour.Grey(110)), Limit = new(0.9) { Dash = (4, 2.5) }, Bar = new(0.7);
    private static readonly TextStyle Number = new() { Size = 7.5 };

    public static Metrology.Pdf.Block Of(ErrorPlot plot, DocumentWords words) => new KeepTogether(
        new Drawing(Width, Height) { Shapes = [.. Shapes(plot)], Alt = words.Of(plot.Title), Align = TextAlign.Centre },
        new Metrology.Pdf.Paragraph(words.Label(plot.Legend)) { Style = Styles.Small, Align = TextAlign.Centre, SpaceBefore = 1, SpaceAfter = 4 })
    {
        SpaceBefore = 2,
    };

    private static IEnumerable<Shape> Shapes(ErrorPlot plot)
    {
        var scale = PlotScale.Of(plot.Points);
        var (bottom, right, cell) = (Height - Bottom, Width - Right, (Width - Left - Right) / plot.Points.Count);
        double X(int index) => Left + (cell * (index + 0.5));
        double Y(decimal value) => bottom - (scale.Place(value) * (bottom - Top));

        foreach (var tick in scale.Ticks())
        {
            yield return Line(tick == 0 ? Zero : Grid, (Left, Y(tick)), (right, Y(tick)));
            yield return new Label(scale.Text(tick), (Left - TickLength - 2, Y(tick) + 2.6)) { Align = TextAlign.Right, Style = Number };
        }

        var every = (int)Math.Ceiling(plot.Points.Count / MostLabels);
        for (var i = 0; i < plot.Points.Count; i++)
        {
            yield return Line(Axis, (X(i), bottom), (X(i), bottom + TickLength));
            if (i % every == 0)
                yield return new Label((i + 1).ToString(CultureInfo.InvariantCulture), (X(i), bottom + TickLength + 8)) { Align = TextAlign.Centre, Style = Number };
        }

        foreach (var limit in Limits(plot, point => point.Lower).Concat(Limits(plot, point => point.Upper)))
            yield return Line(Limit, (X(limit.From) - (cell / 2), Y(limit.Value)), (X(limit.To) + (cell / 2), Y(limit.Value)));
        yield return Line(Axis, (Left, Top), (Left, bottom), (right, bottom));
        for (var i = 0; i < plot.Points.Count; i++)
        {
            var point = plot.Points[i];
            if (point.Uncertainty is { } expanded)
            {
                var (low, high) = (Y(point.Error - expanded), Y(point.Error + expanded));
                yield return Line(Bar, (X(i), low), (X(i), high));
                yield return Line(Bar, (X(i) - CapHalf, low), (X(i) + CapHalf, low));
                yield return Line(Bar, (X(i) - CapHalf, high), (X(i) + CapHalf, high));
            }

            yield return Dot(X(i), Y(point.Error));
        }
    }

    /// <summary>Neighbours with the same limit have one line.</summary>
    private static IEnumerable<(int From, int To, decimal Value)> Limits(ErrorPlot plot, Func<PlottedPoint, decimal?> of)
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

    private static Polyline Line(Pen pen, params IReadOnlyList<Position> positions) => new(positions) { Pen = pen };

    private static Polyline Dot(double x, double y) =>
        new([.. Enumerable.Range(0, (int)DotCorners).Select(i => Math.SinCos(i * 2 * Math.PI / DotCorners)).Select(turn => new Position(x + (DotRadius * turn.Cos), y + (DotRadius * turn.Sin)))])
        {
            Pen = null,
            Fill = Colour.Black,
            IsClosed = true,
        };
}
