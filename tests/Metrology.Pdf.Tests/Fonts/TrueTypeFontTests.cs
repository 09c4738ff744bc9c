using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Fonts;

public class TrueTypeFontTests
{
    [Fact]
    public void The_document_font_has_the_metrics_its_tables_say()
    {
        var font = SampleFonts.NotoSansSc;
        Assert.Equal(("NotoSansSC-Regular", 1000, 30898), (font.PostScriptName, font.UnitsPerEm, font.GlyphCount));
        Assert.Equal((880, -120), (font.Ascent, font.Descent));
        Assert.Equal(1000, font.Advance(font.CharacterMap.Find('检')));
    }

    [Fact]
    public void Characters_beyond_the_basic_plane_are_found()
    {
        Assert.NotEqual(0, SampleFonts.NotoSansSc.CharacterMap.Find(0x20087));
        Assert.Equal(4, TrueTypeFont.Parse(TinyFont.Build()).CharacterMap.Find(0x20BB7));
        Assert.Equal(0, TrueTypeFont.Parse(TinyFont.Build()).CharacterMap.Find(0x20BB8));
    }

    [Fact]
    public void Variation_sequences_give_their_own_glyph_and_unknown_ones_none()
    {
        var map = TrueTypeFont.Parse(TinyFont.Build()).CharacterMap;
        Assert.Equal((1, 4, 0), (map.Find(0x8FBB), map.Find(0x8FBB, 0xE0100), map.Find(0x8FBB, 0xE0101)));
    }

    [Fact]
    public void A_composite_glyph_brings_its_components_and_points_to_their_new_numbers()
    {
        var subset = new FontSubset(TrueTypeFont.Parse(TinyFont.Build()));
        Assert.Equal(1, subset.Number(3, 'B', 0));
        var composite = subset.Outlines()[1];
        Assert.Equal([0, 3, 1], subset.Slots.Select(slot => (int)slot.Glyph));
        Assert.Equal((2, 2), (composite[13], composite[21]));
    }

    [Fact]
    public void A_composite_glyph_of_itself_ends() =>
        Assert.Equal(2, Subset(TinyFont.Build(component: 3), 3).Outlines().Count);

    [Fact]
    public void A_composite_glyph_of_no_glyph_is_refused() =>
        Assert.Throws<FontFormatException>(() => Subset(TinyFont.Build(component: 99), 3).Outlines());

    [Fact]
    public void A_subset_is_itself_a_font_whose_checksums_add_up()
    {
        var subset = new FontSubset(SampleFonts.NotoSansSc);
        foreach (var letter in "检定证书")
            subset.Number(SampleFonts.NotoSansSc.CharacterMap.Find(letter), letter, 0);
        var file = SubsetFile.Build(subset);
        uint sum = 0;
        for (var i = 0; i < file.Length; i += 4)
            sum += System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i));
        Assert.Equal(0xB1B0AFBA, sum);
        Assert.Equal(5, subset.Slots.Count);
        Assert.InRange(file.Length, 500, 4000);
    }

    [Theory]
    [InlineData("OTTO", "CFF")]
    [InlineData("ttcf", "collection")]
    [InlineData("%PDF", "TrueType")]
    public void Other_files_are_refused_by_name(string start, string word)
    {
        var error = Assert.Throws<FontFormatException>(() => TrueTypeFont.Parse(System.Text.Encoding.ASCII.GetBytes(start + new string('\0', 60))));
        Assert.Contains(word, error.Message);
    }

    [Fact]
    public void A_font_that_forbids_embedding_is_refused() =>
        Assert.Contains("embedding", Assert.Throws<FontFormatException>(() => TrueTypeFont.Parse(TinyFont.Build(fsType: 2))).Message);

    static FontSubset Subset(byte[] file, ushort glyph)
    {
        var subset = new FontSubset(TrueTypeFont.Parse(file));
        subset.Number(glyph, 'B', 0);
        return subset;
    }
}
