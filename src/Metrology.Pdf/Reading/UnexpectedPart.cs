namespace Metrology.Pdf.Reading;

/// <summary>A part of a file that the writer of this system never makes.</summary>
/// <param name="Kind">What it could do.</param>
/// <param name="Page">From 1; 0 for the file as a whole.</param>
/// <param name="Name">Its name in the file, such as "OpenAction" or "FreeText".</param>
public sealed record UnexpectedPart(UnexpectedKind Kind, int Page, string Name);

public enum UnexpectedKind
{
    /// <summary>Something that happens by itself or at a click.</summary>
    Action,

    /// <summary>Something that lies on a page and is none of its content.</summary>
    Annotation,

    /// <summary>A form field that is no signature.</summary>
    Field,

    /// <summary>Content that can be shown or not.</summary>
    Layer,

    /// <summary>A file beside those of the name tree.</summary>
    File,

    /// <summary>A font that draws or is not in the file.</summary>
    Font,

    /// <summary>Text that programs read in place of what stands there.</summary>
    Substitute,

    /// <summary>Anything else.</summary>
    Other,
}
