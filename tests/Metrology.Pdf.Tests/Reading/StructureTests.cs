using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>Text by the elements of the structure and the names that they were given.</summary>
public class StructureTests
{
    static readonly byte[] Written = (Documents.Of(
        new Heading("检定结果") { Id = "heading" },
        new Paragraph("检定依据") { Id = "words" },
        new KeyValueGrid(100) { Entries = [new("送检单位", new Cell(new Paragraph("示例公司")) { Id = "cover/customer" })] },
        new Table(Column.Share(), Column.Share())
        {
            Header = [["误差/%", "结论"]],
            Rows = [[new Cell(new Paragraph("+0.05")) { Id = "a/b/mean" }, "合格"], .. Enumerable.Range(0, 80).Select(i => Row.Of($"{i}", "x"))],
        }) with
    {
        Header = _ => new Paragraph("页眉"),
        Watermark = "示例",
    }).ToBytes();

    [Fact]
    public void A_text_is_found_under_its_name()
    {
        var named = PdfReader.Open(Written).Structure.All.Where(element => element.Title is not null).Select(element => (element.Type, element.Title, element.Text));
        Assert.Equal([("H1", "heading", "检定结果"), ("P", "words", "检定依据"), ("TD", "cover/customer", "示例公司"), ("TD", "a/b/mean", "+0.05")], named);
    }

    [Fact]
    public void A_cell_knows_the_heading_of_its_column()
    {
        var table = PdfReader.Open(Written).Structure.Elements.SelectMany(element => element.WithDescendants()).Last(element => element.Type == "Table");
        Assert.Equal(["误差/%", "结论"], table.Children[0].Children.Select(cell => cell.Text));
        Assert.Equal(82, table.Children.Count);
    }

    [Fact]
    public void What_belongs_to_no_element_is_said_page_by_page()
    {
        var file = PdfReader.Open(Written);
        Assert.InRange(file.Pages.Count, 2, 4);
        foreach (var page in Enumerable.Range(1, file.Pages.Count))
        {
            var loose = file.Structure.Loose.Where(one => one.Page == page).ToList();
            Assert.Equal("示例", Assert.Single(loose, one => !one.IsLevel).Text);
            Assert.Equal(page == 1 ? "页眉" : "页眉误差/%结论", string.Concat(loose.Where(one => one.IsLevel).Select(one => one.Text)));
        }

        Assert.Equal(string.Concat(file.Pages.SelectMany(page => page.Runs).Select(run => run.Text)).Length, file.Structure.All.Sum(element => element.Text.Length) + file.Structure.Loose.Sum(one => one.Text.Length));
    }

    [Fact]
    public void A_name_survives_a_second_hand()
    {
        Assert.SkipWhen(ForeignProgram.Missing("qpdf") is not null, ForeignProgram.Missing("qpdf") ?? "");
        using var source = new TemporaryFile(Written);
        using var target = new TemporaryFile([]);
        Assert.Equal(0, ForeignProgram.Run("qpdf", "--object-streams=disable", "--stream-data=uncompress", source.Path, target.Path).ExitCode);
        Assert.Contains(PdfReader.Open(File.ReadAllBytes(target.Path)).Structure.All, element => element is { Title: "a/b/mean", Text: "+0.05" });
    }

    [Theory]
    [InlineData("<</S/P/K 8 0 R>>", "<</S/P/K 7 0 R>>")]
    [InlineData("<</S/P/K[7 0 R]>>", "<</S/P>>")]
    public void A_tree_that_holds_itself_is_refused(string element, string other)
    {
        var file = RawPdf.OnePage("").Object(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>").Object(6, "<</K 7 0 R>>").Object(7, element).Object(8, other).Build();
        Assert.Throws<PdfFormatException>(() => PdfReader.Open(file).Structure);
    }

    [Fact]
    public void A_file_without_structure_has_loose_text_only()
    {
        var structure = PdfReader.Open(RawPdf.OnePage("BT /F 12 Tf 10 10 Td (abc) Tj ET").Build()).Structure;
        Assert.Empty(structure.Elements);
        Assert.Equal([new LooseText(1, "abc", IsLevel: true)], structure.Loose);
    }
}
