namespace Metrology.Pdf.Reading;

/// <summary>What a page paints beside text, in points from the lower left corner of the page.</summary>
/// <param name="Kind">How.</param>
/// <param name="Order">Place among everything that the page paints, text too: what comes later lies above.</param>
public sealed record PaintedShape(PaintKind Kind, double Left, double Bottom, double Right, double Top, int Order)
{
    /// <summary>0 for black, 1 for white; 0 for a picture.</summary>
    public double Lightness { get; init; }

    /// <summary>Width of a line, points.</summary>
    public double LineWidth { get; init; }

    /// <summary>Lengths of dashes and gaps in turn; none for a line without, and for what is no line.</summary>
    public IReadOnlyList<double> Dash { get; init; } = [];

    /// <summary>Its edges are level or upright, as those of tables and codes are.</summary>
    public bool IsUpright { get; init; } = true;

    /// <summary>The marked-content identifier under which it belongs to the structure tree, or null.</summary>
    public int? MarkedContent { get; init; }

    public double Width => Right - Left;

    public double Height => Top - Bottom;
}

public enum PaintKind
{
    Line,
    Area,
    Picture,
}

/// <summary>Everything that the content of a page does.</summary>
/// <param name="Runs">Text in content order.</param>
/// <param name="Shapes">What else is painted.</param>
/// <param name="Unusual">Operators that the writer of this system never uses: clips, transparency, shadings, forms, inline pictures, hidden text.</param>
public sealed record PageContent(IReadOnlyList<TextRun> Runs, IReadOnlyList<PaintedShape> Shapes, IReadOnlyList<string> Unusual);
