using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Fonts;

public class MissingGlyphTests
{
    [Fact]
    public void A_character_no_font_has_stops_the_document_and_says_where()
    {
        // U+2A6D6 is a real ideograph of Extension B that the document font does not have.
        var table = new Table(Column.Share(), Column.Share()) { Rows = [["检定员", "王明"], ["核验员", "李\U0002A6D6强"]] };
        var error = Assert.Throws<MissingGlyphException>(Documents.Of(new Paragraph("正文"), table).ToBytes);
        Assert.Equal((0x2A6D6, "\U0002A6D6"), (error.CodePoint, error.Character));
        Assert.Equal("body > table > row 2 > column 2", error.Where);
        Assert.Contains("U+2A6D6", error.Message);
        Assert.Contains("李\U0002A6D6强", error.Message);
    }

    [Fact]
    public void The_page_header_and_the_watermark_are_checked_too()
    {
        Assert.Equal("page header", Missing(Documents.Of() with { Header = _ => new Paragraph("\U0002A6D6") }).Where);
        Assert.Equal("watermark", Missing(Documents.Of() with { Watermark = "\U0002A6D6" }).Where);
    }

    [Fact]
    public void An_unknown_ideographic_variation_is_not_replaced_by_the_usual_form()
    {
        var error = Missing(Documents.Of(new Paragraph("\u8FBB\U000E0101")));
        Assert.Equal((0x8FBB, 0xE0101), (error.CodePoint, error.VariationSelector));
    }

    [Fact]
    public void A_lone_surrogate_is_missing_rather_than_a_crash() => Assert.Equal(0xD842, Missing(Documents.Of(new Paragraph("李\uD842"))).CodePoint);

    [Fact]
    public void The_next_font_of_the_stack_is_asked()
    {
        var both = new FontStack(SampleFonts.NotoSansSc, TrueTypeFont.Parse(TinyFont.Build()));
        var document = Documents.Of(new Paragraph("检A\U00020BB7\u8FBB\U000E0100")) with { Fonts = both };
        Assert.NotEmpty(document.ToBytes());
        Assert.Throws<MissingGlyphException>((document with { Fonts = SampleFonts.Stack }).ToBytes);
    }

    static MissingGlyphException Missing(PdfDocument document) => Assert.Throws<MissingGlyphException>(document.ToBytes);
}
