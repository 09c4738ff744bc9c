using Metrology.Pdf.Layout;
using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Navigation;

/// <summary>A link to a URI (ISO 32000-1 12.5.6.5), without a visible border.</summary>
internal static class LinkAnnotation
{
    // ISO 19005-3 6.3.2: the Print flag is set, Hidden and NoView are not.
    const int Print = 4;

    public static PdfDictionary Of(Bar place, Uri target, double pageHeight) => new()
    {
        ["Type"] = Name("Annot"),
        ["Subtype"] = Name("Link"),
        ["Rect"] = new PdfArray(place.X, pageHeight - place.Y - place.Height, place.X + place.Width, pageHeight - place.Y),
        ["Border"] = new PdfArray(0, 0, 0),
        ["F"] = Print,
        ["Contents"] = Text(target.AbsoluteUri),
        ["A"] = new PdfDictionary { ["S"] = Name("URI"), ["URI"] = Text(target.AbsoluteUri) },
    };
}
