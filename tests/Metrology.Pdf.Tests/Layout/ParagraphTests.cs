using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Layout;

public class ParagraphTests
{
    static (string Text, double X, double Baseline, string? Tag)[] Place(params IReadOnlyList<Block> blocks) =>
        [.. RecordingSurface.Draw(Documents.Small(200, blocks)).Single().Texts];

    [Theory]
    [InlineData(TextAlign.Left, 40)]
    [InlineData(TextAlign.Centre, 40 + 35)]
    [InlineData(TextAlign.Right, 40 + 70)]
    public void Text_of_30_points_is_aligned_in_100(TextAlign align, double x) =>
        Assert.Equal(x, Place(new Paragraph("检定员") { Align = align })[0].X, 6);

    [Fact]
    public void The_baseline_centres_the_em_box_in_the_line() =>
        // 20 pt line, em box 0.88 above and 0.12 below the baseline: 5 + 8.8.
        Assert.Equal(40 + 13.8, Place(new Paragraph("检"))[0].Baseline, 6);

    [Fact]
    public void Runs_of_other_sizes_share_the_line_and_its_baseline()
    {
        var line = Assert.Single(Place(new Paragraph("甲", new Run("大") { Size = 20 }, "乙")));
        Assert.Equal("甲大乙", line.Text);
        Assert.Equal(40 + 10 + 17.6, line.Baseline, 6);
    }

    [Fact]
    public void Letter_spacing_counts_in_the_width() =>
        Assert.Equal(40 + 100 - 2 * 15, Place(new Paragraph(new Run("检定") { LetterSpacing = 5 }) { Align = TextAlign.Right })[0].X, 6);

    [Fact]
    public void A_first_line_indent_of_two_ems_takes_two_characters()
    {
        var lines = Place(new Paragraph("一二三四五六七八九十") { FirstLineIndent = 2 });
        Assert.Equal(["一二三四五六七八", "九十"], lines.Select(line => line.Text));
        Assert.Equal([60.0, 40.0], lines.Select(line => line.X));
    }

    [Fact]
    public void The_larger_of_two_spaces_counts()
    {
        var lines = Place(new Paragraph("甲") { SpaceBefore = 50, SpaceAfter = 8 }, new Paragraph("乙") { SpaceBefore = 12 });
        Assert.Equal(20 + 12, lines[1].Baseline - lines[0].Baseline, 6);
        Assert.Equal(53.8, lines[0].Baseline, 6);
    }

    [Fact]
    public void Justified_text_is_stretched_to_the_edge_except_in_its_last_line()
    {
        var content = Documents.Small(200, new Paragraph("一二三四五六七八九十，零") { Align = TextAlign.Justify }).Expanded();
        // Nine characters and eight gaps in 100 pt: 10/8 pt each, that is 125 thousandths of 10 pt.
        Assert.Equal(8, content.Split(">-125<").Length - 1);
    }
}
