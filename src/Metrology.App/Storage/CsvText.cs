using System.Text;

namespace Metrology.App.Storage;

/// <summary>Rows of comma-separated values (RFC 4180) that a spreadsheet shows and does not execute.</summary>
public static class CsvText
{
    /// <summary>What makes a spreadsheet take a cell for a formula, in half and full width.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    /// <summary>Spreadsheets skip blanks before they look.</summary>
    public static bool LooksLikeFormula(string text) =>
        text.TrimStart(' ', '\u00A0', '\u3000') is { Length: > 0 } start && FormulaStarts.Contains(start[0], StringComparison.Ordinal);

    private static string Cell(string text)
    {
        var safe = LooksLikeFormula(text) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n\t;") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>Rows of cells; separated by commas, by semicolons or by tabs, whichever most of the first lines have (a title above the heading may have none). A quote that is not closed goes to the end.</summary>
    public static List<IReadOnlyList<string>> Read(string text)
    {
        var separator = Separator(text);
        var (rows, row, cell, isQuoted) = (new List<IReadOnlyList<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (c == '"' && (isQuoted || cell.Length == 0))
                isQuoted = !isQuoted;
            else if (isQuoted || (c != separator && c is not ('\r' or '\n')))
                cell.Append(c);
            else if (c == separator)
                EndCell();
            else if (c == '\n' || i + 1 == text.Length || text[i + 1] != '\n')
                EndRow();
        }

        if (cell.Length > 0 || row.Count > 0)
            EndRow();
        return rows;

        void EndCell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }

        void EndRow()
        {
            EndCell();
            rows.Add([.. row]);
            row.Clear();
        }
    }

    /// <summary>Lines that are looked at for the separator.</summary>
    private const int FirstLines = 30;

    private static char Separator(string text)
    {
        var counts = new Dictionary<char, (int Lines, int All)> { [','] = default, [';'] = default, ['\t'] = default };
        var (line, isQuoted, seen) = (0, false, new HashSet<char>());
        foreach (var c in text)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && c == '\n')
            {
                seen.Clear();
                if (++line == FirstLines)
                    break;
            }
            else if (!isQuoted && counts.TryGetValue(c, out var count))
                counts[c] = (count.Lines + (seen.Add(c) ? 1 : 0), count.All + 1);
        }

        return counts.OrderByDescending(one => one.Value.Lines).ThenByDescending(one => one.Value.All).First().Key;
    }
}
