using Metrology.Core.Certificates;
using Metrology.Pdf;
using Metrology.Pdf.Fonts;

namespace Metrology.Documents;

/// <summary>Typography of an original record: head, then its parts one after the other.</summary>
internal static class RecordPages
{
    public static PdfDocument Describe(RecordPaper record, FontStack fonts)
    {
        var words = new DocumentWords(record.Language);
        var title = words.Of(record.Name);
        return new()
        {
            Fonts = fonts,
            Information = new($"{title} {record.Number}", new DateTimeOffset(record.Day, TimeOnly.MinValue, TimeSpan.Zero)) { Author = words.Of(record.Institution), Subject = title, Language = words.Tag },
            Page = PageSetup.A4 with { Margins = new(20.Mm, 16.Mm, 18.Mm, 18.Mm) },
            Header = _ => new Metrology.Pdf.Paragraph($"{title} {record.Number}") { Align = TextAlign.Right, Style = Styles.Small },
            Footer = page => new Metrology.Pdf.Paragraph(words.PageOf(page.Number, page.Total)) { Align = TextAlign.Centre, Style = Styles.Small },
            Watermark = record.Watermarks.Count == 0 ? null : new Watermark(string.Join(' ', record.Watermarks.Select(words.Of))) { Size = record.Watermarks.Count > 1 ? 76 : 120 },
            Body =
            [
                new Metrology.Pdf.Paragraph(words.Of(record.Institution)) { Align = TextAlign.Centre },
                new Heading(title) { Align = TextAlign.Centre, Style = Styles.RecordTitle, SpaceAfter = 4.Mm },
                .. InnerPages.Of(record.Sections, words, beginsOnNewPage: false),
            ],
        };
    }
}
