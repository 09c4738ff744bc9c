using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Writing;
using Metrology.Pdf.Reading;

namespace Metrology.Documents.Tests;

/// <summary>Names and tables as they should not be: a right page or a refusal that says what to do, never a box or a name that reads as another.</summary>
public sealed class BadInputTests
{
    private static readonly CertificateRenderer Renderer = new(DocumentFonts.Stack);

    private static CertificateDocument Named(string customer)
    {
        var document = SampleDocument.Of();
        return document with { Cover = [.. document.Cover.Select(field => field.Id == "customer" ? field with { Value = BilingualText.Same(customer) } : field)] };
    }

    [Theory]
    [InlineData("示例שלום公司", "certificate.right-to-left", "U+05E9")]
    [InlineData("شركة", "certificate.right-to-left", "U+0634")]
    [InlineData("示例\u202E公司", "certificate.right-to-left", "U+202E")]
    [InlineData("示例\u2067公司", "certificate.right-to-left", "U+2067")]
    [InlineData("Cafe\u0301 示例", "certificate.combining-mark", "U+0301")]
    [InlineData("示例\U0001F50C", "certificate.unprintable", "U+1F50C")]
    [InlineData("\U0001F468\u200D\U0001F469", "certificate.unprintable", "U+1F468")]
    public void A_name_that_cannot_be_set_rightly_is_refused_by_its_character(string name, string code, string character)
    {
        // What is said before anything is measured is what the page says; a half character cannot come out of a form.
        var refusal = Renderer.Render(Named(name)).Refusal;
        Assert.Equal(code, refusal?.Code);
        if (code != "certificate.unprintable")
            Assert.Equal(refusal!.Text, Renderer.CannotPrint(name)!.Text);
        Assert.Contains(character, refusal!.Text.Zh, StringComparison.Ordinal);
        Assert.Contains(character, refusal.Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', refusal.Text.Zh);
    }

    [Fact]
    public void An_accented_letter_typed_as_one_character_is_printed() =>
        Assert.Contains("Café 示例", PdfReader.Open(Renderer.Render(Named("Café 示例")).Value).Pages[0].Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(200)]
    [InlineData(5000)]
    public void A_name_that_is_far_too_long_is_broken_and_stands_on_the_pages_whole(int characters)
    {
        var name = string.Concat(Enumerable.Range(0, characters).Select(i => (char)("示例充电运营有限公司"[i % 10])));
        var read = PdfReader.Open(Renderer.Render(Named(name)).Value);
        Assert.Equal(name, string.Concat(read.Structure.All.Where(element => element.Title == PaperIds.Cover("customer")).Select(element => element.Text)));
        Assert.All(read.Pages.SelectMany(page => page.Runs).Where(run => run.Angle == 0), run => Assert.InRange(run.X + run.Width, 0, 595.3));
    }

    [Fact]
    public void A_word_without_any_place_to_break_stays_within_the_page()
    {
        var read = PdfReader.Open(Renderer.Render(Named(new string('W', 600))).Value);
        Assert.All(read.Pages.SelectMany(page => page.Runs).Where(run => run.Angle == 0), run => Assert.InRange(run.X + run.Width, 0, 595.3));
    }

    [Fact]
    public void A_table_of_two_thousand_rows_has_every_row_and_its_heading_on_every_page()
    {
        const int rows = 2000;
        var document = SampleDocument.Of();
        var table = new Table(null, [new(new("序号", "No.")), new(new("示值误差/%", "Error/%"))],
            [.. Enumerable.Range(1, rows).Select(i => (IReadOnlyList<Cell>)[new(BilingualText.Same($"{i}")), new(BilingualText.Same($"0.{i:0000}"), $"long/{i}/mean")])]);
        var read = PdfReader.Open(Renderer.Render(document with { Sections = [.. document.Sections, new("long", new("附表", "Annex"), [table], StartsNewPage: true)] }).Value);

        var pages = read.Pages.Where(page => page.Text.Contains("序号", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 20);
        Assert.All(pages, page => Assert.Contains($"共 {read.Pages.Count} 页", page.Text, StringComparison.Ordinal));
        var texts = read.Structure.All.Where(element => element.Title?.StartsWith("long/", StringComparison.Ordinal) == true).Select(element => element.Text);
        Assert.Equal(Enumerable.Range(1, rows).Select(i => $"0.{i:0000}"), texts);
    }

    [Fact]
    public void An_address_that_no_code_holds_is_refused() =>
        Assert.Equal("certificate.address-too-long", Renderer.Render(SampleDocument.Of() with { CheckAddress = "https://example.org/" + new string('a', 3000) }).Refusal?.Code);

    [Fact]
    public void A_number_too_long_for_the_head_of_a_page_is_refused() =>
        Assert.Equal("certificate.does-not-fit", Renderer.Render(SampleDocument.Of() with { Number = new string('示', 900) }).Refusal?.Code);

    [Fact]
    public void Names_of_any_length_stand_in_the_digital_certificate_too()
    {
        var document = SampleDocument.Of();
        var name = new string('示', 5000);
        Assert.Contains(name, System.Text.Encoding.UTF8.GetString(DccWriter.Write(document with { Data = document.Data! with { Customer = document.Data.Customer with { Name = name } } }).Value), StringComparison.Ordinal);
    }
}
