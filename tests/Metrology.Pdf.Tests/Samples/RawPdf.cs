using System.Globalization;
using System.Text;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>A file put together from objects as text, with a classic table, to say what no honest writer says.</summary>
public sealed class RawPdf
{
    readonly SortedDictionary<int, byte[]> objects = [];

    /// <summary>A catalog (1), a page tree (2) and a page (3) with content 4 and font 5.</summary>
    public static RawPdf OnePage(string content) => new RawPdf()
        .Object(1, "<</Type/Catalog/Pages 2 0 R>>")
        .Object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>")
        .Stream(4, "", Encoding.Latin1.GetBytes(content))
        .Object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");

    public RawPdf Object(int number, string value)
    {
        objects[number] = Encoding.Latin1.GetBytes(value);
        return this;
    }

    public RawPdf Stream(int number, string entries, byte[] data, string? length = null)
    {
        objects[number] = [.. Encoding.Latin1.GetBytes($"<<{entries}/Length {length ?? data.Length.ToString(CultureInfo.InvariantCulture)}>>\nstream\n"), .. data, .. "\nendstream"u8];
        return this;
    }

    public byte[] Build(string trailer = "/Root 1 0 R", string? subsection = null)
    {
        var file = new MemoryStream();
        Write("%PDF-1.7\n");
        var table = new StringBuilder();
        foreach (var (number, value) in objects)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{file.Length:D10} 00000 n\r\n");
            Write($"{number} 0 obj\n");
            file.Write(value);
            Write("\nendobj\n");
        }
        var start = file.Length;
        Write($"xref\n0 1\n0000000000 65535 f\r\n{table}{subsection}trailer\n<</Size {objects.Keys.Max() + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }
}
