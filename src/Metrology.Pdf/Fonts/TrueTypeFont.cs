using System.Buffers.Binary;
using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>
/// A TrueType font with glyf outlines, read once and shared: immutable and safe for any number of threads and documents. Lengths are in
/// font units, <see cref="UnitsPerEm"/> to the em.
/// </summary>
public sealed class TrueTypeFont
{
    readonly FontTables tables;
    readonly ushort[] advances;
    readonly bool longLocations;
    /// <summary>Every outline is made compact once; two threads may both make one, which gives the same bytes.</summary>
    readonly byte[]?[] compact;

    TrueTypeFont(ReadOnlyMemory<byte> file)
    {
        tables = new FontTables(file);
        var head = tables["head"];
        UnitsPerEm = head.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
            throw new FontFormatException($"Table 'head' says {UnitsPerEm} units to the em.");
        Bounds = (head.I16(36), head.I16(38), head.I16(40), head.I16(42));
        longLocations = head.I16(50) switch
        {
            0 => false,
            1 => true,
            var other => throw new FontFormatException($"Table 'head' has the location format {other}."),
        };
        GlyphCount = tables["maxp"].U16(4);
        if (GlyphCount == 0)
            throw new FontFormatException("Table 'maxp' says the font has no glyph.");
        compact = new byte[GlyphCount][];
        tables["loca"].Slice(0, (longLocations ? 4L : 2L) * (GlyphCount + 1));
        tables["glyf"].Slice(0, 0);
        head.Slice(0, 54);
        tables["maxp"].Slice(0, 6);
        tables["hhea"].Slice(0, 36);
        advances = ReadAdvances();
        (Ascent, Descent) = ReadVerticalMetrics();
        CharacterMap = new CharacterMap(tables["cmap"], GlyphCount);
        PostScriptName = ReadPostScriptName() ?? "Unnamed";
    }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public string PostScriptName { get; }

    internal (short Left, short Bottom, short Right, short Top) Bounds { get; }

    internal int Ascent { get; }

    internal int Descent { get; }

    internal CharacterMap CharacterMap { get; }

    /// <summary>Reads a font from bytes, which must not change afterwards.</summary>
    /// <exception cref="FontFormatException">The bytes are not a font that can be embedded.</exception>
    public static TrueTypeFont Parse(ReadOnlyMemory<byte> file) => new(file);

    /// <summary>Reads a font file.</summary>
    /// <exception cref="FontFormatException">The file is not a font that can be embedded.</exception>
    public static TrueTypeFont Load(string path) => new(File.ReadAllBytes(path));

    internal int Advance(int glyph) => advances[Math.Min(glyph, advances.Length - 1)];

    internal FontTable? Table(string tag) => tables.Find(tag);

    /// <summary>The outline's bytes in table glyf; empty for a blank such as the space.</summary>
    internal FontTable Outline(int glyph)
    {
        var loca = tables["loca"];
        long start, end;
        if (longLocations)
            (start, end) = (loca.U32(4L * glyph), loca.U32(4L * glyph + 4));
        else
            (start, end) = (loca.U16(2L * glyph) * 2L, loca.U16(2L * glyph + 2) * 2L);
        return tables["glyf"].From(start, end - start);
    }

    /// <summary>The outline as it is embedded; not to be written to.</summary>
    internal byte[] CompactOutline(int glyph)
    {
        if (Volatile.Read(ref compact[glyph]) is { } made)
            return made;
        var outline = Fonts.CompactOutline.Of(Outline(glyph), UnitsPerEm);
        Volatile.Write(ref compact[glyph], outline);
        return outline;
    }

    internal short LeftBearing(int glyph)
    {
        var hmtx = tables["hmtx"];
        var offset = glyph < advances.Length ? 4 * glyph + 2 : 4 * advances.Length + 2 * (glyph - advances.Length);
        return hmtx.I16(offset);
    }

    ushort[] ReadAdvances()
    {
        var count = tables["hhea"].U16(34);
        if (count == 0 || count > GlyphCount)
            throw new FontFormatException($"Table 'hhea' says {count} metrics for {GlyphCount} glyphs.");
        var bytes = tables["hmtx"].Slice(0, 4L * count + 2L * (GlyphCount - count));
        var result = new ushort[count];
        for (var i = 0; i < count; i++)
            result[i] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(4 * i)..]);
        return result;
    }

    (int, int) ReadVerticalMetrics()
    {
        if (tables.Find("OS/2") is not { } os2)
            return (tables["hhea"].I16(4), tables["hhea"].I16(6));
        // Bit 1 alone: "Restricted License embedding" (OpenType OS/2 fsType).
        if ((os2.U16(8) & 0x000F) == 2)
            throw new FontFormatException("The font's licence bits forbid embedding (OS/2 fsType).");
        return (os2.I16(68), os2.I16(70));
    }

    string? ReadPostScriptName()
    {
        if (tables.Find("name") is not { } name)
            return null;
        var strings = name.U16(4);
        for (var i = 0; i < name.U16(2); i++)
        {
            var record = name.From(6 + 12 * i, 12);
            if (record.U16(0) != 3 || record.U16(6) != 6)
                continue;
            var text = Encoding.BigEndianUnicode.GetString(name.Slice(strings + record.U16(10), record.U16(8)));
            if (text.Length is > 0 and < 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                return text;
        }
        return null;
    }
}
