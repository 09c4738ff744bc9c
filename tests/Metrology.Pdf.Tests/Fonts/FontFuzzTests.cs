using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Fonts;

/// <summary>A damaged font gives a document or a <see cref="FontFormatException"/> (or lacks a glyph), and nothing else.</summary>
public class FontFuzzTests
{
    const int Mutations = 4_000;

    [Fact]
    public void Every_truncation_of_a_small_font_is_answered()
    {
        var font = TinyFont.Build();
        Assert.True(IsUsable(font));
        for (var length = 0; length < font.Length; length++)
            Assert.False(IsUsable(font.AsMemory(0, length)), $"cut at {length}");
    }

    [Fact]
    public void Every_mutation_of_a_small_font_is_answered()
    {
        var random = new Random(20260318);
        var font = TinyFont.Build();
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutant = font.ToArray();
            for (var count = random.Next(1, 5); count > 0; count--)
                mutant[random.Next(mutant.Length)] = random.Next(3) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
            if (!IsUsable(mutant))
                refused++;
        }
        Assert.InRange(refused, Mutations / 20, Mutations - Mutations / 20);
    }

    [Fact]
    public void Truncations_of_the_document_font_are_refused()
    {
        var font = File.ReadAllBytes(SampleFonts.Path);
        for (var i = 0; i < 200; i++)
            Assert.Throws<FontFormatException>(() => TrueTypeFont.Parse(font.AsMemory(0, (int)((long)(font.Length - 4) * i / 200))));
    }

    [Fact]
    public void Damage_in_the_tables_of_the_document_font_is_answered()
    {
        var random = new Random(7);
        var font = File.ReadAllBytes(SampleFonts.Path);
        for (var i = 0; i < 300; i++)
        {
            // The first 32 KB hold the directory, head, hhea, maxp, OS/2, name and cmap.
            var at = random.Next(32 * 1024);
            var kept = font[at];
            font[at] = (byte)random.Next(256);
            IsUsable(font);
            font[at] = kept;
        }
    }

    static bool IsUsable(ReadOnlyMemory<byte> file)
    {
        try
        {
            var stack = new FontStack(TrueTypeFont.Parse(file));
            var document = Documents.Of(new Paragraph("AB A\U00020BB7\u8FBB\U000E0100")) with { Fonts = stack };
            return document.ToBytes().Length > 0;
        }
        catch (Exception error) when (error is FontFormatException or MissingGlyphException)
        {
            return false;
        }
    }
}
