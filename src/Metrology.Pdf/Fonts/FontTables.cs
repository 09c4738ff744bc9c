using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>The table directory of a TrueType file (OpenType 1.9, "Organization of an OpenType font").</summary>
internal sealed class FontTables
{
    const uint TrueType = 0x00010000, AppleTrueType = 0x74727565, Cff = 0x4F54544F, Collection = 0x74746366;

    readonly Dictionary<string, FontTable> tables = [];

    public FontTables(ReadOnlyMemory<byte> file)
    {
        var header = new FontTable("header", file);
        switch (header.U32(0))
        {
            case TrueType or AppleTrueType: break;
            case Cff: throw new FontFormatException("The font has CFF outlines; a TrueType font (glyf outlines) is needed.");
            case Collection: throw new FontFormatException("The file is a font collection (.ttc); a single TrueType font is needed.");
            default: throw new FontFormatException("The file does not begin like a TrueType font.");
        }
        var count = header.U16(4);
        for (var i = 0; i < count; i++)
        {
            var record = header.From(12 + 16 * i, 16);
            var tag = Encoding.Latin1.GetString(record.Slice(0, 4));
            var offset = record.U32(8);
            var length = record.U32(12);
            if (offset + (long)length > file.Length)
                throw new FontFormatException($"Table '{tag}' lies outside the file.");
            tables[tag] = new FontTable(tag, file.Slice((int)offset, (int)length));
        }
    }

    public FontTable this[string tag] =>
        tables.TryGetValue(tag, out var table) ? table : throw new FontFormatException($"The font has no table '{tag}'.");

    public FontTable? Find(string tag) => tables.TryGetValue(tag, out var table) ? table : null;
}
