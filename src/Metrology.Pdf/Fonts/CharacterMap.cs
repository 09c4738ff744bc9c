namespace Metrology.Pdf.Fonts;

/// <summary>Unicode scalar values to glyphs: cmap formats 4 and 12, and variation sequences of format 14.</summary>
internal sealed class CharacterMap
{
    readonly ushort[] plane0 = new ushort[0x10000];
    readonly List<Group> beyond = [];
    readonly VariationSequences? variations;
    readonly int glyphCount;

    public CharacterMap(FontTable cmap, int glyphCount)
    {
        this.glyphCount = glyphCount;
        FontTable? full = null, basic = null;
        var count = cmap.U16(2);
        for (var i = 0; i < count; i++)
        {
            var platform = cmap.U16(4 + 8 * i);
            var encoding = cmap.U16(6 + 8 * i);
            var subtable = cmap.From(cmap.U32(8 + 8 * i));
            switch (subtable.U16(0))
            {
                case 12 when platform is 0 or 3: full = subtable; break;
                case 4 when platform is 0 || platform == 3 && encoding == 1: basic = subtable; break;
                case 14 when platform == 0: variations = new VariationSequences(subtable); break;
            }
        }
        if (full is { } groups)
            ReadGroups(groups);
        else if (basic is { } segments)
            ReadSegments(segments);
        else
            throw new FontFormatException("Table 'cmap' has no Unicode map of format 4 or 12.");
    }

    /// <summary>The glyph, or 0 when the font has none.</summary>
    public ushort Find(int codePoint)
    {
        if (codePoint < 0x10000)
            return plane0[codePoint];
        int low = 0, high = beyond.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = beyond[middle];
            if (codePoint < group.First)
                high = middle - 1;
            else if (codePoint > group.Last)
                low = middle + 1;
            else
                return Known(group.Glyph + (codePoint - group.First));
        }
        return 0;
    }

    /// <summary>The glyph of a variation sequence, or 0 when the font does not know the sequence.</summary>
    public ushort Find(int codePoint, int selector) => variations?.Find(codePoint, selector) switch
    {
        null => 0,
        VariationSequences.Default => Find(codePoint),
        { } glyph => Known(glyph),
    };

    ushort Known(long glyph) => glyph < glyphCount ? (ushort)glyph : (ushort)0;

    void ReadGroups(FontTable table)
    {
        var count = table.U32(12);
        long previous = -1;
        for (long i = 0; i < count; i++)
        {
            var group = table.From(16 + 12 * i, 12);
            long first = group.U32(0), last = group.U32(4), glyph = group.U32(8);
            // Order also bounds the work: every code point is visited once.
            if (first <= previous || last < first || last > 0x10FFFF)
                throw new FontFormatException("Table 'cmap' format 12 has groups out of order.");
            previous = last;
            for (var code = first; code <= Math.Min(last, 0xFFFF); code++)
                plane0[code] = Known(glyph + code - first);
            if (last > 0xFFFF)
                beyond.Add(new((int)Math.Max(first, 0x10000), (int)last, glyph + Math.Max(first, 0x10000) - first));
        }
    }

    void ReadSegments(FontTable table)
    {
        var count = table.U16(6) / 2;
        var previous = -1;
        for (var i = 0; i < count; i++)
        {
            int last = table.U16(14 + 2 * i), first = table.U16(16 + 2 * (count + i));
            int delta = table.U16(16 + 2 * (2 * count + i));
            var rangeAt = 16 + 2 * (3 * count + i);
            int range = table.U16(rangeAt);
            if (first <= previous || last < first)
                throw new FontFormatException("Table 'cmap' format 4 has segments out of order.");
            previous = last;
            for (var code = first; code <= last && code < 0xFFFF; code++)
            {
                int glyph = range == 0 ? code : table.U16(rangeAt + range + 2 * (code - first));
                plane0[code] = range != 0 && glyph == 0 ? (ushort)0 : Known(glyph + delta & 0xFFFF);
            }
        }
    }

    readonly record struct Group(int First, int Last, long Glyph);
}
