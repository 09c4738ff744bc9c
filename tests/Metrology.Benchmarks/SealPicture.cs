using System.Buffers.Binary;
using System.IO.Compression;

namespace Metrology.Benchmarks;

/// <summary>示例: the picture of a round seal, a red ring with a star, as an opaque PNG.</summary>
static class SealPicture
{
    const int Side = 240;

    public static byte[] Png { get; } = Encode();

    static byte[] Encode()
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < Side; row++)
            {
                zlib.WriteByte(0);
                for (var column = 0; column < Side; column++)
                    zlib.Write(IsRed(column - Side / 2.0, Side / 2.0 - row) ? [200, 20, 30] : [255, 255, 255]);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    static bool IsRed(double x, double y)
    {
        var radius = Math.Sqrt(x * x + y * y) / (Side / 2.0);
        // A pentagram: the edge between a point and the next notch is a straight line in this angle.
        var turn = Math.PI / 5;
        var angle = Math.Abs(Math.IEEERemainder(Math.Atan2(x, y), 2 * turn));
        return radius is > 0.9 and < 0.98 || radius * Math.Cos(2 * turn - angle) < 0.36 * Math.Cos(2 * turn);
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
