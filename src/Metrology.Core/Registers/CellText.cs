using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>The text of a cell in half width and without what surrounds it.</summary>
/// <param name="Text">Full-width digits, letters, brackets and signs are half-width; blanks and tabs inside stand.</param>
/// <param name="IsTrimmed">Blanks stood around it.</param>
/// <param name="Brackets">How its round brackets were written.</param>
internal sealed record CellText(string Text, bool IsTrimmed, BracketStyle Brackets)
{
    /// <summary>With the known traditional characters replaced.</summary>
    public string Simplified => SimplifiedChinese.Of(Text);

    public static CellText Of(string raw)
    {
        var trimmed = raw.Trim();
        var text = new StringBuilder(trimmed.Length);
        foreach (var c in trimmed)
            text.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c == '\u3000' ? ' ' : c);
        return new(text.ToString(), trimmed.Length != raw.Length, StyleOf(trimmed));
    }

    private static BracketStyle StyleOf(string text)
    {
        var (isUnbalanced, isMixed, hasFull) = (false, false, false);
        var open = new Stack<char>();
        foreach (var c in text)
        {
            if (c is '(' or '（')
                open.Push(c);
            else if (c is not (')' or '）'))
                continue;
            else if (open.Count == 0)
                isUnbalanced = true;
            else
                isMixed |= open.Pop() == '(' != (c == ')');
            hasFull |= c is '（' or '）';
        }

        return isUnbalanced || open.Count > 0 ? BracketStyle.Unbalanced : isMixed ? BracketStyle.Mixed : hasFull ? BracketStyle.FullWidth : BracketStyle.Plain;
    }
}

internal enum BracketStyle
{
    /// <summary>None, or half-width ones.</summary>
    Plain,
    FullWidth,

    /// <summary>One of a pair is half-width.</summary>
    Mixed,
    Unbalanced,
}
