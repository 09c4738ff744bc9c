using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Metrology.App.Storage;

namespace Metrology.Edges.OpenXml;

/// <summary>
/// Tables as a workbook. Texts are inline strings, never formulas; one that looks like a formula also carries the quote prefix, so that it stays a text when somebody edits the cell or saves the sheet as CSV.
/// </summary>
public sealed class WorkbookWriter : IWorkbookWriter
{
    private const uint Plain = 0, Bold = 1, Quoted = 2;
    private const int LongestName = 31;

    public byte[] Write(IReadOnlyList<SheetText> sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            foreach (var (i, sheet) in sheets.Index())
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                var rows = new SheetData();
                rows.Append(new Row(sheet.Heading.Select(text => Text(text, Bold))));
                rows.Append(sheet.Rows.Select(row => new Row(row.Select(CellOf))));
                part.Worksheet = new Worksheet(rows);
                list.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)i + 1, Name = NameOf(sheet.Name, i) });
            }

            workbook.Workbook = new Workbook(list);
        }

        return stream.ToArray();
    }

    private static Cell CellOf(object? value) => value switch
    {
        int or long or decimal => new() { DataType = CellValues.Number, CellValue = new(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)) },
        _ => Text(SheetText.Text(value), CsvText.LooksLikeFormula(SheetText.Text(value)) ? Quoted : Plain),
    };

    private static Cell Text(string text, uint style) => new()
    {
        DataType = CellValues.InlineString,
        StyleIndex = style,
        InlineString = new(new Text(new string([.. text.Where(IsXml)])) { Space = SpaceProcessingModeValues.Preserve }),
    };

    private static bool IsXml(char letter) => letter is '\t' or '\n' or '\r' || (letter >= ' ' && letter is not ('\uFFFE' or '\uFFFF'));

    /// <summary>A name of a sheet has at most 31 characters and none of []:*?/\; the number keeps two apart.</summary>
    private static string NameOf(string name, int index)
    {
        var clean = new string([.. name.Where(letter => !"[]:*?/\\'".Contains(letter, StringComparison.Ordinal))]);
        var number = string.Create(CultureInfo.InvariantCulture, $"{index + 1} ");
        return number + clean[..Math.Min(clean.Length, LongestName - number.Length)];
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { QuotePrefix = true }));
}
