using System.IO.Compression;

namespace Metrology.Pdf.Objects;

/// <summary>
/// zlib compression. The bytes are the same for the same input under one runtime; a runtime that carries another zlib may choose other
/// (equally valid) bytes, which is why an issued certificate is kept as a file and not made again.
/// </summary>
internal static class Flate
{
    // Outlines hardly shrink further above level 3 (41.9 KB, 41.2 KB at 6) and take a third longer.
    static readonly ZLibCompressionOptions Options = new() { CompressionLevel = 3 };

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        using var output = new MemoryStream(data.Length / 2 + 64);
        using (var zlib = new ZLibStream(output, Options, leaveOpen: true))
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
