using System.Buffers.Binary;

namespace Metrology.Pdf.Images;

/// <summary>A JPEG file is embedded as it is; only its frame header is read (ITU-T T.81 B.2.2).</summary>
internal static class JpegFile
{
    public const ushort StartOfImage = 0xFFD8;

    public static RasterImage Parse(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
                break;
            // SOF0…SOF15 without DHT (C4), JPG (C8) and DAC (CC).
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Frame(bytes.Slice(at + 4, length - 2), marker, file);
            if (marker == 0xDA)
                break;
            at += 2 + length;
        }
        throw new ImageFormatException(ImageDefect.CutOff, "The JPEG file has no frame header.");
    }

    static RasterImage Frame(ReadOnlySpan<byte> frame, byte marker, ReadOnlyMemory<byte> file)
    {
        if (frame.Length < 6)
            throw new ImageFormatException(ImageDefect.Damaged, "The JPEG frame header is too short.");
        if (marker is not (0xC0 or 0xC1 or 0xC2) || frame[0] != 8)
            throw new ImageFormatException(frame[0] != 8 ? ImageDefect.Depth : ImageDefect.Process, "Only baseline and progressive JPEG of 8 bits is accepted.");
        var channels = frame[5];
        if (channels is not (1 or 3))
            throw new ImageFormatException(ImageDefect.Components, $"A JPEG of {channels} components is not accepted (grey or colour only; the output intent is sRGB).");
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        return new RasterImage(width, height) { Channels = channels, Encoded = file.ToArray(), Filter = "DCTDecode" };
    }
}
