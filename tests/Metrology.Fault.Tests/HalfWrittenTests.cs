using System.IO.Compression;
using System.Text;
using Metrology.Edges.OpenXml;

namespace Metrology.Fault.Tests;

/// <summary>A file that somebody was still writing is refused as a whole, wherever it ends.</summary>
public sealed class HalfWrittenTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public async Task A_register_that_is_cut_off_anywhere_is_refused()
    {
        var file = Workbook(Enumerable.Range(1, 40).Select(number => $"示例标准装置{number}"));
        Assert.Equal(40, new WorkbookReader().Read(file).Value[0].Lines.Count);
        var random = Lane.Random(nameof(A_register_that_is_cut_off_anywhere_is_refused));
        var lengths = Lane.IsLong ? Enumerable.Range(0, file.Length) : Enumerable.Range(0, 60).Select(_ => random.Next(file.Length)).Append(file.Length - 1);
        foreach (var length in lengths)
        {
            await Tally.TryAsync("half-written file", () =>
            {
                Assert.True(new WorkbookReader().Read(file[..length]).IsRefused, $"{length} of {file.Length} bytes");
                return Task.CompletedTask;
            });
        }
    }

    private static byte[] Workbook(IEnumerable<string> names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/sheet.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"sheet.xml\"/></Relationships>");
            Add("xl/sheet.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(names.Select(name => $"<row><c t=\"inlineStr\"><is><t>{name}</t></is></c></row>"))}</sheetData></worksheet>");

            void Add(string name, string text)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }
}
