namespace Metrology.Pdf.Reading;

/// <summary>The bytes are not a PDF file this reader accepts; the message says to programmers what is wrong and where.</summary>
public sealed class PdfFormatException(string message, PdfDefect defect = PdfDefect.Damaged) : Exception(message)
{
    /// <summary>The same for people.</summary>
    public PdfDefect Defect { get; } = defect;
}

public enum PdfDefect
{
    /// <summary>Something inside contradicts itself, or is written as this reader does not accept.</summary>
    Damaged,

    /// <summary>The file does not begin as a PDF.</summary>
    NoPdf,

    /// <summary>The file ends otherwise than it should: it is cut off, or something was put behind its end.</summary>
    EndsWrongly,

    /// <summary>A password is needed.</summary>
    Encrypted,
}
