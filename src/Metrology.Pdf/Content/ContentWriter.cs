using Metrology.Pdf.Images;
using Metrology.Pdf.Layout;
using Metrology.Pdf.Objects;
using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Content;

/// <summary>Draws one page as a content stream (ISO 32000-1 7.8, 8, 9); collects its links, bookmarks and marked content.</summary>
internal sealed class ContentWriter(int page, double pageHeight, DocumentResources resources) : ISurface
{
    readonly ByteSink sink = new();
    readonly TextWriter text = new(pageHeight, resources);
    readonly List<StructureNode> marked = [];
    StructureNode? current;
    bool isOpen;
    int artifacts;

    public ReadOnlySpan<byte> Stream => sink.Written;
    public List<(Bar Place, Uri Target)> Links => text.Links;
    public List<(Bookmark Bookmark, double Y)> Bookmarks { get; } = [];
    /// <summary>The element of each marked-content identifier of the page.</summary>
    public IReadOnlyList<StructureNode> Marked => marked;

    public void Mark(StructureNode? node)
    {
        if (artifacts > 0)
            node = null;
        if (isOpen && node == current)
            return;
        CloseMark();
        isOpen = true;
        current = node;
        if (node is null)
        {
            sink.Ascii("/Artifact BMC\n");
            return;
        }
        sink.Byte((byte)'/').Ascii(node.Type).Ascii("<</MCID ").Integer(marked.Count).Ascii(">>BDC\n");
        node.AddContent(page, marked.Count);
        marked.Add(node);
    }

    public void BeginArtifact()
    {
        CloseMark();
        artifacts++;
        Mark(null);
    }

    public void EndArtifact()
    {
        CloseMark();
        artifacts--;
    }

    public void Finish() => CloseMark();

    public void Text(TextLine line, double x, double baseline) => text.Write(sink, line, x, baseline);

    /// <summary>A line of text centred on a point and turned counter-clockwise.</summary>
    public void TurnedText(TextLine line, (double X, double Y) centre, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        sink.Ascii("q ").Number(cos).Ascii(" ").Number(sin).Ascii(" ").Number(-sin).Ascii(" ").Number(cos).Ascii(" ");
        Point(centre.X, centre.Y).Ascii("cm\n");
        text.WriteAt(sink, line, -line.Width / 2, line.Height / 2 - line.Baseline);
        sink.Ascii("Q\n");
        text.Forget();
    }

    public void Polyline(IReadOnlyList<Position> positions, Pen? pen, Colour? fill, bool isClosed)
    {
        if (positions.Count < 2 || pen is null && fill is null)
            return;
        sink.Ascii("q ");
        if (fill is { } colour)
            SetColour(colour, 'g', "rg");
        if (pen is not null)
            SetPen(pen);
        for (var i = 0; i < positions.Count; i++)
            Point(positions[i].X, positions[i].Y).Ascii(i == 0 ? "m " : "l ");
        sink.Ascii((fill, pen, isClosed) switch
        {
            (null, _, true) => "s Q\n",
            (null, _, false) => "S Q\n",
            (_, null, _) => "f Q\n",
            (_, _, true) => "b Q\n",
            _ => "B Q\n",
        });
    }

    public void Lines(IReadOnlyList<(Position From, Position To)> lines, Pen pen)
    {
        // From the first of them: rows of a table then differ in one place only, and pack to almost nothing.
        var (left, top) = (lines[0].From.X, lines[0].From.Y);
        sink.Ascii("q 1 0 0 1 ");
        Point(left, top).Ascii("cm ");
        SetPen(pen);
        foreach (var (from, to) in lines)
        {
            sink.Place(from.X - left).Ascii(" ").Place(top - from.Y).Ascii(" m ");
            sink.Place(to.X - left).Ascii(" ").Place(top - to.Y).Ascii(" l ");
        }
        sink.Ascii("S Q\n");
    }

    public void Fill(IReadOnlyList<Bar> bars, Colour colour)
    {
        sink.Ascii("q ");
        SetColour(colour, 'g', "rg");
        foreach (var bar in bars)
            Point(bar.X, bar.Y + bar.Height).Place(bar.Width).Ascii(" ").Place(bar.Height).Ascii(" re ");
        sink.Ascii("f Q\n");
    }

    public void Modules(IReadOnlyList<(int Column, int Row, int Count)> runs, Position corner, double module, Colour colour)
    {
        // In units of modules, so that every number is a small integer.
        sink.Ascii("q ").Number(module).Ascii(" 0 0 ").Number(-module).Ascii(" ");
        Point(corner.X, corner.Y).Ascii("cm ");
        SetColour(colour, 'g', "rg");
        foreach (var (column, row, count) in runs)
            sink.Integer(column).Ascii(" ").Integer(row).Ascii(" ").Integer(count).Ascii(" 1 re ");
        sink.Ascii("f Q\n");
    }

    public void Image(RasterImage image, Bar place)
    {
        sink.Ascii("q ").Number(place.Width).Ascii(" 0 0 ").Number(place.Height).Ascii(" ");
        Point(place.X, place.Y + place.Height).Ascii("cm /I").Integer(resources.Number(image)).Ascii(" Do Q\n");
    }

    public void Bookmark(Bookmark bookmark, double y) => Bookmarks.Add((bookmark, pageHeight - y));

    void CloseMark()
    {
        if (isOpen)
            sink.Ascii("EMC\n");
        isOpen = false;
    }

    ByteSink Point(double x, double y) => sink.Place(x).Ascii(" ").Place(pageHeight - y).Ascii(" ");

    void SetPen(Pen pen)
    {
        sink.Number(pen.Width).Ascii(" w ");
        if (pen.Dash is var (on, off))
            sink.Ascii("[").Number(on).Ascii(" ").Number(off).Ascii("] 0 d ");
        SetColour(pen.Colour, 'G', "RG");
    }

    void SetColour(Colour colour, char grey, string rgb) => ColourOperator.Write(sink, colour, grey, rgb);
}
