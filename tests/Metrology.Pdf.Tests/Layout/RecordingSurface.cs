using Metrology.Pdf.Images;
using Metrology.Pdf.Layout;
using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Tests.Layout;

/// <summary>Notes what a page draws, in place of writing it.</summary>
sealed class RecordingSurface : ISurface
{
    int artifacts;
    StructureNode? node;

    public List<(string Text, double X, double Baseline, string? Tag)> Texts { get; } = [];
    public List<Bar> Bars { get; } = [];
    public List<(string Title, double Y)> Bookmarks { get; } = [];
    public List<(Position From, Position To)> Segments { get; } = [];

    public IEnumerable<string> Lines => Texts.Select(text => text.Text);
    public IEnumerable<string> Body => Texts.Where(text => text.Tag is not null).Select(text => text.Text);

    public static List<RecordingSurface> Draw(PdfDocument document)
    {
        var laidOut = document.LayOut();
        var pages = new List<RecordingSurface>();
        for (var i = 0; i < laidOut.PageCount; i++)
        {
            pages.Add(new());
            laidOut.Draw(i, pages[i]);
        }
        return pages;
    }

    public void Mark(StructureNode? element) => node = element;
    public void BeginArtifact() => artifacts++;
    public void EndArtifact() => artifacts--;
    public void Text(TextLine line, double x, double baseline) => Texts.Add((line.Text, x, baseline, artifacts > 0 ? null : node?.Type));
    public void Polyline(IReadOnlyList<Position> positions, Pen? pen, Colour? fill, bool isClosed) => Segments.AddRange(positions.Zip(positions.Skip(1)));
    void ISurface.Lines(IReadOnlyList<(Position From, Position To)> lines, Pen pen) => Segments.AddRange(lines);
    public void Fill(IReadOnlyList<Bar> bars, Colour colour) => Bars.AddRange(bars);
    public void Modules(IReadOnlyList<(int Column, int Row, int Count)> runs, Position corner, double module, Colour colour) =>
        Bars.AddRange(runs.Select(run => new Bar(corner.X + run.Column * module, corner.Y + run.Row * module, run.Count * module, module)));
    public void Image(RasterImage image, Bar place) => Bars.Add(place);
    public void Bookmark(Bookmark bookmark, double y) => Bookmarks.Add((bookmark.Title, y));
}
