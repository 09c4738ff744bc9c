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

    private readonly PictureShelf shelf = new();

    public Outcome<byte[]> Render(CertificateDocument document, byte[]? dcc = null, IReadOnlyDictionary<string, byte[]>? pictures = null)
    {
        var found = shelf.Of(document.Design, pictures);
        if (found.Refusal is { } noPicture)
            return noPicture;
        return Write(() => Describe(document, dcc, found.Value), document.CheckAddress);
    }

    public Outcome<byte[]> RenderRecord(RecordPaper record) => Write(() => RecordPages.Describe(record, fonts), "");

    private static Outcome<byte[]> Write(Func<PdfDocument> describe, string address)
    {
        try
        {
            return describe().ToBytes();
        }
        catch (MissingGlyphException missing)
        {
            return UnprintableText.Of(missing.Context, missing.Character, missing.CodePoint);
        }
        catch (PdfLayoutException layout)
        {
            return Refusal.Of(
                "certificate.does-not-fit",
                $"证书内容放不进页面，没有出具证书。请缩短过长的名称或减少表格行数。排版程序的说明：{layout.Message}",
                $"The content does not fit on the pages, so no certificate was issued. Shorten a name that is too long, or measure fewer rows. The layout says: {layout.Message}");
        }
        catch (TextTooLongException)
        {
            return Refusal.Of(
                "certificate.address-too-long",
                $"核查地址有 {address.Length} 个字符，二维码放不下，没有出具证书。请管理员设置更短的对外地址。",
                $"The address of the check page has {address.Length} characters, more than a QR code holds, so no certificate was issued. An administrator sets a shorter public address.");
        }
    }

    public Outcome<PictureFacts> Look(ReadOnlyMemory<byte> picture) => PictureShelf.Look(picture);

    public Refusal? CannotPrint(string text) => fonts.Lacks(text) is { } rune ? UnprintableText.Of(text, rune.ToString(), rune.Value) : null;

    private PdfDocument Describe(CertificateDocument document, byte[]? dcc, PaperPictures pictures)
    {
        var words = new DocumentWords(document.Language, document.Design?.Languages == PaperLanguages.Bilingual);
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
            Header = _ => new Metrology.Pdf.Paragraph(words.HeadOf(document.Kind, document.Number)) { Align = TextAlign.Right, Style = Styles.Small },
            Footer = page => new Metrology.Pdf.Paragraph(words.PageOf(page.Number, page.Total)) { Align = TextAlign.Centre, Style = Styles.Small },
            Watermark = document.Watermarks.Count == 0 ? null : new Watermark(string.Join(' ', document.Watermarks.Select(words.Of))) { Size = document.Watermarks.Count > 1 ? 76 : 120 },
            Attachments = dcc is null ? [] : [new(DccName, "text/xml", dcc) { Relationship = AttachmentRelationship.Alternative, Description = words.DccDescription }],
            Body = [.. CoverPage.Of(document, words, pictures), .. InnerPages.Of(document, words)],
        };
    }
}
