using System.Buffers.Binary;
using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Fonts;

/// <summary>What is embedded is the outline of the font, point for point, to the unit; read back by a second reader of outlines.</summary>
public sealed class CompactOutlineTests
{
    [Fact]
    public void No_point_of_any_glyph_moves_by_more_than_one_unit()
    {
        var font = SampleFonts.NotoSansSc;
        var points = 0;
        for (var glyph = 0; glyph < font.GlyphCount; glyph += 3)
        {
            if (font.Outline(glyph) is not { Length: > 0 } outline || outline.I16(0) < 0)
                continue;
            var (before, after) = (Read(outline.All), Read(font.CompactOutline(glyph)));
            Assert.Equal(before.Ends, after.Ends);
            Assert.Equal(before.Points.Select(point => point.IsOn), after.Points.Select(point => point.IsOn));
            Assert.All(before.Points.Zip(after.Points), pair => Assert.True(Math.Abs(pair.First.X - pair.Second.X) <= 1 && Math.Abs(pair.First.Y - pair.Second.Y) <= 1));
            Assert.Equal((after.Points.Min(point => point.X), after.Points.Max(point => point.Y)), (after.Box[0], after.Box[3]));
            Assert.Equal((after.Points.Min(point => point.Y), after.Points.Max(point => point.X)), (after.Box[1], after.Box[2]));
            points += after.Points.Count;
        }

        Assert.True(points > 100_000);
    }

    [Fact]
    public void A_second_time_changes_nothing()
    {
        var once = SampleFonts.NotoSansSc.CompactOutline(SampleFonts.NotoSansSc.CharacterMap.Find('证'));
        Assert.Equal(once, CompactOutline.Of(new FontTable("glyf", once), 1000));
    }

    [Fact]
    public void A_font_of_coarse_units_keeps_its_places()
    {
        var outline = SampleFonts.NotoSansSc.Outline(SampleFonts.NotoSansSc.CharacterMap.Find('证'));
        Assert.Equal(outline.All.ToArray(), CompactOutline.Of(outline, 256));
    }

    static (List<int> Ends, List<(bool IsOn, int X, int Y)> Points, int[] Box) Read(ReadOnlySpan<byte> bytes)
    {
        var at = 10;
        int[] box = [Word(bytes, 2), Word(bytes, 4), Word(bytes, 6), Word(bytes, 8)];
        var ends = new List<int>();
        for (var i = 0; i < Word(bytes, 0); i++, at += 2)
            ends.Add(Word(bytes, at));
        at += 2 + Word(bytes, at);
        var flags = new List<byte>();
        while (flags.Count <= ends[^1])
        {
            var flag = bytes[at++];
            flags.AddRange(Enumerable.Repeat(flag, (flag & 8) == 0 ? 1 : 1 + bytes[at++]));
        }

        var points = new List<(bool, int, int)>();
        var xs = new int[flags.Count];
        var x = 0;
        for (var i = 0; i < flags.Count; i++)
            xs[i] = x += Delta(bytes, flags[i] >> 1 & 1, flags[i] >> 4 & 1, ref at);
        var y = 0;
        for (var i = 0; i < flags.Count; i++)
            points.Add(((flags[i] & 1) != 0, xs[i], y += Delta(bytes, flags[i] >> 2 & 1, flags[i] >> 5 & 1, ref at)));
        Assert.InRange(bytes.Length - at, 0, 3);
        return (ends, points, box);
    }

    static int Delta(ReadOnlySpan<byte> bytes, int isShort, int isSet, ref int at)
    {
        if (isShort == 1)
            return isSet == 1 ? bytes[at++] : -bytes[at++];
        if (isSet == 1)
            return 0;
        at += 2;
        return Word(bytes, at - 2);
    }

    static int Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt16BigEndian(bytes[at..]);
}
