using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Metrology.Pdf.Tests.Images;

/// <summary>Makes PNG files whose rows use the five filters in turn.</summary>
static class PngSample
{
    public static byte[] Encode(int width, int height, int samples, byte depth = 8, byte interlace = 0)
    {
        var stride = width * samples;
        var rows = Enumerable.Range(0, height).Select(row => Enumerable.Range(0, width).SelectMany(column => Pixel(column, row, samples)).ToArray()).ToArray();
        var filtered = new List<byte>();
        for (var row = 0; row < height; row++)
        {
            var above = row == 0 ? new byte[stride] : rows[row - 1];
            var filter = row % 5;
            filtered.Add((byte)filter);
            for (var i = 0; i < stride; i++)
            {
                byte left = i < samples ? (byte)0 : rows[row][i - samples], corner = i < samples ? (byte)0 : above[i - samples];
                int[] predictions = [0, left, above[i], (left + above[i]) / 2, Nearest(left, above[i], corner)];
                filtered.Add((byte)(rows[row][i] - predictions[filter]));
            }
        }
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write([.. filtered]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        header[9] = samples switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 };
        header[12] = interlace;
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    public static Colour OnWhite(int column, int row, int samples)
    {
        var pixel = Pixel(column, row, samples);
        var alpha = samples is 2 or 4 ? pixel[^1] : 255;
        return samples < 3 ? new(Over(pixel[0]), Over(pixel[0]), Over(pixel[0])) : new(Over(pixel[0]), Over(pixel[1]), Over(pixel[2]));

        byte Over(byte value) => (byte)Math.Round((value * alpha + 255 * (255 - alpha)) / 255.0);
    }

    static byte[] Pixel(int column, int row, int samples)
    {
        byte[] colour = [(byte)(column * 36), (byte)(row * 36), (byte)((column * row * 5 + 40) % 256)];
        var alpha = (byte)(255 - 20 * row);
        return samples switch { 1 => [colour[0]], 2 => [colour[0], alpha], 3 => colour, _ => [.. colour, alpha] };
    }

    static int Nearest(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        return new[] { left, above, corner }.MinBy(value => Math.Abs(estimate - value));
    }

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var crc = uint.MaxValue;
        foreach (var b in body)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        var frame = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, data.Length);
        body.CopyTo(frame, 4);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4 + body.Length), ~crc);
        return frame;
    }
}
