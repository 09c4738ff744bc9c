using System.Text;

namespace Metrology.Pdf.Fonts;

/// <summary>No font of the stack has a character of the document. A certificate never prints a box for a person's name.</summary>
public sealed class MissingGlyphException : Exception
{
    internal MissingGlyphException(int codePoint, int variationSelector, string where, string context)
        : base($"No font has {Describe(codePoint, variationSelector)} in {where}: “{context}”. Add a font that has it to the font stack.")
    {
        CodePoint = codePoint;
        VariationSelector = variationSelector;
        Where = where;
        Context = context;
    }

    /// <summary>The Unicode scalar value, or the surrogate when the text was not well-formed.</summary>
    public int CodePoint { get; }

    /// <summary>The ideographic variation selector that followed the character, or 0.</summary>
    public int VariationSelector { get; }

    public string Character => Rune.IsValid(CodePoint) ? new Rune(CodePoint).ToString() : "";

    /// <summary>The place in the document, e.g. <c>body &gt; table row 3 &gt; column 2</c> (all from 1).</summary>
    public string Where { get; }

    /// <summary>The text in which the character stands.</summary>
    public string Context { get; }

    static string Describe(int codePoint, int selector) =>
        (Rune.IsValid(codePoint) ? $"“{new Rune(codePoint)}” " : "") + $"U+{codePoint:X4}" + (selector == 0 ? "" : $" U+{selector:X4}");
}
