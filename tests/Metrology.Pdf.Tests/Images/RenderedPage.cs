using System.Globalization;
using System.Text;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Images;

/// <summary>A page drawn by poppler at 72 dpi, one pixel to the point, in colour.</summary>
sealed class RenderedPage
{
    readonly byte[] pixels;

    RenderedPage(int width, int height, byte[] pixels) => (Width, Height, this.pixels) = (width, height, pixels);

    public int Width { get; }
    public int Height { get; }

    public static RenderedPage Of(PdfDocument document, int page = 1)
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftoppm") is not null, ForeignProgram.Missing("pdftoppm") ?? "");
        using var file = new TemporaryFile(document.ToBytes());
        var target = file.Path + ".image";
        var number = page.ToString(CultureInfo.InvariantCulture);
        var (exit, _, error) = ForeignProgram.Run("pdftoppm", "-r", "72", "-f", number, "-singlefile", file.Path, target);
        Assert.Equal((0, ""), (exit, error));
        var image = File.ReadAllBytes(target + ".ppm");
        File.Delete(target + ".ppm");
        // "P6\n<width> <height>\n255\n" and three bytes a pixel.
        var header = Encoding.ASCII.GetString(image, 0, 40).Split(['\n', ' '], 5);
        var (width, height) = (int.Parse(header[1], CultureInfo.InvariantCulture), int.Parse(header[2], CultureInfo.InvariantCulture));
        return new RenderedPage(width, height, image[^(3 * width * height)..]);
    }

    public Colour At(int x, int y) => new(pixels[3 * (y * Width + x)], pixels[3 * (y * Width + x) + 1], pixels[3 * (y * Width + x) + 2]);

    /// <summary>Mean darkness of a region: 0 is white paper, 1 is black.</summary>
    public double Ink(int x, int y, int width, int height)
    {
        var sum = 0.0;
        for (var row = y; row < y + height; row++)
            for (var column = x; column < x + width; column++)
                sum += 1 - (At(column, row).Red + At(column, row).Green + At(column, row).Blue) / 765.0;
        return sum / (width * height);
    }
}
