using System.Security.Cryptography;
using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Fonts;

/// <summary>A subset as the objects of a Type 0 font with Identity-H (ISO 32000-1 9.7).</summary>
internal static class EmbeddedFont
{
    const int Symbolic = 4;

    public static void Write(PdfFile file, PdfReference reference, FontSubset subset)
    {
        var font = subset.Font;
        var bytes = SubsetFile.Build(subset);
        var name = Name($"{Tag(bytes)}+{font.PostScriptName}");

        var program = PdfStream.FromDeflated(Flate.CompressQuickly(bytes));
        program["Length1"] = bytes.Length;
        var descriptor = file.Add(new PdfDictionary
        {
            ["Type"] = Name("FontDescriptor"),
            ["FontName"] = name,
            ["Flags"] = Symbolic,
            ["FontBBox"] = new PdfArray(Em(font.Bounds.Left), Em(font.Bounds.Bottom), Em(font.Bounds.Right), Em(font.Bounds.Top)),
            ["ItalicAngle"] = 0,
            ["Ascent"] = Em(font.Ascent),
            ["Descent"] = Em(font.Descent),
            ["CapHeight"] = Em(font.Ascent),
            ["StemV"] = 80,
            ["FontFile2"] = file.Add(program),
        });
        var descendant = file.Add(new PdfDictionary
        {
            ["Type"] = Name("Font"),
            ["Subtype"] = Name("CIDFontType2"),
            ["BaseFont"] = name,
            ["CIDSystemInfo"] = new PdfDictionary { ["Registry"] = Text("Adobe"), ["Ordering"] = Text("Identity"), ["Supplement"] = 0 },
            ["CIDToGIDMap"] = Name("Identity"),
            ["FontDescriptor"] = descriptor,
            ["DW"] = 1000,
            ["W"] = new PdfArray(1, new PdfArray(subset.Slots.Skip(1).Select(slot => Em(font.Advance(slot.Glyph))))),
        });
        file.Set(reference, new PdfDictionary
        {
            ["Type"] = Name("Font"),
            ["Subtype"] = Name("Type0"),
            ["BaseFont"] = name,
            ["Encoding"] = Name("Identity-H"),
            ["DescendantFonts"] = new PdfArray(descendant),
            ["ToUnicode"] = file.Add(PdfStream.Deflated(ToUnicodeMap.Build(subset))),
        });

        PdfValue Em(int units) => units * 1000.0 / font.UnitsPerEm;
    }

    // Six capitals, ISO 32000-1 9.6.4; from the bytes, so that equal subsets have equal names.
    static string Tag(byte[] bytes) => string.Concat(SHA256.HashData(bytes).Take(6).Select(b => (char)('A' + b % 26)));
}
