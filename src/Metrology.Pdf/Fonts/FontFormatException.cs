namespace Metrology.Pdf.Fonts;

/// <summary>The bytes are not a TrueType font this writer can embed; the message names the table and what is wrong with it.</summary>
public sealed class FontFormatException(string message) : Exception(message);
