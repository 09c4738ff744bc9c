using System.Text;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Fonts;

/// <summary>The CMap by which a reader gets the text back (ISO 32000-1 9.10.3).</summary>
internal static class ToUnicodeMap
{
    const int EntriesPerBlock = 100;

    public static ReadOnlySpan<byte> Build(FontSubset subset)
    {
        var sink = new ByteSink();
        sink.Ascii("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
            + "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var block in subset.Slots.Index().Where(slot => slot.Item.CodePoint != 0).Chunk(EntriesPerBlock))
        {
            sink.Integer(block.Length).Ascii(" beginbfchar\n");
            foreach (var (number, slot) in block)
                sink.Byte((byte)'<').Hex16(number).Ascii("><").Hex(Encoding.BigEndianUnicode.GetBytes(slot.Text)).Ascii(">\n");
            sink.Ascii("endbfchar\n");
        }
        sink.Ascii("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend");
        return sink.Written;
    }
}
