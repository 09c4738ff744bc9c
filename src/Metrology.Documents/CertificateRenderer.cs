using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf;
using Metrology.Pdf.Fonts;

namespace Metrology.Documents;

/// <summary>Typography of certificates and notices: a document of the core becomes A4 pages. Adds no fact of its own.</summary>
public sealed class CertificateRenderer(FontStack fonts) : ICertificateRenderer
{
    /// <summary>Name of the digital certificate among the attachments.</summary>
    public const string DccName = "dcc.xml";

    public Outcome<byte[]> Render(CertificateDocument document, byte[]? dcc = null)
    {
        try
        {
            return Describe(document, dcc).ToBytes();
        }
        catch (MissingGlyphException missing)
        {
            return Unprintable(missing.Context, missing.Character, missing.CodePoint);
        }
    }

    public Refusal? CannotPrint(string text) => fonts.Lacks(text) is { } rune ? Unprintable(text, rune.ToString(), rune.Value) : null;

    private static Refusal Unprintable(string context, string character, int codePoint) => Refusal.Of(
        "certificate.unprintable",
        $"字体里没有“{context}”中的字符“{character}”（U+{codePoint:X4}），不能出具证书。请核对这个字；如果无误，请管理员补充字体。",
        $"The fonts lack the character “{character}” (U+{codePoint:X4}) of “{context}”, so no certificate can be issued. Check that character; if it is right, an administrator adds a font that has it.");

    private PdfDocument Describe(CertificateDocument document, byte[]? dcc)
    {
        var words = new DocumentWords(document.Language);
        return new()
        {
            Fonts = fonts,
            Information = new($"{words.Of(document.Title)} {document.Number}", new DateTimeOffset(document.IssuedOn, TimeOnly.MinValue, TimeSpan.Zero))
            {
                Author = words.Of(document.Institution.Name),
                Subject = words.Of(document.Title),
                Language = words.Tag,
            },
            Page = PageSetup.A4 with { Margins = new(25.Mm, 20.Mm, 22.Mm, 22.Mm) },
            Header = _ => new Metrology.Pdf.Paragraph($"{words.CertificateNumber}{document.Number}") { Align = TextAlign.Right, Style = Styles.Small },
            Footer = page => new Metrology.Pdf.Paragraph(words.PageOf(page.Number, page.Total)) { Align = TextAlign.Centre, Style = Styles.Small },
            Watermark = document.Watermarks.Count == 0 ? null : new Watermark(string.Join(' ', document.Watermarks.Select(words.Of))) { Size = document.Watermarks.Count > 1 ? 76 : 120 },
            Attachments = dcc is null ? [] : [new(DccName, "text/xml", dcc) { Relationship = AttachmentRelationship.Alternative, Description = words.DccDescription }],
            Body = [.. CoverPage.Of(document, words), .. InnerPages.Of(document, words)],
        };
    }
}
