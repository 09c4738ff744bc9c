using System.Globalization;
using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>Characters that this writer cannot set rightly whatever a font has: it places one glyph after the other from left to right.</summary>
internal static class ScriptLimits
{
    /// <summary>Blocks of scripts that run from right to left (Unicode 16, Bidi_Class R and AL and their reserves).</summary>
    static readonly (int First, int Last)[] RightToLeft =
        [(0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)];

    /// <summary>Marks and controls of direction: invisible, and they make a line read as another than was stored.</summary>
    static readonly (int First, int Last)[] Directions = [(0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)];

    public static bool RunsRightToLeft(int codePoint) => codePoint >= 0x0590 && (IsIn(RightToLeft, codePoint) || IsIn(Directions, codePoint));

    /// <summary>A mark that belongs on the character before it; composed forms (NFC) do not need it.</summary>
    public static bool IsCombining(int codePoint) =>
        codePoint >= 0x0300 && !FontStack.IsSelector(codePoint) && Rune.IsValid(codePoint)
        && Rune.GetUnicodeCategory(new Rune(codePoint)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    static bool IsIn((int First, int Last)[] ranges, int codePoint)
    {
        foreach (var (first, last) in ranges)
            if (codePoint >= first && codePoint <= last)
                return true;
        return false;
    }
}
