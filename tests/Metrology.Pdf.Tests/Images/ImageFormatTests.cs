using Metrology.Pdf.Images;

namespace Metrology.Pdf.Tests.Images;

public class ImageFormatTests
{
    [Fact]
    public void Every_truncation_of_a_png_is_refused()
    {
        var png = PngSample.Encode(8, 8, 4);
        for (var length = 0; length < png.Length; length++)
            Assert.Throws<ImageFormatException>(() => RasterImage.Parse(png.AsMemory(0, length)));
    }

    [Fact]
    public void A_changed_byte_of_a_png_is_found()
    {
        var png = PngSample.Encode(8, 8, 3);
        for (var at = 0; at < png.Length; at++)
        {
            var mutant = png.ToArray();
            mutant[at] ^= 0x55;
            Assert.Throws<ImageFormatException>(() => RasterImage.Parse(mutant));
        }
    }

    [Fact]
    public void A_png_of_a_kind_that_is_not_accepted_says_so()
    {
        Assert.Contains("8 bits", Assert.Throws<ImageFormatException>(() => RasterImage.Parse(PngSample.Encode(4, 4, 1, depth: 16))).Message);
        Assert.Contains("interlaced", Assert.Throws<ImageFormatException>(() => RasterImage.Parse(PngSample.Encode(4, 4, 1, interlace: 1))).Message);
    }

    [Theory]
    [InlineData("FFD8FFC0000B080010002001011100FFD9", 32, 16)]
    [InlineData("FFD8FFE000040000FFC2001108000300050301110002110003110 0FFD9", 5, 3)]
    public void A_jpeg_is_measured_by_its_frame_header(string hex, int width, int height)
    {
        var image = RasterImage.Parse(Convert.FromHexString(hex.Replace(" ", "")));
        Assert.Equal((width, height), (image.Width, image.Height));
    }

    [Theory]
    [InlineData("FFD8FFC0001408001000200401110002110003110004110 0FFD9", "4 components")]
    [InlineData("FFD8FFC3000B080010002001011100FFD9", "baseline")]
    [InlineData("FFD8FFC0000B080000002001011100FFD9", "32 × 0")]
    [InlineData("FFD8FFD9", "PNG nor JPEG")]
    [InlineData("FFD8FFE0FFFF0000", "frame header")]
    public void A_jpeg_that_cannot_be_embedded_says_why(string hex, string word) =>
        Assert.Contains(word, Assert.Throws<ImageFormatException>(() => RasterImage.Parse(Convert.FromHexString(hex.Replace(" ", "")))).Message);
}
