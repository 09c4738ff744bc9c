using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>A piece of a page. Spaces are in points; between two blocks the larger one counts, and none is kept at the top of a page.</summary>
public abstract record Block
{
    public double SpaceBefore { get; init; }
    public double SpaceAfter { get; init; }

    private protected Block() { }

    /// <summary>The pieces, top to bottom, that a page break may come between.</summary>
    internal abstract IEnumerable<Slice> Flow(LayoutContext context, double width);
}
