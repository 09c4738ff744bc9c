using System.Text;
using Metrology.Pdf.Fonts;

namespace Metrology.Pdf.Layout;

/// <summary>A character with its glyph and advance in points. Glyph 0 is drawn as nothing (a forced break, a zero-width mark).</summary>
internal readonly record struct Glyph(int CodePoint, int Selector, ushort Id, byte Font, short Look, double Advance)
{
    public bool IsBreak => CodePoint == '\n';
}

/// <summary>The look and link of one run.</summary>
internal readonly record struct Look(TextStyle Style, Uri? Link);

/// <summary>The text of a paragraph as glyphs, with the places where its lines may break.</summary>
internal sealed class ShapedText
{
    ShapedText(Glyph[] glyphs, Look[] looks, FontStack fonts)
    {
        Glyphs = glyphs;
        Looks = looks;
        Fonts = fonts;
        BreakBefore = LineBreaker.Opportunities([.. glyphs.Select(glyph => glyph.CodePoint)]);
    }

    public Glyph[] Glyphs { get; }
    public Look[] Looks { get; }
    public FontStack Fonts { get; }
    public bool[] BreakBefore { get; }

    public TextStyle StyleOf(int index) => Looks[Glyphs[index].Look].Style;

    public static ShapedText Of(IReadOnlyList<Run> runs, TextStyle style, LayoutContext context)
    {
        if (runs.Count > short.MaxValue)
            throw new PdfLayoutException($"A paragraph has more than {short.MaxValue} runs in {context.Where}.");
        var glyphs = new List<Glyph>();
        var looks = new List<Look>(runs.Count);
        foreach (var run in runs)
        {
            looks.Add(new(run.Over(style), run.Link));
            Append(glyphs, looks, run.Text, context);
        }
        return new ShapedText([.. glyphs], [.. looks], context.Fonts);
    }

    /// <summary>A run in the look that was added last.</summary>
    static void Append(List<Glyph> glyphs, List<Look> looks, string text, LayoutContext context)
    {
        var (own, look) = ((short)(looks.Count - 1), looks[^1]);
        for (var i = 0; i < text.Length;)
        {
            var codePoint = Next(text, ref i);
            var selector = i < text.Length && Peek(text, i) is var following && FontStack.IsSelector(following) ? Next(text, ref i) : 0;
            if (codePoint == '\r')
                continue;
            if (codePoint == '\t')
                codePoint = ' ';
            // Marks that steer line breaking and have no ink; the soft hyphen is never used in Chinese text.
            if (codePoint is '\n' or 0x200B or 0x2060 or 0xFEFF or 0x00AD)
            {
                glyphs.Add(new(codePoint, 0, 0, 0, own, 0));
                continue;
            }
            var (index, style) = (own, look.Style);
            if (!context.Fonts.TryFind(codePoint, selector, out var font, out var glyph))
            {
                if (selector != 0 || !context.Fonts.TryStandIn(codePoint, out font, out glyph, out var how))
                    throw new MissingGlyphException(codePoint, selector, context.Where.ToString(), Excerpt(text, i));
                (index, style) = Shifted(looks, own, look, how, context);
            }
            var face = context.Fonts.Fonts[font];
            var advance = face.Advance(glyph) * style.Size / face.UnitsPerEm + style.LetterSpacing;
            glyphs.Add(new(codePoint, selector, glyph, font, index, advance));
        }
    }

    /// <summary>The look of a run with its size and baseline changed, added when it is new.</summary>
    static (short Index, TextStyle Style) Shifted(List<Look> looks, short own, Look look, StandIn how, LayoutContext context)
    {
        if (how is { Scale: 1, Shift: 0 })
            return (own, look.Style);
        var style = look.Style with { Size = look.Style.Size * how.Scale, Rise = look.Style.Rise + look.Style.Size * how.Shift };
        var index = looks.FindIndex(own, one => one.Style == style && one.Link == look.Link);
        if (index < 0)
        {
            if (looks.Count > short.MaxValue)
                throw new PdfLayoutException($"A paragraph has more than {short.MaxValue} looks in {context.Where}.");
            index = looks.Count;
            looks.Add(look with { Style = style });
        }
        return ((short)index, style);
    }

    /// <summary>The next scalar value, or a lone surrogate as it is (no font has one, so it is reported as missing).</summary>
    static int Next(string text, ref int index)
    {
        var codePoint = Peek(text, index);
        index += codePoint > 0xFFFF ? 2 : 1;
        return codePoint;
    }

    static int Peek(string text, int index) => Rune.TryGetRuneAt(text, index, out var rune) ? rune.Value : text[index];

    static string Excerpt(string text, int end)
    {
        var start = Math.Max(0, end - 12);
        return text[start..Math.Min(text.Length, end + 8)];
    }
}
