using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Layout;

/// <summary>A document with everything in its place, ready to be drawn page by page on any surface.</summary>
internal sealed class LaidOutDocument
{
    readonly PdfDocument document;
    readonly List<List<PlacedSlice>> pages;

    LaidOutDocument(PdfDocument document)
    {
        this.document = document;
        var setup = document.Page;
        if (setup.BodyWidth <= 0 || setup.BodyHeight <= 0)
            throw new PdfLayoutException("The margins leave no room on the page.");
        var body = Context("body") with { Parent = Structure };
        pages = Paginator.Paginate(Stack.Flow(document.Body, body, setup.BodyWidth), setup.BodyHeight);
    }

    public StructureNode Structure { get; } = new("Document", null);

    public int PageCount => pages.Count;

    public static LaidOutDocument Of(PdfDocument document) => new(document);

    public void Draw(int page, ISurface surface)
    {
        var setup = document.Page;
        surface.BeginArtifact();
        DrawRunning(document.Header, page, surface, isHeader: true);
        DrawRunning(document.Footer, page, surface, isHeader: false);
        surface.EndArtifact();
        foreach (var placed in pages[page])
        {
            var y = setup.Margins.Top + placed.Y;
            if (placed.IsRepeated)
                surface.BeginArtifact();
            else if (placed.Slice.Bookmark is { } bookmark)
                surface.Bookmark(bookmark, y);
            placed.Slice.Draw(surface, setup.Margins.Left, y);
            if (placed.IsRepeated)
                surface.EndArtifact();
        }
    }

    /// <summary>The watermark as a line, when there is one.</summary>
    public TextLine? Watermark() => document.Watermark is not { } mark
        ? null
        : ParagraphLayout.Single(mark.Text, new TextStyle { Size = mark.Size, Colour = mark.Colour }, Context("watermark"));

    void DrawRunning(Func<PageNumber, Block>? compose, int page, ISurface surface, bool isHeader)
    {
        if (compose is null)
            return;
        var setup = document.Page;
        var place = isHeader ? "page header" : "page footer";
        var stack = Stack.Of([compose(new(page + 1, PageCount))], Context(place), setup.BodyWidth);
        var room = (isHeader ? setup.Margins.Top : setup.Margins.Bottom) - setup.Gap;
        if (stack.Height > room + Slice.Slack)
            throw new PdfLayoutException($"The {place} is {stack.Height:0.#} pt tall; the margin leaves {room:0.#} pt.");
        stack.Draw(surface, setup.Margins.Left, isHeader ? setup.Margins.Top - setup.Gap - stack.Height : setup.Height - setup.Margins.Bottom + setup.Gap);
    }

    LayoutContext Context(string place) => new(document.Fonts, document.Style, new Place(null, place));
}
