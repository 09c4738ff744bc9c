using System.Collections.Concurrent;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Images;

namespace Metrology.Documents;

/// <summary>Pictures of a paper, read.</summary>
internal sealed record PaperPictures(RasterImage? Logo, RasterImage? Seal)
{
    public static PaperPictures None { get; } = new(null, null);
}

/// <summary>Files of pictures → pictures. The few of an institution are on every paper, so they are read once.</summary>
internal sealed class PictureShelf
{
    /// <summary>Largest file, bytes.</summary>
    public const int LargestFile = 512 * 1024;

    /// <summary>Most pixels: a seal of 40 mm at 600 dots an inch has a quarter of it.</summary>
    private const long MostPixels = 4_000_000;

    private const int MostKept = 32;

    private readonly ConcurrentDictionary<string, RasterImage> kept = new(StringComparer.Ordinal);

    public Outcome<PaperPictures> Of(PaperDesign? design, IReadOnlyDictionary<string, byte[]>? files)
    {
        if (design is null)
            return PaperPictures.None;
        var (logo, seal) = (Find(design.LogoHash, files), Find(design.SealHash, files));
        return (design.LogoHash is not null && logo is null) || (design.SealHash is not null && seal is null) ? PictureRefusals.Missing : new PaperPictures(logo, seal);
    }

    public static Outcome<PictureFacts> Look(ReadOnlyMemory<byte> file)
    {
        if (file.Length > LargestFile)
            return PictureRefusals.TooLarge(LargestFile / 1024);
        try
        {
            if (Pixels(file.Span) > MostPixels)
                return PictureRefusals.TooManyPixels(MostPixels);
            var image = RasterImage.Parse(file);
            if ((long)image.Width * image.Height > MostPixels)
                return PictureRefusals.TooManyPixels(MostPixels);
            var isJpeg = file.Span[0] == 0xFF;
            // Only the head of a JPEG is read by the writer; one that was cut off lacks its end.
            return isJpeg && !file.Span.TrimEnd((byte)0).EndsWith(EndOfImage) ? PictureRefusals.Damaged(ImageDefect.CutOff) : new PictureFacts(isJpeg ? "image/jpeg" : "image/png", image.Width, image.Height);
        }
        catch (ImageFormatException problem)
        {
            return PictureRefusals.Damaged(problem.Defect);
        }
    }

    private static ReadOnlySpan<byte> EndOfImage => [0xFF, 0xD9];

    /// <summary>Size that the head of a PNG claims, asked before any pixel is unpacked.</summary>
    private static long Pixels(ReadOnlySpan<byte> file) => file.Length >= 24 && file[0] == 0x89
        ? Math.Abs((long)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file[16..])) * Math.Abs((long)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file[20..]))
        : 0;

    private RasterImage? Find(string? hash, IReadOnlyDictionary<string, byte[]>? files)
    {
        if (hash is null)
            return null;
        if (kept.TryGetValue(hash, out var known))
            return known;
        if (files is null || !files.TryGetValue(hash, out var file))
            return null;
        if (kept.Count >= MostKept)
            kept.Clear();
        return kept[hash] = RasterImage.Parse(file);
    }
}
