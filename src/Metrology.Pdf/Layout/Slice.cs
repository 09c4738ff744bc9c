namespace Metrology.Pdf.Layout;

/// <summary>A piece between two possible page breaks.</summary>
internal abstract class Slice(double height)
{
    /// <summary>Sums of doubles are compared with this tolerance, 0.35 µm.</summary>
    public const double Slack = 0.001;

    public double Height => height;
    public double SpaceBefore { get; set; }
    public double SpaceAfter { get; set; }
    public bool KeepWithNext { get; set; }
    public bool KeepWithPrevious { get; set; }
    public bool BreakAfter { get; init; }
    public Bookmark? Bookmark { get; set; }
    /// <summary>Drawn again above this slice where it begins a page: the header rows of its table.</summary>
    public IReadOnlyList<Slice> Repeated { get; set; } = [];

    public abstract void Draw(ISurface surface, double x, double y);

    /// <summary>A first part no taller than <paramref name="height"/> and the rest, or null when there is no such part.</summary>
    public virtual (Slice Head, Slice Tail)? Split(double height) => null;
}

internal sealed class EmptySlice(double height) : Slice(height)
{
    public override void Draw(ISurface surface, double x, double y) { }

    public override (Slice, Slice)? Split(double height) => (new EmptySlice(Math.Max(0, height)), new EmptySlice(0));
}

internal sealed class RuleSlice(Pen pen, double width) : Slice(pen.Width)
{
    public override void Draw(ISurface surface, double x, double y)
    {
        surface.Mark(null);
        surface.Lines([((x, y + pen.Width / 2), (x + width, y + pen.Width / 2))], pen);
    }
}

internal sealed class LineSlice(TextLine line, double offset, Structure.StructureNode? node) : Slice(line.Height)
{
    public override void Draw(ISurface surface, double x, double y)
    {
        surface.Mark(node);
        surface.Text(line, x + offset, y + line.Baseline);
    }
}

internal sealed class FigureSlice(double height, double offset, Structure.StructureNode? node, Action<ISurface, double, double> draw) : Slice(height)
{
    public override void Draw(ISurface surface, double x, double y)
    {
        surface.Mark(node);
        draw(surface, x + offset, y);
    }
}
