using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Layout;

public class PaginationTests
{
    static string[][] Pages(PdfDocument document) => [.. RecordingSurface.Draw(document).Select(page => page.Lines.ToArray())];

    static Block[] Lines(int count) => [.. Enumerable.Range(1, count).Select(i => new Paragraph($"行{i}"))];

    [Fact]
    public void Five_lines_fill_a_page_of_100_points() =>
        Assert.Equal([["行1", "行2", "行3", "行4", "行5"], ["行6"]], Pages(Documents.Small(100, Lines(6))));

    [Fact]
    public void Header_and_footer_know_the_number_of_pages()
    {
        var document = Documents.Small(100, Lines(11)) with
        {
            Header = page => new Paragraph("证书"),
            Footer = page => new Paragraph($"第 {page.Number} 页 共 {page.Total} 页"),
        };
        var pages = RecordingSurface.Draw(document);
        Assert.Equal(["第 1 页 共 3 页", "第 2 页 共 3 页", "第 3 页 共 3 页"], pages.Select(page => page.Texts[1].Text));
        Assert.All(pages, page => Assert.All(page.Texts[..2], text => Assert.Null(text.Tag)));
        Assert.True(pages[0].Texts[0].Baseline < 40 && pages[0].Texts[1].Baseline > 140);
    }

    [Fact]
    public void A_header_taller_than_the_margin_is_refused()
    {
        var document = Documents.Small(100, Lines(1)) with { Header = _ => new Paragraph("一\n二\n三") };
        Assert.Contains("page header", Assert.Throws<PdfLayoutException>(document.ToBytes).Message);
    }

    [Fact]
    public void A_paragraph_leaves_two_lines_on_either_side_of_a_break()
    {
        var pages = Pages(Documents.Small(100, [.. Lines(4), new Paragraph("甲\n乙\n丙\n丁")]));
        Assert.Equal(["甲", "乙", "丙", "丁"], pages[1]);
        pages = Pages(Documents.Small(100, [.. Lines(2), new Paragraph("甲\n乙\n丙\n丁")]));
        Assert.Equal(["丙", "丁"], pages[1]);
    }

    [Fact]
    public void A_heading_goes_with_what_follows_and_is_bookmarked_there()
    {
        var style = new TextStyle { Size = 10, LineHeight = 2 };
        var pages = RecordingSurface.Draw(Documents.Small(100, [.. Lines(4), new Heading("结果") { Style = style }, new Paragraph("正文")]));
        Assert.Equal(["结果", "正文"], pages[1].Lines);
        Assert.Equal([("结果", 40.0)], pages[1].Bookmarks);
    }

    [Fact]
    public void What_keeps_with_what_stands_before_it_takes_that_along()
    {
        var end = new Paragraph("以下空白") { KeepWithPrevious = true };
        Assert.Equal([["行1", "行2", "行3", "行4"], ["行5", "以下空白"]], Pages(Documents.Small(100, [.. Lines(5), end])));
        Assert.Equal([["行1", "行2", "行3", "行4", "以下空白"]], Pages(Documents.Small(100, [.. Lines(4), end])));
        Assert.Equal([["以下空白"]], Pages(Documents.Small(100, end)));
    }

    [Fact]
    public void Kept_blocks_move_to_the_next_page_together()
    {
        var pages = Pages(Documents.Small(100, [.. Lines(3), new KeepTogether(new Paragraph("甲"), new Paragraph("乙"), new Paragraph("丙"))]));
        Assert.Equal([["行1", "行2", "行3"], ["甲", "乙", "丙"]], pages);
    }

    [Fact]
    public void Kept_blocks_taller_than_a_page_are_divided_after_all()
    {
        var pages = Pages(Documents.Small(100, new KeepTogether(Lines(7))));
        Assert.Equal([5, 2], pages.Select(page => page.Length));
    }

    [Fact]
    public void A_page_break_begins_a_page_and_a_last_one_leaves_none_empty()
    {
        Assert.Equal([["甲"], ["乙"]], Pages(Documents.Small(100, new Paragraph("甲"), new PageBreak(), new Paragraph("乙"), new PageBreak())));
    }

    [Fact]
    public void Space_is_dropped_at_the_end_of_a_page() =>
        Assert.Equal([5, 1], Pages(Documents.Small(100, [.. Lines(5), new Spacer(30), new Paragraph("甲")])).Select(page => page.Length));

    [Fact]
    public void A_figure_taller_than_the_page_is_refused() =>
        Assert.Throws<PdfLayoutException>(Documents.Small(100, new Drawing(50, 101)).ToBytes);

    [Fact]
    public void A_figure_wider_than_the_page_is_refused() =>
        Assert.Throws<PdfLayoutException>(Documents.Small(100, new Drawing(101, 50)).ToBytes);

    [Fact]
    public void A_box_frames_its_content()
    {
        var page = RecordingSurface.Draw(Documents.Small(100, new Box(new Paragraph("甲")) { Padding = 10 })).Single();
        Assert.Equal(50, page.Texts[0].X, 6);
        Assert.Equal(50 + 13.8, page.Texts[0].Baseline, 6);
        Assert.Contains((new Position(140, 40), new Position(140, 80)), page.Segments);
    }
}
