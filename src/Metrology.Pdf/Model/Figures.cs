using Metrology.Pdf.Images;
using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>Something drawn in a rectangle that is never broken. <see cref="Alt"/> is read aloud instead of it.</summary>
public abstract record Figure : Block
{
    public TextAlign Align { get; init; }
    public string? Alt { get; init; }

    private protected Figure() { }

    internal abstract (double Width, double Height) Size { get; }

    internal abstract Action<ISurface, double, double> Prepare(LayoutContext context);

    internal sealed override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        var (own, height) = Size;
        if (own > width + Slice.Slack)
            throw new PdfLayoutException($"A figure is {own:0.#} pt wide where {width:0.#} pt are free, in {context.Where}.");
        var offset = Align switch { TextAlign.Centre => (width - own) / 2, TextAlign.Right => width - own, _ => 0 };
        var node = Alt is null ? null : context.Open("Figure");
        if (node is not null)
            node.Alt = Alt;
        return [new FigureSlice(height, offset, node, Prepare(context)) { SpaceBefore = SpaceBefore, SpaceAfter = SpaceAfter }];
    }
}

/// <summary>A matrix code: modules [row, column], true is dark, drawn as vector rectangles in a square of the given side.</summary>
public sealed record MatrixCode(bool[,] Modules, double Side) : Figure
{
    /// <summary>White modules around the code; 4 is what ISO/IEC 18004 asks for.</summary>
    public int QuietZone { get; init; } = 4;
    public Colour Colour { get; init; }

    internal override (double, double) Size => (Side, Side);

    internal override Action<ISurface, double, double> Prepare(LayoutContext context)
    {
        int rows = Modules.GetLength(0), columns = Modules.GetLength(1);
        var module = Side / (Math.Max(rows, columns) + 2 * QuietZone);
        var runs = new List<(int, int, int)>();
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var start = column;
                while (column < columns && Modules[row, column])
                    column++;
                if (column > start)
                    runs.Add((start + QuietZone, row + QuietZone, column - start));
            }
        return (surface, x, y) => surface.Modules(runs, new(x, y), module, Colour);
    }
}

/// <summary>A linear bar code: widths of bars and spaces in turn, in modules, the first is a bar; with a quiet zone of ten modules at either end (ISO/IEC 15417 4.5).</summary>
public sealed record LinearCode(IReadOnlyList<int> Widths, double Module, double Height) : Figure
{
    /// <summary>Modules.</summary>
    public const int QuietZone = 10;

    internal override (double, double) Size => ((Widths.Sum() + 2 * QuietZone) * Module, Height);

    internal override Action<ISurface, double, double> Prepare(LayoutContext context)
    {
        var bars = new List<Bar>();
        var at = QuietZone;
        for (var i = 0; i < Widths.Count; at += Widths[i++])
            if (i % 2 == 0)
                bars.Add(new(at * Module, 0, Widths[i] * Module, Height));
        return (surface, x, y) => surface.Fill([.. bars.Select(bar => bar.Moved(x, y))], Colour.Black);
    }
}

/// <summary>A raster image of the given width in points; the height follows.</summary>
public sealed record Picture(RasterImage Image, double Width) : Figure
{
    internal override (double, double) Size => (Width, Width * Image.Height / Image.Width);

    internal override Action<ISurface, double, double> Prepare(LayoutContext context) =>
        (surface, x, y) => surface.Image(Image, new Bar(x, y, Size.Item1, Size.Item2));
}
