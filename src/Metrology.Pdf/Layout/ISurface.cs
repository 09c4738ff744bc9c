using Metrology.Pdf.Images;
using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Layout;

/// <summary>An upright rectangle, points from the page's left and top edges.</summary>
internal readonly record struct Bar(double X, double Y, double Width, double Height)
{
    public Bar Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}

/// <summary>An entry of the outline.</summary>
internal sealed record Bookmark(int Level, string Title);

/// <summary>What a laid-out page is drawn on: the PDF content writer, or a recorder in tests. Points from left and top.</summary>
internal interface ISurface
{
    /// <summary>What follows is content of this element; null is decoration.</summary>
    void Mark(StructureNode? node);
    /// <summary>Until the matching end everything is decoration, whatever it is marked as.</summary>
    void BeginArtifact();
    void EndArtifact();
    void Text(TextLine line, double x, double baseline);
    void Polyline(IReadOnlyList<Position> positions, Pen? pen, Colour? fill, bool isClosed);
    void Lines(IReadOnlyList<(Position From, Position To)> lines, Pen pen);
    void Fill(IReadOnlyList<Bar> bars, Colour colour);
    /// <summary>Runs of dark modules of a matrix code, in units of a module from its corner.</summary>
    void Modules(IReadOnlyList<(int Column, int Row, int Count)> runs, Position corner, double module, Colour colour);
    void Image(RasterImage image, Bar place);
    void Bookmark(Bookmark bookmark, double y);
}
