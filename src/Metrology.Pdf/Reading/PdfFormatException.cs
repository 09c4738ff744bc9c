namespace Metrology.Pdf.Reading;

/// <summary>The bytes are not a PDF file this reader accepts; the message says what is wrong and where.</summary>
public sealed class PdfFormatException(string message) : Exception(message);
