using Metrology.Core.Certificates;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>A diagram of traceability as vector drawing: a row of boxes a level, a line from each level to the next.</summary>
internal static class TraceDrawing
{
    private const double Line = 10, Inner = 4, Gap = 20, Between = 6, NameWidth = 66;
    private const int MostBoxes = 4;
    private static readonly double Width = 168.Mm;
    private static readonly TextStyle Text = new() { Size = 7.5 };
    private static readonly Pen Frame = new(0.6);

    public static Metrology.Pdf.Block Of(TraceDiagram diagram, DocumentWords words)
    {
        var shapes = new List<Shape>();
        double y = 2;
        foreach (var (index, level) in diagram.Levels.Index())
        {
            var shown = level.Boxes.Take(MostBoxes).ToList();
            var width = (Width - NameWidth - (Between * (shown.Count - 1))) / Math.Max(shown.Count, 1);
            var lines = shown.ConvertAll(box => box.SelectMany(text => Wrap(words.Of(text), width - (2 * Inner))).ToList());
            var height = (lines.Max(one => (int?)one.Count) ?? 1) * Line + (2 * Inner);
            var more = level.Boxes.Count > MostBoxes ? $" (+{level.Boxes.Count - MostBoxes})" : "";
            foreach (var (row, part) in Wrap(words.Of(level.Name) + more, NameWidth - 8).Index())
                shapes.Add(new Label(part, (0, y + (height / 2) + (row * Line))) { Style = Text });
            foreach (var (i, box) in lines.Index())
            {
                var x = NameWidth + (i * (width + Between));
                shapes.Add(new Rectangle((x, y), width, height) { Pen = Frame });
                foreach (var (row, line) in box.Index())
                    shapes.Add(new Label(line, (x + Inner, y + Inner + 7 + (row * Line))) { Style = Text });
            }

            y += height;
            if (index < diagram.Levels.Count - 1)
            {
                var middle = NameWidth + ((Width - NameWidth) / 2);
                shapes.Add(new Polyline((middle, y), (middle, y + Gap)) { Pen = Frame });
                shapes.Add(new Polyline((middle - 3, y + Gap - 5), (middle, y + Gap), (middle + 3, y + Gap - 5)) { Pen = Frame });
                y += Gap;
            }
        }

        return new Drawing(Width, y + 2) { Shapes = shapes, Alt = words.Of(diagram.Title), Align = TextAlign.Centre };
    }

    /// <summary>Lines that fit: a Chinese character is as wide as the type is high, any other about half of it.</summary>
    private static IEnumerable<string> Wrap(string text, double width)
    {
        var (line, used) = (new System.Text.StringBuilder(), 0.0);
        foreach (var rune in text.EnumerateRunes())
        {
            var wide = rune.Value >= 0x2E80 ? 7.5 : 4.4;
            if (used + wide > width && line.Length > 0)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }

            line.Append(rune);
            used += wide;
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
