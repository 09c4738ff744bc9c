using Metrology.Pdf.Layout;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Content;

/// <summary>Lines of text as text objects; remembers the text state so that it is only written where it changes.</summary>
internal sealed class TextWriter(double pageHeight, DocumentResources resources)
{
    static readonly TextStyle Initial = new() { Size = 0 };

    (byte Font, double Size) font = (255, 0);
    TextStyle state = Initial;
    bool isInitial = true;

    public List<(Bar Place, Uri Target)> Links { get; } = [];

    /// <summary>The graphics state was restored: nothing is known about it.</summary>
    public void Forget() => (font, isInitial) = ((255, 0), true);

    public void Write(ByteSink sink, TextLine line, double x, double baseline)
    {
        WriteAt(sink, line, x, pageHeight - baseline);
        CollectLinks(line, x, baseline);
    }

    public void WriteAt(ByteSink sink, TextLine line, double x, double y)
    {
        if (line.Start == line.End)
            return;
        var glyphs = line.Source.Glyphs;
        sink.Ascii("BT ").Place(x).Ascii(" ").Place(y).Ascii(" Td ");
        for (var start = line.Start; start < line.End;)
        {
            var end = start + 1;
            while (end < line.End && glyphs[end].Look == glyphs[start].Look && glyphs[end].Font == glyphs[start].Font)
                end++;
            var style = line.Source.StyleOf(start);
            SetState(sink, style, glyphs[start].Font);
            Show(sink, line, start, end, style.Size);
            start = end;
        }
        sink.Ascii("ET\n");
    }

    void SetState(ByteSink sink, TextStyle style, byte face)
    {
        if (font != (face, style.Size))
            sink.Ascii("/F").Integer(face).Ascii(" ").Number(style.Size).Ascii(" Tf ");
        if (isInitial || state.LetterSpacing != style.LetterSpacing)
            sink.Number(style.LetterSpacing).Ascii(" Tc ");
        if (isInitial || state.Rise != style.Rise)
            sink.Number(style.Rise).Ascii(" Ts ");
        if (isInitial || state.Colour != style.Colour)
            ColourOperator.Write(sink, style.Colour, 'g', "rg");
        (font, state, isInitial) = ((face, style.Size), style, false);
    }

    void Show(ByteSink sink, TextLine line, int start, int end, double size)
    {
        var glyphs = line.Source.Glyphs;
        var subset = resources.Subset(glyphs[start].Font);
        var isStretched = line.Stretch > 0;
        sink.Ascii(isStretched ? "[<" : "<");
        for (var i = start; i < end; i++)
        {
            if (glyphs[i].Id != 0)
                sink.Hex16(subset.Number(glyphs[i].Id, glyphs[i].CodePoint, glyphs[i].Selector));
            // TJ moves left by thousandths of the size: 9.4.3.
            if (isStretched && line.StretchesAfter(i))
                sink.Ascii(">").Number(-line.Stretch * 1000 / size).Ascii("<");
        }
        sink.Ascii(isStretched ? ">]TJ " : ">Tj ");
    }

    void CollectLinks(TextLine line, double x, double baseline)
    {
        for (var i = line.Start; i < line.End;)
        {
            var look = line.Source.Glyphs[i].Look;
            var (style, target) = line.Source.Looks[look];
            var left = x;
            for (; i < line.End && line.Source.Glyphs[i].Look == look; i++)
                x += line.Source.Glyphs[i].Advance + (line.StretchesAfter(i) ? line.Stretch : 0);
            if (target is not null)
                Links.Add((new Bar(left, baseline - 0.9 * style.Size, x - left, 1.15 * style.Size), target));
        }
    }
}
