using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Samples;
using Metrology.Pdf.Tests.Signing;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>What is read is what was written, whoever wrote the file around it.</summary>
public class ReadDocumentTests
{
    static readonly PdfDocument Described = SampleCertificate.Describe() with
    {
        Attachments =
        [
            new("原始记录.bin", "application/octet-stream", Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 >> 3)).ToArray()),
            new("dcc.xml", "text/xml", "<dcc/>"u8.ToArray()) { Relationship = AttachmentRelationship.Source, Description = "DCC" },
        ],
    };

    static readonly byte[] Written = Described.ToBytes();

    public static TheoryData<string> Shapes => ["own", "generate", "disable"];

    [Theory, MemberData(nameof(Shapes))]
    public void Information_attachments_and_metadata_come_back(string shape)
    {
        var document = PdfReader.Open(Shape(shape));
        Assert.Equal(("检定证书 示例-DN-2026-000123", "zh-CN"), (document.Title, document.Language));
        Assert.Contains("<pdfaid:part>3</pdfaid:part>", document.Xmp);
        Assert.Equal(3, document.Pages.Count);
        Assert.Empty(document.Signatures);
        Assert.Equal(["dcc.xml", "原始记录.bin"], document.Attachments.Select(attachment => attachment.FileName));
        Assert.Equal([AttachmentRelationship.Source, AttachmentRelationship.Data], document.Attachments.Select(attachment => attachment.Relationship));
        Assert.Equal(["text/xml", "application/octet-stream"], document.Attachments.Select(attachment => attachment.MediaType));
        Assert.Equal("DCC", document.Attachments[0].Description);
        Assert.Equal("<dcc/>"u8.ToArray(), document.Attachments[0].Content());
        Assert.Equal(Described.Attachments[0].Content.ToArray(), document.Attachments[1].Content());
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Text_is_what_pdftotext_finds(string shape)
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdftotext") is not null, ForeignProgram.Missing("pdftotext") ?? "");
        var pdf = Shape(shape);
        using var file = new TemporaryFile(pdf);
        var (exit, expected, error) = ForeignProgram.Run("pdftotext", "-raw", "-enc", "UTF-8", file.Path, "-");
        Assert.True(exit == 0, error);
        Assert.Equal(Packed(expected), Packed(PdfReader.Open(pdf).Text));
    }

    [Fact]
    public void Lines_stand_from_top_to_bottom_and_from_left_to_right()
    {
        var lines = PdfReader.Open(Written).Pages[2].Lines;
        Assert.Equal("证书编号：示例-DN-2026-000123", lines[0]);
        Assert.Equal("检定结果", lines[1]);
        Assert.Equal("序号 负载电流/功率因数 示值误差 % 最大允许误差 % 结论", lines[2]);
        Assert.StartsWith("1 0.50 In", lines[3]);
        Assert.EndsWith("±0.5 合格", lines[3]);
        Assert.Equal("示例", lines[^1]);
        Assert.Equal("第 3 页 共 3 页", lines[^2]);
    }

    [Fact]
    public void Text_carries_its_place_and_its_mark()
    {
        var pdf = Documents.Small(200, new Paragraph("甲 ±0.05"), new Paragraph("乙")).ToBytes();
        var runs = PdfReader.Open(pdf).Pages[0].Runs;
        Assert.Equal(["甲 ±0.05", "乙"], runs.Select(run => run.Text));
        Assert.Equal([0, 1], runs.Select(run => run.MarkedContent));
        Assert.All(runs, run => Assert.Equal((40.0, 10.0, true), (run.X, run.Size, run.IsVisible)));
        Assert.Equal(20, runs[0].Y - runs[1].Y, 0.01);
        // A Chinese character is as wide as the text is high.
        Assert.Equal(10, runs[1].Width, 0.01);
        Assert.Null(PdfReader.Open(Written).Pages[0].Runs[0].MarkedContent);
    }

    [Fact]
    public void Every_character_comes_back_as_it_was_set()
    {
        string[] lines = ["检定证书（示例）：“合格”。", "一⼀ ·• 𠂇 ±0.05 % 220 V Ω μA"];
        Assert.Equal(lines, PdfReader.Open(Documents.Of([.. lines.Select(line => new Paragraph(line))]).ToBytes()).Pages[0].Lines);
    }

    static byte[] Shape(string shape)
    {
        if (shape == "own")
            return Written;
        Assert.SkipWhen(ForeignProgram.Missing("qpdf") is not null, ForeignProgram.Missing("qpdf") ?? "");
        return ForeignVerifierTests.Rewritten(Written, shape);
    }

    static string Packed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
