using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Metrology.App.Standards.Importing;
using Metrology.Core.Words;

namespace Metrology.Edges.OpenXml;

/// <summary>The first sheet of a workbook as texts. Dates stay the serial numbers that they are; what formulas would compute is not computed, their last value counts.</summary>
public sealed class WorkbookReader : IWorkbookReader
{
    /// <summary>Characters of one part of the package when it is unpacked, so that a small file cannot fill the memory.</summary>
    private const long LargestPart = 64 * 1024 * 1024;

    private const int LettersOfAlphabet = 26;

    public Outcome<List<IReadOnlyList<string>>> Read(byte[] file)
    {
        try
        {
            using var stream = new MemoryStream(file, writable: false);
            using var document = SpreadsheetDocument.Open(stream, false, new() { MaxCharactersInPart = LargestPart });
            if (document.WorkbookPart is not { } workbook || workbook.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault()?.Id?.Value is not { } id || !workbook.TryGetPartById(id, out var part) || part is not WorksheetPart sheet)
                return ImportErrors.NotReadable;
            return Rows(sheet, Shared(workbook));
        }
        // The library says "invalid operation" of a package that names parts which are not there.
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or XmlException or InvalidDataException or FormatException or ArgumentException or KeyNotFoundException or OverflowException or IOException or InvalidOperationException)
        {
            return ImportErrors.NotReadable;
        }
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

    private static Outcome<List<IReadOnlyList<string>>> Rows(WorksheetPart sheet, List<string> shared)
    {
        var rows = new List<IReadOnlyList<string>>();
        using var reader = OpenXmlReader.Create(sheet);
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || reader.LoadCurrentElement() is not Row row)
                continue;
            if (rows.Count > SpreadsheetFile.MostRows)
                return ImportErrors.TooLarge;
            var cells = new List<string>();
            foreach (var cell in row.Elements<Cell>())
            {
                var at = ColumnOf(cell.CellReference?.Value) ?? cells.Count;
                if (at >= SpreadsheetFile.MostColumns)
                    return ImportErrors.TooLarge;
                while (cells.Count <= at)
                    cells.Add("");
                cells[at] = Text(cell, shared);
            }

            rows.Add(cells);
        }

        return rows;
    }

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

    private static string Text(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString)
            return shared[int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture)];
        return cell.DataType?.Value == CellValues.InlineString && cell.InlineString is { } inline ? Written(inline) : value;
    }

    /// <summary>Runs of a rich text together; what stands above them to say how they are read is no part of the text.</summary>
    private static string Written(OpenXmlElement text) =>
        string.Concat(text.Elements<Text>().Select(one => one.Text).Concat(text.Elements<Run>().Select(run => run.Text?.Text ?? "")));
}
