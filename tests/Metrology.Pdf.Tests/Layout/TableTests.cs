using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Layout;

public class TableTests
{
    // Rows of 20 pt text and 2 × 2.5 pt padding: 25 pt.
    static Table Numbered(int rows) => new(Column.Fixed(40), Column.Share())
    {
        Header = [["序号", "结论"]],
        Rows = [.. Enumerable.Range(1, rows).Select(i => Row.Of($"{i}", "合格"))],
    };

    static List<RecordingSurface> Draw(double height, params IReadOnlyList<Block> blocks) => RecordingSurface.Draw(Documents.Small(height, blocks));

    [Fact]
    public void Header_rows_are_repeated_on_every_page_as_decoration()
    {
        var pages = Draw(100, Numbered(7));
        Assert.Equal(["序号 结论 1 合格 2 合格 3 合格", "序号 结论 4 合格 5 合格 6 合格", "序号 结论 7 合格"], pages.Select(page => string.Join(' ', page.Lines)));
        Assert.Equal(["TH", "TH"], pages[0].Texts.Take(2).Select(text => text.Tag));
        Assert.Equal([null, null, "TD"], pages[1].Texts.Take(3).Select(text => text.Tag));
    }

    [Fact]
    public void A_header_is_never_left_alone_at_the_foot_of_a_page()
    {
        var pages = Draw(100, new Spacer(60), Numbered(2));
        Assert.Equal(["序号 结论 1 合格 2 合格"], pages.Skip(1).Select(page => string.Join(' ', page.Lines)));
    }

    [Fact]
    public void A_row_is_not_divided_when_it_fits_on_a_page()
    {
        var table = Numbered(2) with { Rows = [["1", "甲"], ["2", "甲\n乙\n丙"]] };
        var pages = Draw(100, table);
        Assert.Equal(["序号 结论 1 甲", "序号 结论 2 甲 乙 丙"], pages.Select(page => string.Join(' ', page.Lines)));
    }

    [Fact]
    public void A_row_taller_than_a_page_is_divided_under_repeated_headers()
    {
        var table = Numbered(1) with { Rows = [["1", string.Join('\n', "一二三四五六七八九".ToCharArray())]] };
        var pages = Draw(100, table);
        Assert.Equal("一二三四五六七八九", string.Concat(pages.SelectMany(page => page.Body).Where(text => "一二三四五六七八九".Contains(text))));
        Assert.All(pages, page => Assert.Equal("序号", page.Texts[0].Text));
        Assert.All(pages.SelectMany(page => page.Texts), text => Assert.InRange(text.Baseline, 40, 140));
    }

    [Fact]
    public void Columns_take_fixed_widths_and_shares_of_the_rest()
    {
        var table = new Table(Column.Fixed(40), Column.Share(1, TextAlign.Right), Column.Share(2, TextAlign.Centre)) { Rows = [["a", "b", "c"]], PaddingX = 0 };
        var x = Draw(100, table)[0].Segments.Select(line => line.From.X).Distinct().Order();
        Assert.Equal([40.0, 80.0, 100.0, 140.0], x);
    }

    [Fact]
    public void A_cell_may_span_columns_and_choose_its_borders()
    {
        var table = new Table(Column.Fixed(40), Column.Share()) { Rows = [[new Cell(new Paragraph("合并")) { ColumnSpan = 2, Borders = Sides.Bottom }]] };
        var page = Draw(100, table)[0];
        Assert.Equal([(new Position(40, 65), new Position(140, 65))], page.Segments);
    }

    [Fact]
    public void A_short_cell_stands_in_the_middle_of_its_row()
    {
        var table = new Table(Column.Share(), Column.Share()) { Rows = [["甲", "一\n二\n三"]] };
        var page = Draw(100, table)[0];
        Assert.Equal(page.Texts[2].Baseline, page.Texts[0].Baseline, 6);
    }

    [Fact]
    public void A_row_with_too_few_or_too_many_cells_is_refused_by_its_number()
    {
        Assert.Contains("row 2", Assert.Throws<PdfLayoutException>(() => Draw(100, Numbered(1) with { Rows = [["1", "2"], ["1"]] })).Message);
        Assert.Contains("row 1", Assert.Throws<PdfLayoutException>(() => Draw(100, Numbered(1) with { Rows = [["1", "2", "3"]] })).Message);
    }

    [Fact]
    public void Columns_wider_than_the_page_are_refused() =>
        Assert.Throws<PdfLayoutException>(() => Draw(100, new Table(Column.Fixed(101)) { Rows = [["a"]] }));

    [Fact]
    public void Pairs_of_labels_and_values_go_in_columns_with_a_line_under_each_value()
    {
        var grid = new KeyValueGrid(20) { Columns = 2, Entries = [("甲", "1"), ("乙", "2"), ("丙", "3")] };
        var page = Draw(100, grid)[0];
        Assert.Equal(["甲", "1", "乙", "2", "丙", "3"], page.Lines.Where(line => line.Length > 0));
        Assert.Equal(3, page.Segments.Count);
    }
}
