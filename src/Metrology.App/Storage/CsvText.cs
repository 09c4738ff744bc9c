namespace Metrology.App.Storage;

/// <summary>Rows of comma-separated values (RFC 4180) that a spreadsheet shows and does not execute.</summary>
public static class CsvText
{
    /// <summary>What makes a spreadsheet take a cell for a formula, in half and full width.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell));

    private static string Cell(string text)
    {
        // Spreadsheets skip blanks before they look.
        var start = text.TrimStart(' ', '\u00A0', '\u3000');
        var safe = start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n\t;") >= 0 || safe != safe.Trim() ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
