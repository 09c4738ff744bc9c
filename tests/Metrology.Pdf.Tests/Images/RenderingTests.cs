using Metrology.Pdf.Images;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Images;

/// <summary>Pages as poppler draws them at 72 dpi. The tolerances are for its anti-aliasing: 0.02 of ink, 3 of 255 in a colour.</summary>
public class RenderingTests
{
    const double Ink = 0.02;

    [Fact]
    public void Text_is_inked_where_it_was_laid_out_and_nowhere_else()
    {
        // One line of five 20 pt characters from (40, 40).
        var page = RenderedPage.Of(Documents.Small(200, new Paragraph("检定证书量") { Style = new() { Size = 20, LineHeight = 1 } }));
        Assert.InRange(page.Ink(40, 40, 100, 20), 0.15, 0.45);
        Assert.Equal(0, page.Ink(40, 62, 100, 100), Ink);
        Assert.Equal(0, page.Ink(0, 0, 38, page.Height), Ink);
    }

    [Fact]
    public void Rectangles_are_filled_with_their_colour_where_they_stand()
    {
        var drawing = new Drawing(100, 50) { Shapes = [new Rectangle((10, 20), 30, 25) { Pen = null, Fill = new(200, 100, 50) }] };
        var page = RenderedPage.Of(Documents.Small(200, drawing));
        AssertColour(new(200, 100, 50), page.At(40 + 25, 40 + 32));
        AssertColour(Colour.White, page.At(40 + 5, 40 + 32));
        AssertColour(Colour.White, page.At(40 + 25, 40 + 15));
    }

    [Fact]
    public void A_matrix_code_has_every_module_in_place()
    {
        var modules = new bool[10, 10];
        var random = new Random(5);
        for (var i = 0; i < 100; i++)
            modules[i / 10, i % 10] = random.Next(2) == 1;
        // 18 modules of 5 pt with the quiet zone.
        var page = RenderedPage.Of(Documents.Small(200, new MatrixCode(modules, 90)));
        for (var row = 0; row < 10; row++)
            for (var column = 0; column < 10; column++)
                AssertColour(modules[row, column] ? Colour.Black : Colour.White, page.At(40 + (column + 4) * 5 + 2, 40 + (row + 4) * 5 + 2));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_png_shows_its_pixels_through_every_filter(int samples)
    {
        var image = RasterImage.Parse(PngSample.Encode(8, 8, samples));
        var page = RenderedPage.Of(Documents.Small(200, new Picture(image, 80)));
        for (var row = 0; row < 8; row++)
            for (var column = 0; column < 8; column++)
                AssertColour(PngSample.OnWhite(column, row, samples), page.At(40 + column * 10 + 5, 40 + row * 10 + 5));
    }

    [Fact]
    public void A_watermark_crosses_every_page_in_light_grey()
    {
        var document = Documents.Of(new Paragraph("甲"), new PageBreak(), new Paragraph("乙")) with { Watermark = "模拟" };
        for (var number = 1; number <= 2; number++)
        {
            var page = RenderedPage.Of(document, number);
            Assert.InRange(page.Ink(197, 320, 200, 200), 0.01, 0.06);
            Assert.Equal(0, page.Ink(20, 700, 100, 100), 0.001);
        }
    }

    [Fact]
    public void The_certificate_has_ink_in_its_table_and_none_in_its_margins()
    {
        var page = RenderedPage.Of(SampleCertificate.Describe(), 3);
        Assert.InRange(page.Ink(62, 100, 470, 380), 0.04, 0.2);
        Assert.Equal(0, page.Ink(0, 0, 60, page.Height), 0.001);
        Assert.Equal(0, page.Ink(page.Width - 54, 0, 54, page.Height), 0.001);
    }

    static void AssertColour(Colour expected, Colour actual)
    {
        Assert.Equal(expected.Red, actual.Red, 3.0);
        Assert.Equal(expected.Green, actual.Green, 3.0);
        Assert.Equal(expected.Blue, actual.Blue, 3.0);
    }
}
