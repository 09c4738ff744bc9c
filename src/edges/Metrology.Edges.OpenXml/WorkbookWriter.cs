using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Metrology.App.Storage;

namespace Metrology.Edges.OpenXml;

/// <summary>
/// Tables as a workbook, written row by row. Texts are inline strings, never formulas, and keep their leading zeros; one that looks like a formula also carries the quote prefix, so that it stays a text when somebody edits the cell or saves the sheet as CSV.
/// </summary>
public sealed class WorkbookWriter : IWorkbookWriter
{
    private const uint Plain = 0, Bold = 1, Quoted = 2;
    private const int LongestName = 31;

    public byte[] Write(IReadOnlyList<SheetText> sheets)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            foreach (var (i, sheet) in sheets.Index())
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                Write(part, sheet);
                list.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)i + 1, Name = NameOf(sheet.Name, i, sheets.Count) });
            }

            workbook.Workbook = new Workbook(list);
        }

        return file.ToArray();
    }

    private static void Write(WorksheetPart part, SheetText sheet)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        writer.WriteElement(new Row(sheet.Heading.Select(text => Text(text, Bold))));
        foreach (var row in sheet.Rows)
            writer.WriteElement(new Row(row.Select(CellOf)));
        writer.WriteEndElement();
        writer.WriteEndElement();
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
        InlineString = new(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve }),
    };

    /// <summary>XML has no form for other control characters and for halves of pairs.</summary>
    private static string Printable(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
                printable.Append(rune);
        }

        return printable.ToString();
    }

    /// <summary>A name of a sheet has at most 31 characters and none of []:*?/\'; where there are several a number keeps two apart.</summary>
    private static string NameOf(string name, int index, int count)
    {
        var clean = new string([.. name.Where(letter => !"[]:*?/\\'".Contains(letter, StringComparison.Ordinal))]);
        var number = count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{index + 1} ");
        return number + clean[..Math.Min(clean.Length, LongestName - number.Length)];
    }

    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), new CellFormat { FontId = 1, ApplyFont = true }, new CellFormat { QuotePrefix = true }));
}
