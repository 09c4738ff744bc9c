using Metrology.Pdf.Fonts;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading.Text;

/// <summary>
/// Whether the widths that a file says of a font are those of its glyphs, as ISO 19005-3 6.2.11.5 asks: a viewer moves the pen by the former and draws the latter, so letters
/// could be put elsewhere than where they are read.
/// </summary>
internal static class FontWidths
{
    /// <summary>Thousandths of an em: what rounding explains.</summary>
    const double Tolerance = 1;

    /// <param name="font">A composite font whose codes are its glyphs.</param>
    public static bool AreThoseOfGlyphs(ObjectTable objects, PdfDictionary font, PdfStream program)
    {
        try
        {
            var tables = new FontTables(objects.Unpack(program));
            var (count, metrics, unitsPerEm) = (tables["maxp"].U16(4), tables["hhea"].U16(34), tables["head"].U16(18));
            if (metrics == 0 || unitsPerEm == 0)
                return false;
            var (said, advances) = (ReadFont.Of(objects, font), tables["hmtx"]);
            objects.Budget.Step(count);
            // The first glyph stands for those that are missing and is never written.
            return Enumerable.Range(1, Math.Max(0, count - 1))
                .All(glyph => Math.Abs(said.WidthOf(glyph) - advances.U16(4 * Math.Min(glyph, metrics - 1)) * 1000.0 / unitsPerEm) <= Tolerance);
        }
        catch (FontFormatException)
        {
            return false;
        }
    }
}
