namespace Metrology.Pdf.Fonts;

/// <summary>
/// How a character that a font lacks is set by the glyph of another: raised and lowered digits, signs and letters, which are those of the line made smaller, and a few that look alike. What a reader gets back is
/// the character itself.
/// </summary>
/// <param name="CodePoint">Whose glyph is set.</param>
/// <param name="Scale">Of the size.</param>
/// <param name="Shift">Up, in sizes of the line.</param>
internal readonly record struct StandIn(int CodePoint, double Scale, double Shift)
{
    const double Small = 0.66;

    /// <summary>Less than half of the small size: programs that read text take more for another line.</summary>
    const double Up = 0.3, Down = -0.12;

    const string Signs = "+\u2212=()";

    /// <summary>From U+2090 and from U+1D62 on; the schwa has no glyph to stand in for it.</summary>
    const string Letters = "aeox\0hklmnpst", FurtherLetters = "iruv";

    public static StandIn? Of(int codePoint) => codePoint switch
    {
        '\u00B9' => new('1', Small, Up),
        '\u00B2' => new('2', Small, Up),
        '\u00B3' => new('3', Small, Up),
        '\u2070' or (>= '\u2074' and <= '\u2079') => new('0' + codePoint - 0x2070, Small, Up),
        >= '\u207A' and <= '\u207E' => new(Signs[codePoint - 0x207A], Small, Up),
        '\u2071' => new('i', Small, Up),
        '\u207F' => new('n', Small, Up),
        >= '\u2080' and <= '\u2089' => new('0' + codePoint - 0x2080, Small, Down),
        >= '\u208A' and <= '\u208E' => new(Signs[codePoint - 0x208A], Small, Down),
        not '\u2094' and >= '\u2090' and <= '\u209C' => new(Letters[codePoint - 0x2090], Small, Down),
        >= '\u1D62' and <= '\u1D65' => new(FurtherLetters[codePoint - 0x1D62], Small, Down),
        // Dot operator and bullet operator of products of units; the sign of a diameter.
        '\u22C5' or '\u2219' => new('\u00B7', 1, 0),
        '\u2300' => new('\u00D8', 1, 0),
        _ => null,
    };
}
