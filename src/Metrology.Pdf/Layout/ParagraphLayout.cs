namespace Metrology.Pdf.Layout;

/// <summary>Text to lines.</summary>
internal static class ParagraphLayout
{
    public static IEnumerable<Slice> Flow(Paragraph paragraph, LayoutContext context, double width, string tag)
    {
        var style = paragraph.Style ?? context.Style;
        var align = paragraph.Align ?? context.Align;
        var indent = paragraph.FirstLineIndent * style.Size;
        var text = ShapedText.Of(paragraph.Runs, style, context);
        var lines = Break(text, width, indent);
        var node = context.TextNode ?? context.Open(tag);
        if (node is not null && paragraph.Id is { } id)
            node.Title = id;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var first = i == 0 ? indent : 0;
            var free = width - first - line.Width;
            var isLast = i == lines.Count - 1 || text.Glyphs[lines[i + 1].Start - 1].IsBreak;
            if (align == TextAlign.Justify && !isLast)
                line.Justify(width - first);
            var offset = first + align switch { TextAlign.Centre => free / 2, TextAlign.Right => free, _ => 0 };
            yield return new LineSlice(line, offset, node)
            {
                SpaceBefore = i == 0 ? paragraph.SpaceBefore : 0,
                SpaceAfter = i == lines.Count - 1 ? paragraph.SpaceAfter : 0,
                // Two lines at least on either side of a page break.
                KeepWithNext = lines.Count > 1 && (i == 0 || i == lines.Count - 2),
            };
        }
    }

    public static TextLine Single(string text, TextStyle style, LayoutContext context)
    {
        var shaped = ShapedText.Of([text], style, context);
        return new TextLine(shaped, 0, shaped.Glyphs.Length);
    }

    public static List<TextLine> Break(ShapedText text, double width, double indent = 0)
    {
        var lines = new List<TextLine>();
        var glyphs = text.Glyphs;
        var start = 0;
        while (start < glyphs.Length)
        {
            var next = NextStart(text, start, width - (lines.Count == 0 ? indent : 0));
            lines.Add(new TextLine(text, start, TrimmedEnd(glyphs, start, next)));
            start = next;
        }
        if (lines.Count == 0 || glyphs[^1].IsBreak)
            lines.Add(new TextLine(text, glyphs.Length, glyphs.Length));
        return lines;
    }

    static int NextStart(ShapedText text, int start, double width)
    {
        var glyphs = text.Glyphs;
        var used = 0.0;
        int allowed = 0, weak = 0;
        for (var i = start; i < glyphs.Length; i++)
        {
            if (glyphs[i].IsBreak)
                return i + 1;
            if (i > start && text.BreakBefore[i])
                allowed = i;
            else if (i > start && LineBreaker.IsWeakPoint(glyphs[i - 1].CodePoint) && glyphs[i].CodePoint != ' ')
                weak = i;
            used += glyphs[i].Advance;
            // Spaces may hang over the edge; they are not drawn there.
            if (used > width + Slice.Slack && glyphs[i].CodePoint != ' ')
                return allowed > 0 ? allowed : weak > 0 ? weak : Math.Max(i, start + 1);
        }
        return glyphs.Length;
    }

    static int TrimmedEnd(Glyph[] glyphs, int start, int next)
    {
        while (next > start && glyphs[next - 1].CodePoint is ' ' or '\n')
            next--;
        return next;
    }
}
