using System.Buffers.Binary;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Images;

/// <summary>A PNG (8 bits: grey or RGB, with or without alpha; not interlaced) or JPEG (grey or colour) image. Immutable.</summary>
public sealed class RasterImage
{
    /// <summary>64 million pixels; a certificate needs a thousandth of it.</summary>
    internal const long MaximumPixels = 64L << 20;

    internal RasterImage(int width, int height)
    {
        if (width <= 0 || height <= 0 || (long)width * height > MaximumPixels)
            throw new ImageFormatException(ImageDefect.Size, $"An image of {width} × {height} pixels is not accepted.");
        Width = width;
        Height = height;
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>1 for grey, 3 for RGB.</summary>
    internal int Channels { get; init; }
    internal byte[] Encoded { get; init; } = [];
    internal string Filter { get; init; } = "";
    /// <summary>Opacity, one deflated byte a pixel, when any pixel is not opaque.</summary>
    internal byte[]? Alpha { get; init; }

    /// <summary>Reads a PNG or JPEG file.</summary>
    /// <exception cref="ImageFormatException">It is neither, damaged, or of a kind that is not accepted.</exception>
    public static RasterImage Parse(ReadOnlyMemory<byte> file)
    {
        if (PngFile.IsPng(file.Span))
            return PngFile.Parse(file);
        if (file.Length > 4 && BinaryPrimitives.ReadUInt16BigEndian(file.Span) == JpegFile.StartOfImage)
            return JpegFile.Parse(file);
        throw new ImageFormatException(ImageDefect.NeitherPngNorJpeg, "The image is neither PNG nor JPEG.");
    }
}

/// <summary>An image XObject: ISO 32000-1 8.9.5.</summary>
internal static class ImageObject
{
    public static PdfReference Write(PdfFile file, RasterImage image)
    {
        var stream = Describe(image, image.Encoded, image.Channels);
        stream["Filter"] = PdfValue.Name(image.Filter);
        if (image.Alpha is { } alpha)
        {
            var mask = Describe(image, alpha, 1);
            mask["Filter"] = PdfValue.Name("FlateDecode");
            stream["SMask"] = file.Add(mask);
        }
        return file.Add(stream);
    }

    static PdfStream Describe(RasterImage image, byte[] data, int channels)
    {
        var stream = PdfStream.Plain(data);
        stream["Type"] = PdfValue.Name("XObject");
        stream["Subtype"] = PdfValue.Name("Image");
        stream["Width"] = image.Width;
        stream["Height"] = image.Height;
        stream["ColorSpace"] = PdfValue.Name(channels == 1 ? "DeviceGray" : "DeviceRGB");
        stream["BitsPerComponent"] = 8;
        return stream;
    }
}
