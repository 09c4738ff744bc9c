using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Conformance;

/// <summary>The document information dictionary; it says the same as the XMP packet.</summary>
internal static class InformationDictionary
{
    public static PdfDictionary Of(DocumentInformation information)
    {
        var dictionary = new PdfDictionary();
        foreach (var (key, text) in information.Entries)
            dictionary[key] = Text(text);
        return dictionary;
    }
}
