using System.Buffers.Binary;
using Metrology.Pdf.Tests.Images;

namespace Metrology.App.Tests.Support;

/// <summary>Pictures for templates, good and bad; 示例.</summary>
internal static class Pictures
{
    /// <summary>The head of a JPEG of 8 × 8 pixels whose rest was lost.</summary>
    public static byte[] JpegHead { get; } = [0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0x00, 0x08, 0x00, 0x08, 0x03, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xDA, 0x00, 0x02, 0x12, 0x34];

    public static byte[] Png(int width, int height) => PngSample.Encode(width, height, 3);

    /// <summary>A small file whose head claims this size.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var png = Png(4, 4);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }
}
