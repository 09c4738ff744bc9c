using System.Text;

namespace Metrology.Pdf.Reading.Text;

/// <summary>Pieces of text to lines.</summary>
internal static class TextLines
{
    // In heights of the text: below, two pieces stand on one line; beyond, there is a space between them.
    const double SameBaseline = 0.35;
    const double Space = 0.2;

    public static IEnumerable<string> InContentOrder(IReadOnlyList<TextRun> runs)
    {
        var line = new StringBuilder();
        for (var i = 0; i < runs.Count; i++)
        {
            var gap = i == 0 ? 0 : Gap(runs[i - 1], runs[i]);
            if (gap is null)
            {
                yield return line.ToString();
                line.Clear();
            }
            else if (IsSpace(gap, runs[i], line))
                line.Append(' ');
            line.Append(runs[i].Text);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }

    public static IReadOnlyList<string> ByPosition(IReadOnlyList<TextRun> runs)
    {
        var lines = new List<string>();
        var row = new List<TextRun>();
        foreach (var run in runs.Where(run => run.IsLevel).OrderByDescending(run => run.Y))
        {
            if (row.Count > 0 && !IsSameBaseline(row[0], run))
            {
                lines.Add(Join(row));
                row.Clear();
            }
            row.Add(run);
        }
        if (row.Count > 0)
            lines.Add(Join(row));
        lines.AddRange(InContentOrder([.. runs.Where(run => !run.IsLevel)]));
        return lines;
    }

    static string Join(List<TextRun> row)
    {
        var line = new StringBuilder();
        TextRun? before = null;
        foreach (var run in row.OrderBy(run => run.X))
        {
            if (before is not null && IsSpace(run.X - (before.X + before.Width), run, line))
                line.Append(' ');
            line.Append(run.Text);
            before = run;
        }
        return line.ToString();
    }

    // The gap between two pieces of one line, along its direction; null when the second starts another line.
    static double? Gap(TextRun before, TextRun run)
    {
        if (before.Angle != run.Angle)
            return null;
        var (sin, cos) = Math.SinCos(run.Angle * Math.PI / 180);
        var (dx, dy) = (run.X - before.X, run.Y - before.Y);
        var along = dx * cos + dy * sin - before.Width;
        var across = dy * cos - dx * sin;
        return Math.Abs(across) < SameBaseline * run.Size && along > -run.Size ? along : null;
    }

    static bool IsSpace(double? gap, TextRun run, StringBuilder line) =>
        gap > Space * run.Size && line.Length > 0 && line[^1] != ' ' && !run.Text.StartsWith(' ');

    static bool IsSameBaseline(TextRun first, TextRun run) => Math.Abs(first.Y - run.Y) < SameBaseline * Math.Max(first.Size, run.Size);
}
