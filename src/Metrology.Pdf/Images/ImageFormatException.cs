namespace Metrology.Pdf.Images;

/// <summary>What is wrong with an image, for whoever says it to people in their language.</summary>
public enum ImageDefect
{
    NeitherPngNorJpeg,

    /// <summary>It ends before all of it is there.</summary>
    CutOff,
    Damaged,

    /// <summary>No pixel, or more than are taken.</summary>
    Size,
    Palette,

    /// <summary>Not 8 bits a sample.</summary>
    Depth,
    Interlaced,

    /// <summary>One colour is meant to be transparent, instead of an alpha channel.</summary>
    TransparentColour,

    /// <summary>A JPEG process other than baseline and progressive.</summary>
    Process,

    /// <summary>Neither grey nor RGB.</summary>
    Components,
}

/// <summary>The bytes are not a PNG or JPEG image this writer accepts; the message says why.</summary>
public sealed class ImageFormatException(ImageDefect defect, string message) : Exception(message)
{
    public ImageDefect Defect => defect;
}
