using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Fonts;

/// <summary>The CMap by which a reader gets the text back (ISO 32000-1 9.10.3).</summary>
internal static class ToUnicodeMap
{
    /// <summary>9.10.3: the codes of a range differ in their last byte only.</summary>
    const int RangeEnd = 256;

    public static ReadOnlySpan<byte> Build(FontSubset subset)
    {
        var sink = new ByteSink();
        sink.Ascii("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var range in Ranges(subset))
        {
            sink.Ascii("1 beginbfrange\n<").Hex16(range[0].Number).Ascii("><").Hex16(range[^1].Number).Ascii(">[");
            foreach (var (_, text) in range)
                sink.Byte((byte)'<').Hex(Encoding.BigEndianUnicode.GetBytes(text)).Ascii(">\n");
            sink.Ascii("]\nendbfrange\n");
        }
        sink.Ascii("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend");
        return sink.Written;
    }

    /// <summary>Numbers that follow each other; parts of composite glyphs stand for no text and interrupt.</summary>
    static List<List<(int Number, string Text)>> Ranges(FontSubset subset)
    {
        var ranges = new List<List<(int, string)>>();
        var isOpen = false;
        foreach (var (number, slot) in subset.Slots.Index())
        {
            if (slot.CodePoint == 0)
            {
                isOpen = false;
                continue;
            }

            if (!isOpen || number % RangeEnd == 0)
                ranges.Add([]);
            ranges[^1].Add((number, slot.Text));
            isOpen = true;
        }

        return ranges;
    }
}
