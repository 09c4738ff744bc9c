using Metrology.Pdf.Content;
using Metrology.Pdf.Fonts;
using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>
/// A document as a description: what it says, not where it goes. <see cref="ToBytes"/> lays it out and writes a tagged PDF 1.7 file that
/// claims PDF/A-3b; the same description gives the same bytes.
/// </summary>
public sealed record PdfDocument
{
    public required FontStack Fonts { get; init; }
    public required DocumentInformation Information { get; init; }
    public PageSetup Page { get; init; } = PageSetup.A4;
    public TextStyle Style { get; init; } = new();
    public Func<PageNumber, Block>? Header { get; init; }
    public Func<PageNumber, Block>? Footer { get; init; }
    public Watermark? Watermark { get; init; }
    public IReadOnlyList<Block> Body { get; init; } = [];
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>The PDF file.</summary>
    /// <exception cref="MissingGlyphException">A character is in none of the fonts.</exception>
    /// <exception cref="PdfLayoutException">Something does not fit on a page.</exception>
    public byte[] ToBytes() => DocumentWriter.Write(this);

    internal LaidOutDocument LayOut() => LaidOutDocument.Of(this);
}
