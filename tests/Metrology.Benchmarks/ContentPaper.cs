using Metrology.Documents;
using Metrology.Pdf;
using Metrology.Pdf.Images;

namespace Metrology.Benchmarks;

/// <summary>The content of <see cref="CertificateContent"/> as our writer sets it. The QR code is made anew for each, as for each certificate.</summary>
static class ContentPaper
{
    static readonly RasterImage Seal = RasterImage.Parse(SealPicture.Png);
    static readonly TextStyle Small = new() { Size = 9 };
    static readonly DateTimeOffset Issued = new(2026, 3, 18, 9, 30, 0, TimeSpan.FromHours(8));

    public static PdfDocument Of(CertificateContent content, byte[]? dcc = null) => new()
    {
        Fonts = DocumentFonts.Stack,
        Information = new($"{content.Title} {content.Number}", Issued) { Author = content.Institution },
        Page = PageSetup.A4 with { Margins = new(25.Mm, 20.Mm, 22.Mm, 22.Mm) },
        Header = _ => new Paragraph($"证书编号：{content.Number}") { Align = TextAlign.Right, Style = Small },
        Footer = page => new Paragraph($"第 {page.Number} 页 共 {page.Total} 页") { Align = TextAlign.Centre, Style = Small },
        Attachments = dcc is null ? [] : [new(CertificateRenderer.DccName, "text/xml", dcc) { Relationship = AttachmentRelationship.Alternative }],
        Body =
        [
            new Paragraph(content.Institution) { Align = TextAlign.Centre, Style = new() { Size = 18, LetterSpacing = 2 } },
            new Heading(content.Title) { Align = TextAlign.Centre, Style = new() { Size = 32, LetterSpacing = 12 }, SpaceBefore = 8.Mm, SpaceAfter = 6.Mm },
            new KeyValueGrid(36.Mm) { Entries = [.. content.Cover.Select(pair => (KeyValue)(pair[0], pair[1]))], Style = new() { Size = 12 }, PaddingY = 4 },
            new SideBySide(Column.Share(1), Column.Fixed(40.Mm), Column.Fixed(32.Mm))
            {
                SpaceBefore = 8.Mm,
                VerticalAlign = VerticalAlign.Bottom,
                Cells =
                [
                    new KeyValueGrid(24.Mm) { Entries = [.. content.Signatures.Select(pair => (KeyValue)(pair[0], pair[1]))] },
                    new Cell(new Picture(Seal, 36.Mm) { Alt = "（机构印章）" }, new Paragraph("（机构印章）") { Align = TextAlign.Centre, Style = Small }),
                    new MatrixCode(QrMatrix.Of(content.CheckAddress), 30.Mm) { Align = TextAlign.Right, Alt = content.CheckAddress },
                ],
            },
            new Rule { SpaceBefore = 6.Mm, SpaceAfter = 2.Mm },
            new Paragraph(content.Contact) { Style = Small },
            new PageBreak(),
            new Paragraph(content.Statement) { FirstLineIndent = 2, SpaceAfter = 6 },
            new Table(Column.Fixed(14.Mm, TextAlign.Centre), Column.Share(2, TextAlign.Centre), Column.Share(2, TextAlign.Right), Column.Share(2, TextAlign.Right), Column.Share(1, TextAlign.Centre))
            {
                Header = [Row.Of([.. content.Columns.Select(title => (Cell)title)])],
                HeaderBackground = Colour.Grey(240),
                Rows = [.. content.Rows.Select(row => Row.Of([.. row.Select(text => (Cell)text)]))],
                Style = Small,
                PaddingY = 2,
            },
            new Paragraph(content.Remark) { SpaceBefore = 6 },
            new Paragraph(content.End) { Align = TextAlign.Centre, SpaceBefore = 10 },
        ],
    };
}
