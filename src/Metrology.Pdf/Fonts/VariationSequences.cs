namespace Metrology.Pdf.Fonts;

/// <summary>Ideographic variation sequences: cmap format 14.</summary>
internal sealed class VariationSequences
{
    /// <summary>The sequence is known and has the glyph of the character alone.</summary>
    public const int Default = -1;

    readonly Dictionary<(int CodePoint, int Selector), int> glyphs = [];
    readonly Dictionary<int, List<(int First, int Last)>> defaults = [];

    public VariationSequences(FontTable table)
    {
        var count = table.U32(6);
        for (long i = 0; i < count; i++)
        {
            var record = table.From(10 + 11 * i, 11);
            var selector = record.U24(0);
            if (record.U32(3) is > 0 and var ranges)
                defaults[selector] = ReadRanges(table.From(ranges));
            if (record.U32(7) is > 0 and var mappings)
                ReadMappings(table.From(mappings), selector);
        }
    }

    public int? Find(int codePoint, int selector)
    {
        if (glyphs.TryGetValue((codePoint, selector), out var glyph))
            return glyph;
        return defaults.TryGetValue(selector, out var ranges) && ranges.Exists(range => codePoint >= range.First && codePoint <= range.Last)
            ? Default
            : null;
    }

    static List<(int, int)> ReadRanges(FontTable table)
    {
        var ranges = new List<(int, int)>();
        var count = table.U32(0);
        for (long i = 0; i < count; i++)
        {
            var first = table.U24(4 + 4 * i);
            ranges.Add((first, first + table.Slice(7 + 4 * i, 1)[0]));
        }
        return ranges;
    }

    void ReadMappings(FontTable table, int selector)
    {
        var count = table.U32(0);
        for (long i = 0; i < count; i++)
            glyphs[(table.U24(4 + 5 * i), selector)] = table.U16(7 + 5 * i);
    }
}
