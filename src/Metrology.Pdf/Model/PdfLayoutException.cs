namespace Metrology.Pdf;

/// <summary>The description cannot be put on its pages, e.g. a figure taller than the page.</summary>
public sealed class PdfLayoutException(string message) : Exception(message);
