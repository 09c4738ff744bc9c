using System.Text;
using System.Text.RegularExpressions;
using Metrology.App.Storage;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards.Importing;

/// <summary>Reads workbooks (.xlsx); whoever has the library for them does it.</summary>
public interface IWorkbookReader
{
    /// <summary>The texts of all sheets, or why there are none. It stops at the limits of <see cref="SpreadsheetFile"/>.</summary>
    Outcome<List<WorkbookSheet>> Read(byte[] file);
}

/// <summary>A sheet of a workbook as texts.</summary>
/// <param name="CountsFrom1904">Numbers of days count from 1904-01-01; what is marked as a day is one already.</param>
public sealed record WorkbookSheet(string Name, bool IsHidden, IReadOnlyList<SheetLine> Lines, bool CountsFrom1904);

/// <summary>A file of comma-separated values or a workbook → table, within limits that no register comes near.</summary>
public static partial class SpreadsheetFile
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    public const int MostRows = 20_000;
    public const int MostColumns = 200;

    /// <summary>Characters of a cell.</summary>
    public const int LongestCell = 2_000;

    private const int GB18030 = 54936;

    static SpreadsheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Outcome<SheetTable> Read(byte[] file, IWorkbookReader workbooks)
    {
        var sheets = Sheets(file, workbooks);
        if (sheets.Refusal is { } refusal)
            return refusal;
        var table = Chosen(sheets.Value);
        if (table.Rows.Count == 0)
            return ImportErrors.Empty;
        return table.Rows.Count > MostRows || table.Headings.Count > MostColumns || table.Rows.Any(row => row.Any(cell => cell.Length > LongestCell)) ? ImportErrors.TooLarge : table;
    }

    /// <summary>All sheets of a workbook as texts, or the one of a file of values; whatever table it is.</summary>
    public static Outcome<List<WorkbookSheet>> Sheets(byte[] file, IWorkbookReader workbooks) =>
        file.Length == 0 ? ImportErrors.Empty
        : file.Length > LargestFile ? ImportErrors.TooLarge
        : file is [(byte)'P', (byte)'K', ..] ? workbooks.Read(file) : Values(file);

    /// <summary>The first sheet with a heading of a register that people see; the others are named.</summary>
    private static SheetTable Chosen(List<WorkbookSheet> sheets)
    {
        var written = sheets.Where(sheet => sheet.Lines.Any(line => line.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))).OrderBy(sheet => sheet.IsHidden)
            .Select(sheet => (Sheet: sheet, Table: SheetTable.OfLines(sheet.Lines) with { Name = sheet.Name })).ToList();
        if (written.Count == 0)
            return SheetTable.OfLines([]);
        var known = written.FindIndex(one => one.Table is { HasKnownHeading: true, Rows.Count: > 0 });
        var (chosen, table) = written[Math.Max(0, known)];
        return table with { CountsFrom1904 = chosen.CountsFrom1904, OtherSheets = [.. written.Where(one => one.Sheet != chosen).Select(one => one.Sheet.Name)] };
    }

    private static Outcome<List<WorkbookSheet>> Values(byte[] file)
    {
        if (TextOf(file) is not { } text)
            return ImportErrors.NotReadable;
        return new List<WorkbookSheet> { new("", false, [.. CsvText.Read(text).Select((cells, i) => new SheetLine(i + 1, [.. cells.Select(Shown)]))], false) };
    }

    /// <summary>What was written so that a spreadsheet neither computes nor rounds it: ="04113803", '-30.</summary>
    private static string Shown(string cell) =>
        TextFormula().Match(cell) is { Success: true } formula ? formula.Groups[1].Value : cell is ['\'', .. var rest] && CsvText.LooksLikeFormula(rest) ? rest : cell;

    /// <summary>Older systems write GB 18030, spreadsheets UTF-16 as "Unicode text". Bytes that are text in none of them are no register.</summary>
    private static string? TextOf(byte[] file)
    {
        Encoding[] candidates = file switch
        {
            [0xFF, 0xFE, ..] => [new UnicodeEncoding(false, true, true)],
            [0xFE, 0xFF, ..] => [new UnicodeEncoding(true, true, true)],
            _ => [new UTF8Encoding(false, true), Encoding.GetEncoding(GB18030, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)],
        };
        foreach (var encoding in candidates)
        {
            try
            {
                var text = encoding.GetString(file).TrimStart('\uFEFF');
                if (!text.Contains('\0', StringComparison.Ordinal))
                    return text;
            }
            catch (DecoderFallbackException)
            {
            }
        }

        return null;
    }

    [GeneratedRegex("\\A=\"(.*)\"\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex TextFormula();
}
