using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Conformance;

/// <summary>What other people's programs say about the files. veraPDF is not among them: PDF/A-3b is claimed, not validated.</summary>
public class ForeignToolTests
{
    static string Run(byte[] pdf, string program, params string[] arguments)
    {
        Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");
        using var file = new TemporaryFile(pdf);
        var (exit, output, error) = ForeignProgram.Run(program, [.. arguments.Select(argument => argument == "FILE" ? file.Path : argument)]);
        Assert.True(exit == 0, $"{program} ended with {exit}: {output}{error}");
        Assert.Equal("", error);
        return output;
    }

    [Fact]
    public void Qpdf_finds_no_error_in_a_certificate()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "qpdf", "--check", "FILE");
        Assert.Contains("No syntax or stream encoding errors found", said);
    }

    [Fact]
    public void Qpdf_finds_no_error_in_an_empty_document() => Run(Documents.Of().ToBytes(), "qpdf", "--check", "FILE");

    [Fact]
    public void The_font_is_embedded_as_a_subset_with_unicode()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "pdffonts", "FILE").Split('\n');
        var fonts = said.Skip(2).Where(line => line.Length > 0).ToArray();
        Assert.Matches(@"^[A-Z]{6}\+NotoSansSC-Regular\s+CID TrueType\s+Identity-H\s+yes yes yes\s", Assert.Single(fonts));
    }

    [Fact]
    public void Text_comes_back_as_it_was_set()
    {
        // One glyph serves U+4E00 and U+2F00, another · and •: each comes back as itself. U+20087 is beyond the basic plane.
        string[] lines = ["检定证书（示例）：“合格”。", "一⼀ ·• 𠂇 ±0.05 % 220 V Ω μA", "第 1 页"];
        Assert.Equal(string.Join('\n', lines), Run(Documents.Of([.. lines.Select(line => new Paragraph(line))]).ToBytes(), "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").TrimEnd('\n', '\f'));
    }

    /// <summary>The document font has none of these but ¹²³: they are set as smaller digits above or below the line, and read back as they are.</summary>
    [Theory]
    [InlineData("(1×10⁻³～2×10⁵) N，U = 4×10⁻⁶ (k = 2)")]
    [InlineData("g/cm³，m², m³·h⁻¹, kg⋅m²∙s⁻², 10⁰¹²³⁴⁵⁶⁷⁸⁹")]
    [InlineData("mmH₂O、CO₂、U₉₅，xⁿ，10⁺⁽²⁾")]
    [InlineData("Uᵣₑₗ = 0.02 %，uₘₐₓ，kₚ，xᵢ")]
    [InlineData("µA μA Ω Ω ℃ ‰ ⌀20")]
    public void Raised_and_lowered_digits_are_set_and_read_back(string text)
    {
        Assert.Null(SampleFonts.Stack.Lacks(text));
        var pdf = Documents.Of(new Paragraph(text), new Paragraph("下一行")).ToBytes();
        Assert.Equal([text, "下一行"], PdfReader.Open(pdf).Pages[0].Lines);
        Assert.Equal($"{text}\n下一行", Run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").TrimEnd('\n', '\f'));
    }

    [Fact]
    public void A_certificate_reads_in_order()
    {
        var text = Run(SampleCertificate.Describe().ToBytes(), "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").Replace(" ", "");
        // Headers and footers are drawn before the body of their page.
        string[] expected = ["检定证书", "东方精密机械（集团）股份有限公司", "第2页共3页", "检定所使用的计量标准", "标准电能表", "第3页共3页", "序号", "以下空白"];
        var places = expected.Select(phrase => text.IndexOf(phrase, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Attachments_come_out_byte_for_byte()
    {
        var record = new byte[5000];
        new Random(1).NextBytes(record);
        var document = Documents.Of(new Paragraph("见附件")) with
        {
            Attachments = [new("原始记录.bin", "application/octet-stream", record), new("dcc.xml", "text/xml", "<dcc/>"u8.ToArray()) { Relationship = AttachmentRelationship.Source }],
        };
        Assert.Contains("2 embedded files", Run(document.ToBytes(), "pdfdetach", "-list", "FILE"));
        var target = Path.GetTempFileName();
        try
        {
            Run(document.ToBytes(), "pdfdetach", "-save", "1", "-o", target, "FILE");
            Assert.Equal("<dcc/>", File.ReadAllText(target));
            Run(document.ToBytes(), "pdfdetach", "-save", "2", "-o", target, "FILE");
            Assert.Equal(record, File.ReadAllBytes(target));
        }
        finally
        {
            File.Delete(target);
        }
    }

    [Fact]
    public void The_information_is_told()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "pdfinfo", "-isodates", "FILE");
        Assert.Matches(@"Title:\s+检定证书 示例-DN-2026-000123\n", said);
        Assert.Matches(@"Author:\s+示例市计量检定所\n", said);
        Assert.Matches(@"Tagged:\s+yes\n", said);
        Assert.Matches(@"Pages:\s+3\n", said);
        Assert.Matches(@"Page size:\s+595.276 x 841.89 pts \(A4\)\n", said);
        Assert.Matches(@"CreationDate:\s+2026-03-18T(09:30:00\+08|01:30:00Z)", said);
    }

    [Fact]
    public void The_structure_names_headings_tables_and_figures()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "pdfinfo", "-struct-text", "FILE");
        Assert.Matches(@"H1[^\n]*\n\s+""检定证书", said);
        Assert.Matches(@"TH[^\n]*\n(\s+/[^\n]*\n)*\s+""序号", said);
        Assert.Matches(@"TD[^\n]*\n\s+""合格", said);
        Assert.Contains("Figure", said);
        // Running headers are decoration.
        Assert.DoesNotContain("证书编号：示例-DN", said);
    }

    [Fact]
    public void Metadata_is_well_formed_and_claims_part_3_level_B()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "pdfinfo", "-meta", "FILE");
        var xmp = System.Xml.Linq.XDocument.Parse(said[said.IndexOf("<x:xmpmeta", StringComparison.Ordinal)..said.IndexOf("<?xpacket end", StringComparison.Ordinal)]);
        System.Xml.Linq.XNamespace pdfa = "http://www.aiim.org/pdfa/ns/id/";
        Assert.Equal("3", xmp.Descendants(pdfa + "part").Single().Value);
        Assert.Equal("B", xmp.Descendants(pdfa + "conformance").Single().Value);
        Assert.Contains("检定证书 示例-DN-2026-000123", xmp.ToString());
    }

    [Fact]
    public void Links_lead_where_they_say()
    {
        var said = Run(SampleCertificate.Describe().ToBytes(), "pdfinfo", "-url", "FILE");
        Assert.Matches(@"1\s+Annotation\s+https://verify.example.org/c/000123", said);
    }

    [Fact]
    public void Headings_make_a_nested_outline()
    {
        var document = Documents.Of(new Heading("甲"), new Heading("乙", 2), new Heading("丙", 2), new Heading("丁"));
        var said = Run(document.ToBytes(), "qpdf", "--json", "--json-key=outlines", "FILE");
        var outlines = System.Text.Json.JsonDocument.Parse(said).RootElement.GetProperty("outlines");
        Assert.Equal(["甲", "丁"], outlines.EnumerateArray().Select(item => item.GetProperty("title").GetString()));
        Assert.Equal(["乙", "丙"], outlines[0].GetProperty("kids").EnumerateArray().Select(item => item.GetProperty("title").GetString()));
    }
}
