using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Metrology.App.Standards.Importing;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.Edges.OpenXml;

/// <summary>
/// The sheets of a workbook as texts, as they are shown: days as yyyy-MM-dd, shares in %, leading zeros of a number format. Numbers without such a format stay numbers; what formulas would compute is not computed, their last value counts.
/// </summary>
public sealed class WorkbookReader : IWorkbookReader
{
    /// <summary>Characters of one part of the package when it is unpacked, so that a small file cannot fill the memory.</summary>
    private const long LargestPart = 64 * 1024 * 1024;

    private const int LettersOfAlphabet = 26;

    private const int MostSheets = 50;

    /// <summary>Cells of all sheets together, empty ones before a written one counted: the largest register, once.</summary>
    private const int MostCells = SpreadsheetFile.MostRows * SpreadsheetFile.MostColumns;

    /// <summary>Elements of one row, of one shared text, or of a part without them: so much is in memory at a time.</summary>
    private const int MostElements = 200_000;

    /// <summary>Cells that are filled from merged ones.</summary>
    private const int MostFilled = 200_000;

    public Outcome<List<WorkbookSheet>> Read(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false, new() { MaxCharactersInPart = LargestPart });
            if (document.WorkbookPart is not { } workbook)
                return ImportErrors.NotReadable;
            if (workbook.Parts.Select(one => one.OpenXmlPart).Append(workbook).Where(part => part.ContentType.EndsWith("xml", StringComparison.OrdinalIgnoreCase)).Any(IsHeavy))
                return ImportErrors.TooLarge;
            var from1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
            var (shared, formats) = (Shared(workbook), new NumberFormats(workbook, from1904));
            var (sheets, cellsLeft) = (new List<WorkbookSheet>(), MostCells);
            // A part is one sheet, whatever number of names it has.
            foreach (var sheet in (workbook.Workbook.Sheets?.Elements<Sheet>() ?? []).DistinctBy(sheet => sheet.Id?.Value).Take(MostSheets))
            {
                if (sheet.Id?.Value is not { } id || !workbook.TryGetPartById(id, out var found) || found is not WorksheetPart part)
                    continue;
                var rows = Rows(part, shared, formats, ref cellsLeft);
                if (rows.Refusal is { } refusal)
                    return refusal;
                sheets.Add(new(sheet.Name?.Value ?? "", sheet.State?.Value is { } state && state != SheetStateValues.Visible, rows.Value, from1904));
            }

            return sheets.Count == 0 ? ImportErrors.NotReadable : sheets;
        }
        // The library says "invalid operation" of a package that names parts which are not there.
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or XmlException or InvalidDataException or FormatException or ArgumentException or KeyNotFoundException or OverflowException or IOException or InvalidOperationException)
        {
            return ImportErrors.NotReadable;
        }
    }

    private static bool IsHeavy(OpenXmlPart part)
    {
        using var xml = XmlReader.Create(part.GetStream(), new() { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = LargestPart });
        var elements = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName is "row" or "si")
                elements = 0;
            if (++elements > MostElements)
                return true;
        }

        return false;
    }

    private static List<string> Shared(WorkbookPart workbook)
    {
        var texts = new List<string>();
        if (workbook.SharedStringTablePart is not { } part)
            return texts;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.LoadCurrentElement() is SharedStringItem item)
                texts.Add(Written(item));
        }

        return texts;
    }

    private static Outcome<List<SheetLine>> Rows(WorksheetPart sheet, List<string> shared, NumberFormats formats, ref int cellsLeft)
    {
        var (rows, merged) = (new List<SheetLine>(), new List<(int Column, int First, int Last)>());
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(MergeCell) && reader.LoadCurrentElement() is MergeCell { Reference.Value: { } area } && Downwards(area) is { } down)
                merged.Add(down);
            if (reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row)
                continue;
            var (cells, struck, written) = (new List<string>(), 0, 0);
            foreach (var cell in row.Elements<Cell>())
            {
                var (at, text) = (ColumnOf(cell.CellReference?.Value) ?? cells.Count, Text(cell, shared, formats));
                // Formats without a text reach far to the right and down.
                if (at >= SpreadsheetFile.MostColumns && text.Length == 0)
                    continue;
                if (at >= SpreadsheetFile.MostColumns)
                    return ImportErrors.TooLarge;
                while (cells.Count <= at)
                    cells.Add("");
                cells[at] = text;
                if (text.Length > 0)
                    (written, struck) = (written + 1, struck + (formats.IsStruck(cell.StyleIndex?.Value ?? (row.CustomFormat?.Value == true ? row.StyleIndex?.Value : null) ?? 0) ? 1 : 0));
            }

            var number = checked((int?)row.RowIndex?.Value) ?? (rows.Count == 0 ? 1 : rows[^1].Number + 1);
            if (cells.Exists(text => text.Length > 0))
                rows.Add(new(number, cells) { IsHidden = row.Hidden?.Value ?? false, IsStruck = struck * 2 >= written && struck > 0 });
            cellsLeft -= cells.Count;
            // A title, notes and sums come beside the rows.
            if (rows.Count > 2 * SpreadsheetFile.MostRows || cellsLeft < 0)
                return ImportErrors.TooLarge;
        }

        return Filled(rows, merged);
    }

    /// <summary>What is merged downwards stands in every row of it.</summary>
    private static Outcome<List<SheetLine>> Filled(List<SheetLine> rows, List<(int Column, int First, int Last)> merged)
    {
        var byNumber = rows.Select((row, i) => (row.Number, i)).DistinctBy(one => one.Number).ToDictionary(one => one.Number, one => one.i);
        var cellsLeft = MostFilled;
        foreach (var (column, first, last) in merged)
        {
            if (!byNumber.TryGetValue(first, out var top) || rows[top].Cells.Count <= column || rows[top].Cells[column].Length == 0)
                continue;
            for (var i = top + 1; i < rows.Count && rows[i].Number <= last; i++)
            {
                if (cellsLeft-- == 0)
                    return ImportErrors.TooLarge;
                var cells = rows[i].Cells.Concat(Enumerable.Repeat("", Math.Max(0, column + 1 - rows[i].Cells.Count))).ToList();
                cells[column] = rows[top].Cells[column];
                rows[i] = rows[i] with { Cells = cells, FromAbove = rows[i].FromAbove.Append(column).ToHashSet() };
            }
        }

        return rows;
    }

    /// <summary>"B3:B7" → its column and rows; null for what is merged in one row.</summary>
    private static (int Column, int First, int Last)? Downwards(string area) =>
        area.Split(':') is [var from, var to] && ColumnOf(from) is { } column && RowOf(from) is { } first && RowOf(to) is { } last && last > first && column < SpreadsheetFile.MostColumns ? (column, first, last) : null;

    private static int? RowOf(string reference) => int.TryParse(reference.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"]), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;

    /// <summary>"AB12" → 27; null when the cell does not say where it stands.</summary>
    private static int? ColumnOf(string? reference)
    {
        if (reference is null)
            return null;
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
            column = checked((column * LettersOfAlphabet) + letter - 'A' + 1);
        return column == 0 ? null : column - 1;
    }

    private static string Text(Cell cell, List<string> shared, NumberFormats formats)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.CellFormula is { } formula && value.Length == 0 && cell.DataType?.Value != CellValues.String)
            return "=" + formula.Text;
        var type = cell.DataType?.Value ?? CellValues.Number;
        if (type == CellValues.SharedString)
            return shared[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)];
        if (type == CellValues.InlineString && cell.InlineString is { } inline)
            return Written(inline);
        return type == CellValues.Number && value.Length > 0 ? formats.Shown(value, cell.StyleIndex?.Value ?? 0) : value;
    }

    /// <summary>Runs of a rich text together; what stands above them to say how they are read is no part of the text.</summary>
    private static string Written(OpenXmlElement text) =>
        string.Concat(text.Elements<Text>().Select(one => one.Text).Concat(text.Elements<Run>().Select(OfRun)));

    /// <summary>
    /// 10 with a raised 5 is 10⁵ and not 105, whatever was raised along with the 5. Blanks before it go. What has no raised form of its own stays as it is: a number that holds it (10³.⁵) is one that nobody reads.
    /// </summary>
    private static string OfRun(Run run)
    {
        const string Plain = "0123456789+-−–n()", Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ⁽⁾";
        var text = run.Text?.Text ?? "";
        if (run.RunProperties?.GetFirstChild<VerticalTextAlignment>()?.Val?.Value != VerticalAlignmentRunValues.Superscript)
            return text;
        var narrow = string.Concat(text.TrimStart().Select(c => c is >= '\uFF01' and < '\uFF5E' ? (char)(c - 0xFEE0) : c));
        return narrow.Any(char.IsAsciiDigit) || narrow.All(c => Plain.Contains(c, StringComparison.Ordinal))
            ? string.Concat(narrow.Select(c => Plain.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Raised[at] : c)) : text;
    }
}
