using System.Buffers.Binary;
using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>
/// The glyphs of one font that one document uses, renumbered from 1 in order of first use. A glyph reached by two characters gets two
/// numbers, so that copied text is the text that was set.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    const int WordArguments = 0x0001, Offsets = 0x0002, Scale = 0x0008, MoreComponents = 0x0020, TwoScales = 0x0040, Matrix = 0x0080;
    const int MaximumGlyphs = 0xFFFF;

    readonly List<Slot> slots = [new(0, 0, 0)];
    readonly Dictionary<Slot, ushort> numbers = [];
    readonly Dictionary<ushort, ushort> components = [];
    readonly HashSet<ushort> exact = [];

    public TrueTypeFont Font => font;

    public IReadOnlyList<Slot> Slots => slots;

    public ushort Number(ushort glyph, int codePoint, int selector)
    {
        var slot = new Slot(glyph, codePoint, selector);
        if (!numbers.TryGetValue(slot, out var number))
            numbers[slot] = number = Append(slot);
        return number;
    }

    /// <summary>The outlines in order, composite glyphs pointing to the new numbers; adds the components nobody set as text.</summary>
    public List<byte[]> Outlines()
    {
        foreach (var (slot, number) in numbers)
            components.TryAdd(slot.Glyph, number);
        var outlines = new List<byte[]>();
        for (var i = 0; i < slots.Count; i++)
        {
            var outline = font.Outline(slots[i].Glyph);
            outlines.Add(outline.Length > 0 && outline.I16(0) < 0 ? Renumber(outline) : font.CompactOutline(slots[i].Glyph));
        }
        // A composite that fits its parts together by points counts on their exact places.
        foreach (var number in exact)
            outlines[number] = slots[number].Glyph is var glyph && font.Outline(glyph) is { Length: > 0 } whole && whole.I16(0) >= 0 ? whole.All.ToArray() : outlines[number];
        return outlines;
    }

    ushort Append(Slot slot)
    {
        if (slots.Count > MaximumGlyphs)
            throw new FontFormatException("The subset has more than 65535 glyphs.");
        slots.Add(slot);
        return (ushort)(slots.Count - 1);
    }

    // OpenType "glyf", composite glyph description. A component is added once, so a cycle ends; a reader sees the font's own cycle.
    byte[] Renumber(FontTable outline)
    {
        var bytes = outline.All.ToArray();
        var at = 10;
        int flags;
        do
        {
            flags = outline.U16(at);
            var glyph = outline.U16(at + 2);
            if (glyph >= font.GlyphCount)
                throw new FontFormatException($"A composite glyph uses glyph {glyph} of {font.GlyphCount}.");
            if (!components.TryGetValue(glyph, out var number))
                components[glyph] = number = Append(new(glyph, 0, 0));
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 2), number);
            if ((flags & Offsets) == 0)
                exact.UnionWith(components.Values);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0;
        }
        while ((flags & MoreComponents) != 0);
        return bytes;
    }

    /// <summary>A glyph of the font and the text it stands for; code point 0 for .notdef and for parts of composite glyphs.</summary>
    internal readonly record struct Slot(ushort Glyph, int CodePoint, int Selector)
    {
        public string Text => CodePoint == 0 ? "" : new Rune(CodePoint) + (Selector == 0 ? "" : new Rune(Selector).ToString());
    }
}
