using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>Where in a drawing: points from its left and top edges.</summary>
public readonly record struct Position(double X, double Y)
{
    public static implicit operator Position((double X, double Y) pair) => new(pair.X, pair.Y);

    internal Position Moved(double x, double y) => new(X + x, Y + y);
}

/// <summary>Vector shapes on a canvas of the given size, e.g. a plot of errors.</summary>
public sealed record Drawing(double Width, double Height) : Figure
{
    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    internal override (double, double) Size => (Width, Height);

    internal override Action<ISurface, double, double> Prepare(LayoutContext context)
    {
        var prepared = Shapes.Select(shape => shape.Prepare(context.At("drawing"))).ToArray();
        return (surface, x, y) =>
        {
            foreach (var draw in prepared)
                draw(surface, x, y);
        };
    }
}

public abstract record Shape
{
    private protected Shape() { }

    internal abstract Action<ISurface, double, double> Prepare(LayoutContext context);
}

/// <summary>A line through two or more positions; closed and filled when asked.</summary>
public sealed record Polyline(params IReadOnlyList<Position> Positions) : Shape
{
    public Pen? Pen { get; init; } = Pen.Thin;
    public Colour? Fill { get; init; }
    public bool IsClosed { get; init; }

    internal override Action<ISurface, double, double> Prepare(LayoutContext context) =>
        (surface, x, y) => surface.Polyline([.. Positions.Select(position => position.Moved(x, y))], Pen, Fill, IsClosed);
}

/// <summary>An upright rectangle from its left top corner.</summary>
public sealed record Rectangle(Position Corner, double Width, double Height) : Shape
{
    public Pen? Pen { get; init; } = Pen.Thin;
    public Colour? Fill { get; init; }

    internal override Action<ISurface, double, double> Prepare(LayoutContext context) =>
        new Polyline(Corner, Corner.Moved(Width, 0), Corner.Moved(Width, Height), Corner.Moved(0, Height)) { Pen = Pen, Fill = Fill, IsClosed = true }
            .Prepare(context);
}

/// <summary>One line of text whose baseline begins, ends or is centred at a position.</summary>
public sealed record Label(string Text, Position At) : Shape
{
    public TextAlign Align { get; init; }
    public TextStyle? Style { get; init; }

    internal override Action<ISurface, double, double> Prepare(LayoutContext context)
    {
        var line = ParagraphLayout.Single(Text, Style ?? context.Style with { Size = 8 }, context);
        var shift = Align switch { TextAlign.Centre => line.Width / 2, TextAlign.Right => line.Width, _ => 0 };
        return (surface, x, y) => surface.Text(line, x + At.X - shift, y + At.Y);
    }
}
