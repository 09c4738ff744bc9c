namespace Metrology.Pdf.Images;

/// <summary>The bytes are not a PNG or JPEG image this writer accepts; the message says why.</summary>
public sealed class ImageFormatException(string message) : Exception(message);
