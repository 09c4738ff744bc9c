using System.Globalization;
using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>Fonts in the order in which they are asked for a character. Immutable and shared between documents.</summary>
public sealed class FontStack
{
    const int IdeographicSelectors = 0xE0100;

    readonly TrueTypeFont[] fonts;

    /// <param name="fonts">One to 255 fonts; the first also gives the line its ascent and descent.</param>
    public FontStack(params ReadOnlySpan<TrueTypeFont> fonts)
    {
        if (fonts.Length is 0 or > 255)
            throw new ArgumentException("A font stack has 1 to 255 fonts.", nameof(fonts));
        this.fonts = fonts.ToArray();
    }

    internal IReadOnlyList<TrueTypeFont> Fonts => fonts;

    internal TrueTypeFont Primary => fonts[0];

    /// <summary>The first font that has the character; false when none has.</summary>
    internal bool TryFind(int codePoint, int selector, out byte font, out ushort glyph)
    {
        // A font that has them does not help: they would stand in the wrong place.
        if (RunsRightToLeft(codePoint) || IsCombining(codePoint))
        {
            (font, glyph) = (0, 0);
            return false;
        }
        for (font = 0; font < fonts.Length; font++)
        {
            var map = fonts[font].CharacterMap;
            glyph = selector == 0 ? map.Find(codePoint) : map.Find(codePoint, selector);
            if (glyph != 0)
                return true;
        }
        font = 0;
        glyph = 0;
        // An unknown ideographic variation could be the wrong form of somebody's name: refuse it. The other selectors (text or emoji
        // presentation) may be ignored: Unicode 23.4.
        if (selector is > 0 and < IdeographicSelectors)
            return TryFind(codePoint, 0, out font, out glyph);
        return IsSpace(codePoint) && codePoint != ' ' && TryFind(' ', 0, out font, out glyph);
    }

    /// <summary>The glyph of another character that shows this one, which no font has; false when there is none.</summary>
    internal bool TryStandIn(int codePoint, out byte font, out ushort glyph, out StandIn how)
    {
        (font, glyph, how) = (0, 0, default);
        if (StandIn.Of(codePoint) is not { } known)
            return false;
        how = known;
        return TryFind(how.CodePoint, 0, out font, out glyph);
    }

    /// <summary>Of a script that runs from right to left, or a control of direction: no font makes this writer set it.</summary>
    public static bool RunsRightToLeft(int codePoint) => ScriptLimits.RunsRightToLeft(codePoint);

    /// <summary>A mark that belongs on the character before it, which this writer cannot place.</summary>
    public static bool IsCombining(int codePoint) => ScriptLimits.IsCombining(codePoint);

    /// <summary>The first character of a text that cannot be set, because no font has it or by its script; null when all can be written.</summary>
    public Rune? Lacks(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !IsSelector(rune.Value) && !TryFind(rune.Value, 0, out _, out _) && !TryStandIn(rune.Value, out _, out _, out _))
                return rune;
        }

        return null;
    }

    internal static bool IsSelector(int codePoint) => codePoint is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    static bool IsSpace(int codePoint) =>
        Rune.IsValid(codePoint) && Rune.GetUnicodeCategory(new Rune(codePoint)) == UnicodeCategory.SpaceSeparator;
}
