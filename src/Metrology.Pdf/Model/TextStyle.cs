namespace Metrology.Pdf;

/// <summary>How text looks. Size, letter-spacing and rise are in points; line height is a multiple of the size.</summary>
public sealed record TextStyle
{
    /// <summary>10.5 pt is 五号, the usual body size of a certificate.</summary>
    public double Size { get; init; } = 10.5;
    public Colour Colour { get; init; }
    public double LetterSpacing { get; init; }
    public double LineHeight { get; init; } = 1.45;
    /// <summary>Baseline shift: positive for a superscript, negative for a subscript.</summary>
    public double Rise { get; init; }
}

/// <summary>Text of one look inside a paragraph. What is not set comes from the paragraph.</summary>
public sealed record Run(string Text)
{
    public double? Size { get; init; }
    public Colour? Colour { get; init; }
    public double? LetterSpacing { get; init; }
    public double? Rise { get; init; }
    /// <summary>Where a click leads; the look is left to the caller.</summary>
    public Uri? Link { get; init; }

    public static implicit operator Run(string text) => new(text);

    internal TextStyle Over(TextStyle style) => Size is null && Colour is null && LetterSpacing is null && Rise is null
        ? style
        : style with
        {
            Size = Size ?? style.Size,
            Colour = Colour ?? style.Colour,
            LetterSpacing = LetterSpacing ?? style.LetterSpacing,
            Rise = Rise ?? style.Rise,
        };
}

public enum TextAlign { Left, Centre, Right, Justify }

public enum VerticalAlign { Top, Middle, Bottom }
