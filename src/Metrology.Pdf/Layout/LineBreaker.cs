using System.Text;

namespace Metrology.Pdf.Layout;

/// <summary>
/// Where a line may end: after most Chinese characters and after spaces, but not before closing or after opening punctuation
/// (GB/T 15834-2011 5.1), not inside Latin words and numbers, and not between a number and its unit.
/// </summary>
internal static class LineBreaker
{
    const int ZeroWidthSpace = 0x200B;

    static readonly CharacterSet NotAtStart = Set("。．，、；：！？）》〉」』】〕〗］｝”’·•／～–－-/~%‰％℃℉°′″!),.:;?]}々ーぁぃぅぇぉっゃゅょ");
    static readonly CharacterSet NotAtEnd = Set("（《〈「『【〔〖［｛“‘([{￥¥$№");
    static readonly CharacterSet Joining = Set("\u00A0\u202F\u2007\u2060\uFEFF");
    static readonly CharacterSet Operators = Set("±×÷=≤≥<>≈∓≠");
    static readonly CharacterSet Counters = Set("年月日时分秒号页次个条款项级元台件支只度米克升伏安瓦欧赫千毫微兆吉");
    static readonly CharacterSet Pairs = Set("—…‥");
    static readonly CharacterSet RangeMarks = Set("～–~");

    /// <summary>For each code point whether a line may begin with it.</summary>
    public static bool[] Opportunities(ReadOnlySpan<int> text)
    {
        var result = new bool[text.Length];
        for (var i = 1; i < text.Length; i++)
            result[i] = MayBreakBefore(text, i);
        return result;
    }

    /// <summary>Whether an over-long word is better broken after this character than elsewhere.</summary>
    public static bool IsWeakPoint(int codePoint) => codePoint is ' ' or '-' or '/' or '_' or ',' or '.' or '=';

    static bool MayBreakBefore(ReadOnlySpan<int> text, int i)
    {
        var next = text[i];
        if (next is ' ' or '\n' or ZeroWidthSpace)
            return false;
        if (text[i - 1] is '\n' or ZeroWidthSpace)
            return true;
        var last = i - 1;
        while (last >= 0 && text[last] == ' ')
            last--;
        if (last < 0)
            return false;
        var before = text[last];
        if (NotAtStart.Contains(next) || NotAtEnd.Contains(before) || Joining.Contains(text[i - 1]) || Joining.Contains(next))
            return false;
        if (last < i - 1)
            return !JoinsOverSpace(text, last, i);
        if (before == next && Pairs.Contains(next) || RangeMarks.Contains(before) && IsNumeric(next))
            return false;
        return (IsWide(before) || IsWide(next)) && !(IsDigit(before) && Counters.Contains(next));
    }

    static bool JoinsOverSpace(ReadOnlySpan<int> text, int last, int next)
    {
        if (Operators.Contains(text[last]) || Operators.Contains(text[next]))
            return true;
        if (!IsDigit(text[last]) && text[last] != ')')
            return false;
        var word = Word(text[next..]);
        return UnitSymbols.IsUnit(word) || word.Length == 3 && word.All(char.IsAsciiDigit);
    }

    static string Word(ReadOnlySpan<int> text)
    {
        var word = new StringBuilder();
        foreach (var codePoint in text)
        {
            if (codePoint is ' ' or '\n' or ',' or ';' or ':' or '!' or '?' || IsWide(codePoint) || !Rune.IsValid(codePoint))
                break;
            word.Append(new Rune(codePoint));
        }
        // A full stop or a bracket that closes the sentence is not part of the unit.
        return word.ToString().TrimEnd('.').Trim('(', ')');
    }

    static bool IsNumeric(int codePoint) => IsDigit(codePoint) || codePoint is '+' or '-' or '−' or '±';

    static bool IsDigit(int codePoint) => codePoint is >= '0' and <= '9' or >= 0xFF10 and <= 0xFF19;

    /// <summary>Characters set on the ideographic grid: lines break around them without a space.</summary>
    static bool IsWide(int codePoint) => codePoint switch
    {
        < 0x2014 => false,
        0x2014 or 0x2025 or 0x2026 => true,
        >= 0x2190 and <= 0x21FF or >= 0x2460 and <= 0x27BF => true,
        >= 0xFF10 and <= 0xFF19 => false,
        >= 0x2E80 and <= 0xD7AF or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE4F or >= 0xFF00 and <= 0xFFEF => true,
        _ => codePoint >= 0x1F000,
    };

    static CharacterSet Set(string characters) => new(characters);

    /// <summary>Characters of the basic plane, one bit each: asked several times for every character that is set.</summary>
    sealed class CharacterSet
    {
        readonly ulong[] bits = new ulong[0x10000 / 64];

        public CharacterSet(string characters)
        {
            foreach (var character in characters)
                bits[character >> 6] |= 1UL << (character & 63);
        }

        public bool Contains(int codePoint) => codePoint < 0x10000 && (bits[codePoint >> 6] >> (codePoint & 63) & 1) != 0;
    }
}
