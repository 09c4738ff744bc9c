using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Conformance;

/// <summary>The document information dictionary; it says the same as the XMP packet.</summary>
internal static class InformationDictionary
{
    public const string Producer = "Metrology.Pdf";

    public static PdfDictionary Of(DocumentInformation information)
    {
        var dictionary = new PdfDictionary { ["Title"] = Text(information.Title) };
        if (information.Author is { } author)
            dictionary["Author"] = Text(author);
        if (information.Subject is { } subject)
            dictionary["Subject"] = Text(subject);
        dictionary["Producer"] = Text(Producer);
        dictionary["CreationDate"] = dictionary["ModDate"] = PdfText.Date(information.Created);
        return dictionary;
    }
}
