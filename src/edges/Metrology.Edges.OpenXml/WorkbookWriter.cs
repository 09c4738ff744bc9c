using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Metrology.App.Storage;

namespace Metrology.Edges.OpenXml;

/// <summary>One sheet of texts, written row by row. Every cell is an inline string: leading zeros stay, and what looks like a formula is none.</summary>
public sealed class WorkbookWriter : IWorkbookWriter
{
    private const int LongestSheetName = 31;

    public byte[] Write(string sheet, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var part = workbook.AddNewPart<WorksheetPart>();
            using (var writer = OpenXmlWriter.Create(part))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                foreach (var row in rows)
                {
                    writer.WriteStartElement(new Row());
                    foreach (var text in row)
                        writer.WriteElement(new Cell(new InlineString(new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve })) { DataType = CellValues.InlineString });
                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            workbook.Workbook = new(new Sheets(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = 1, Name = SheetName(sheet) }));
        }

        return stream.ToArray();
    }

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

    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => !@":\/?*[]'".Contains(c, StringComparison.Ordinal)));
        return allowed.Length > LongestSheetName ? allowed[..LongestSheetName] : allowed;
    }
}
