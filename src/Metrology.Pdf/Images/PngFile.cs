using System.Buffers.Binary;
using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Images;

/// <summary>Reads PNG (ISO/IEC 15948): 8 bits a sample, grey or RGB, with or without alpha, not interlaced.</summary>
internal static class PngFile
{
    static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    public static RasterImage Parse(ReadOnlyMemory<byte> file)
    {
        var (header, data) = ReadChunks(file.Span);
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        var samples = header[9] switch
        {
            0 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => throw new ImageFormatException(ImageDefect.Palette, "A PNG with a palette is not accepted; save it as RGB."),
        };
        if (header[8] != 8 || header[12] != 0)
            throw new ImageFormatException(header[8] != 8 ? ImageDefect.Depth : ImageDefect.Interlaced, "Only PNG of 8 bits a sample and not interlaced is accepted.");
        // Checked before the pixels are given memory.
        if (width <= 0 || height <= 0 || (long)width * height > RasterImage.MaximumPixels / 4)
            throw new ImageFormatException(ImageDefect.Size, $"An image of {width} × {height} pixels is not accepted.");
        var stride = width * samples;
        var filtered = Flate.Inflate(data, (stride + 1) * height) ?? throw new ImageFormatException(ImageDefect.Damaged, "The PNG's pixels are damaged.");
        var pixels = Unfilter(filtered, stride, height, samples);
        return Separate(pixels, width, height, samples);
    }

    static (byte[] Header, byte[] Data) ReadChunks(ReadOnlySpan<byte> file)
    {
        byte[]? header = null;
        using var data = new MemoryStream();
        var at = Signature.Length;
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12)
                break;
            var type = Encoding.Latin1.GetString(file.Slice(at + 4, 4));
            if (Crc(file.Slice(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]))
                throw new ImageFormatException(ImageDefect.Damaged, $"The PNG's chunk {type} is damaged.");
            var content = file.Slice(at + 8, length);
            switch (type)
            {
                case "IHDR" when length == 13: header = content.ToArray(); break;
                case "IDAT": data.Write(content); break;
                case "tRNS": throw new ImageFormatException(ImageDefect.TransparentColour, "A PNG with a transparent colour is not accepted; save it with alpha.");
                case "IEND" when header is not null: return (header, data.ToArray());
            }
            at += length + 12;
        }
        throw new ImageFormatException(ImageDefect.CutOff, "The PNG file ends early.");
    }

    static byte[] Unfilter(byte[] filtered, int stride, int height, int samples)
    {
        var pixels = new byte[stride * height];
        for (var row = 0; row < height; row++)
        {
            var source = filtered.AsSpan(row * (stride + 1) + 1, stride);
            var target = pixels.AsSpan(row * stride, stride);
            var above = row == 0 ? new byte[stride] : pixels.AsSpan((row - 1) * stride, stride);
            var filter = filtered[row * (stride + 1)];
            for (var i = 0; i < stride; i++)
            {
                int left = i < samples ? 0 : target[i - samples], corner = i < samples ? 0 : above[i - samples];
                var predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above[i],
                    3 => (left + above[i]) / 2,
                    4 => Paeth(left, above[i], corner),
                    _ => throw new ImageFormatException(ImageDefect.Damaged, "The PNG has an unknown filter."),
                };
                target[i] = (byte)(source[i] + predicted);
            }
        }
        return pixels;
    }

    static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int a = Math.Abs(estimate - left), b = Math.Abs(estimate - above), c = Math.Abs(estimate - corner);
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    static RasterImage Separate(byte[] pixels, int width, int height, int samples)
    {
        if (samples is 1 or 3)
            return new RasterImage(width, height) { Channels = samples, Encoded = Flate.CompressThoroughly(pixels), Filter = "FlateDecode" };
        var channels = samples - 1;
        var colours = new byte[width * height * channels];
        var alpha = new byte[width * height];
        for (var i = 0; i < alpha.Length; i++)
        {
            pixels.AsSpan(i * samples, channels).CopyTo(colours.AsSpan(i * channels));
            alpha[i] = pixels[i * samples + channels];
        }
        return new RasterImage(width, height)
        {
            Channels = channels,
            Encoded = Flate.CompressThoroughly(colours),
            Filter = "FlateDecode",
            Alpha = alpha.AsSpan().ContainsAnyExcept((byte)255) ? Flate.CompressThoroughly(alpha) : null,
        };
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
