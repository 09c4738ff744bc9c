using System.IO.Compression;

namespace Metrology.Pdf.Objects;

/// <summary>
/// zlib compression. The bytes are the same for the same input under one runtime; a runtime that carries another zlib may choose other
/// (equally valid) bytes, which is why an issued certificate is kept as a file and not made again.
/// </summary>
internal static class Flate
{
    // A signed certificate with its XML has 80 KB to keep to: level 6 saves 4 KB of it over level 3.
    static readonly ZLibCompressionOptions Options = new() { CompressionLevel = 6 };

    // Outlines are the most of a certificate without its XML, and pack to 1 % more in 14 % less time.
    static readonly ZLibCompressionOptions Quick = new() { CompressionLevel = 3 };

    static readonly ZLibCompressionOptions Thorough = new() { CompressionLevel = 9 };

    public static byte[] Compress(ReadOnlySpan<byte> data) => Compress(data, Options);

    /// <summary>For what is packed for each document and hardly gets smaller by more effort: subsets of fonts.</summary>
    public static byte[] CompressQuickly(ReadOnlySpan<byte> data) => Compress(data, Quick);

    /// <summary>For what is packed once and written many times.</summary>
    public static byte[] CompressThoroughly(ReadOnlySpan<byte> data) => Compress(data, Thorough);

    static byte[] Compress(ReadOnlySpan<byte> data, ZLibCompressionOptions options)
    {
        using var output = new MemoryStream(data.Length / 2 + 64);
        using (var zlib = new ZLibStream(output, options, leaveOpen: true))
            zlib.Write(data);
        return output.ToArray();
    }

    /// <summary>Inflates exactly <paramref name="length"/> bytes, or gives null when the stream is damaged, shorter or longer.</summary>
    public static byte[]? Inflate(byte[] compressed, int length)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
            var data = new byte[length];
            return zlib.ReadAtLeast(data, length, throwOnEndOfStream: false) == length && zlib.ReadByte() < 0 ? data : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
