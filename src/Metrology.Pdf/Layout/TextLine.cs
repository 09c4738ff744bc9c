using System.Text;

namespace Metrology.Pdf.Layout;

/// <summary>One line: a range of a shaped text, without the spaces at its end. Lengths are in points.</summary>
internal sealed class TextLine
{
    public TextLine(ShapedText source, int start, int end)
    {
        Source = source;
        Start = start;
        End = end;
        var size = 0.0;
        for (var i = start; i < end; i++)
        {
            Width += source.Glyphs[i].Advance;
            size = Math.Max(size, Leading(source.StyleOf(i)));
        }
        Height = size > 0 ? size : Leading(source.Looks.Length > 0 ? source.Looks[0].Style : new());
        var font = source.Fonts.Primary;
        var tallest = end > start ? Enumerable.Range(start, end - start).Max(i => source.StyleOf(i).Size) : 0;
        var em = tallest / font.UnitsPerEm;
        Baseline = (Height - (font.Ascent - font.Descent) * em) / 2 + font.Ascent * em;
    }

    public ShapedText Source { get; }
    public int Start { get; }
    public int End { get; }
    public double Width { get; }
    public double Height { get; }
    /// <summary>From the top of the line.</summary>
    public double Baseline { get; }
    /// <summary>Added at each place a break would be allowed, to justify the line.</summary>
    public double Stretch { get; private set; }

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            for (var i = Start; i < End; i++)
                text.Append(new Rune(Source.Glyphs[i].CodePoint));
            return text.ToString();
        }
    }

    public void Justify(double width)
    {
        var places = 0;
        for (var i = Start + 1; i < End; i++)
            if (Source.BreakBefore[i])
                places++;
        if (places > 0 && width > Width)
            Stretch = (width - Width) / places;
    }

    public bool StretchesAfter(int index) => Stretch > 0 && index + 1 < End && Source.BreakBefore[index + 1];

    static double Leading(TextStyle style) => style.Size * style.LineHeight;
}
