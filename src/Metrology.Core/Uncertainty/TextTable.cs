using System.Globalization;
using System.Text;

namespace Metrology.Core.Uncertainty;

/// <summary>Cells in columns for a terminal or a plain text file.</summary>
internal static class TextTable
{
    public static string Print(IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<(string Label, string Value)> closing)
    {
        var text = new StringBuilder();
        int[] widths = [.. heading.Select((cell, i) => rows.Select(row => Width(row[i])).Append(Width(cell)).Max())];
        Line(text, heading, widths);
        Line(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in rows)
            Line(text, row, widths);
        text.Append('\n');
        int[] two = [closing.Select(line => Width(line.Label)).DefaultIfEmpty(0).Max(), 0];
        foreach (var (label, value) in closing)
            Line(text, [label, value], two);
        return text.ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells, int[] widths)
    {
        var line = string.Join("  ", cells.Select((cell, i) => cell + new string(' ', Math.Max(0, widths[i] - Width(cell)))));
        text.Append(line.TrimEnd()).Append('\n');
    }

    private static int Width(string cell) => cell.EnumerateRunes().Sum(rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : IsWide(rune.Value) ? 2 : 1);

    // CJK, full-width forms and CJK punctuation; East Asian Width “wide” as far as this product prints it.
    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x20000 and <= 0x3FFFD);
}
