using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Fonts;
using Metrology.Testing;

namespace Metrology.Documents.Tests;

/// <summary>The paper itself, judged by programs of other people.</summary>
public sealed class PaperTests
{
    private const int MostBytes = 62 * 1024;
    private static readonly CertificateRenderer Renderer = new(DocumentFonts.Stack);

    private static byte[] Render(CertificateDocument document) => Renderer.Render(document).Value;

    private static string Run(byte[] pdf, string program, params string[] arguments)
    {
        Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var (exit, output, error) = ForeignProgram.Run(program, [.. arguments.Select(argument => argument == "FILE" ? file : argument)]);
            Assert.True(exit == 0, $"{program} ended with {exit}: {output}{error}");
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Text of each page without spaces, which layout adds and drops.</summary>
    private static string[] Pages(byte[] pdf) =>
        [.. Run(pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-").Split('\f', StringSplitOptions.RemoveEmptyEntries).Select(page => Regex.Replace(page, @"\s", ""))];

    private static void Holds(string page, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(text.Replace(" ", "", StringComparison.Ordinal), page, StringComparison.Ordinal));

    public static TheoryData<bool> Papers => new(true, false);

    private static CertificateDocument Paper(bool passed) => passed ? SampleDocument.Of() : SampleDocument.Notice();

    [Theory]
    [MemberData(nameof(Papers))]
    public void Three_pages_each_with_number_page_and_marks(bool passed)
    {
        var document = Paper(passed);
        var pages = Pages(Render(document));
        Assert.Equal(3, pages.Length);
        foreach (var (i, page) in pages.Index())
            Holds(page, $"证书编号：{document.Number}", $"第{i + 1}页共3页", "模拟", "示例");
    }

    [Fact]
    public void The_cover_has_what_a_certificate_must_say()
    {
        var cover = Pages(Render(SampleDocument.Of()))[0];
        Holds(
            cover, "示例市计量检定测试所（示例）", "检定证书", "送检单位示例充电运营有限公司", "单位地址示例市新能源路8号", "计量器具名称电动汽车交流充电桩（示例）", "型号/规格SIM-AC-7kW",
            "出厂编号SIM-EV-0001", "制造单位示例制造厂", "检定依据JJG 1148-2022", "检定类别首次检定", "检定结论合格，符合1级", "检定日期2026年08月21日", "有效期至2029年08月20日",
            "签发日期2026年08月22日", "批准人示例批准人", "核验员示例核验员", "检定员示例检定员", "地址：示例省示例市计量路1号", "电话：000-00000000", "校验码", "ABCD EFGH JKMN 2345", "https://example.org/check/MN-JD-2026-00001");
    }

    [Fact]
    public void The_second_page_names_standards_conditions_and_the_decision_rule()
    {
        var document = SampleDocument.Of();
        Holds(
            Pages(Render(document))[1], "本机构为演示数据", "JJG 1148-2022", "〔2021〕示量标法证字第", "2028年04月25日", "000000000002", "示例-DC-0003", "2027年05月10日", "检定地点", "23.4 °C", "45 %RH", "120 MΩ",
            "仅对本次所检的计量器具有效", "以修约后的平均误差与最大允许误差比较判定");
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void The_third_page_shows_every_value_of_the_document_and_ends(bool passed)
    {
        var document = Paper(passed);
        var page = Pages(Render(document))[2];
        // Standards and equipment stand on the second page.
        var values = document.Sections.SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Rows).SelectMany(row => row)
            .Where(cell => cell.ValueId is { } id && !id.StartsWith("standards/", StringComparison.Ordinal) && !id.StartsWith("equipment/", StringComparison.Ordinal)).ToList();
        Assert.True(values.Count > 20);
        Assert.All(values, cell => Holds(page, cell.Text.Zh));
        Holds(page, "未经对照规程文本确认", "工作误差限值 ±1.0 %（1 级）");
        Assert.Contains("以下空白", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notice_names_the_failed_items_and_no_validity()
    {
        var pages = Pages(Render(SampleDocument.Notice()));
        Holds(pages[0], "检定结果通知书", "不合格（不合格项目：工作误差）");
        Holds(pages[2], "不合格项目工作误差");
        Assert.DoesNotContain("有效期至2029", string.Concat(pages), StringComparison.Ordinal);
    }

    [Fact]
    public void An_English_paper_has_English_labels()
    {
        var pages = Pages(Render(SampleDocument.Of(language: Language.En)));
        Assert.Equal(3, pages.Length);
        Holds(pages[0], "Certificate No.", "Page 1 of 3", "Valid until 2029-08-20", "Passed, conforms to class 1", "SIMULATED");
        Assert.DoesNotContain("检定依据", pages[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Qpdf_finds_no_error_and_the_file_is_small(bool passed)
    {
        var pdf = Render(Paper(passed));
        Assert.InRange(pdf.Length, 1, MostBytes);
        Assert.Contains("No syntax or stream encoding errors found", Run(pdf, "qpdf", "--check", "FILE"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_and_another_number_others()
    {
        var again = new CertificateRenderer(new FontStack(TrueTypeFont.Parse(File.ReadAllBytes(DocumentFonts.Path))));
        Assert.Equal(Render(SampleDocument.Of()), again.Render(SampleDocument.Of()).Value);
        Assert.NotEqual(Render(SampleDocument.Of()), Render(SampleDocument.Of(number: 2)));
    }

    [Fact]
    public void A_scanner_reads_the_address_of_the_check_page()
    {
        Assert.SkipWhen(ForeignProgram.Missing("zbarimg") is not null, ForeignProgram.Missing("zbarimg") ?? "");
        var picture = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        Run(Render(SampleDocument.Of()), "pdftoppm", "-r", "150", "-f", "1", "-l", "1", "-singlefile", "-png", "FILE", picture);
        var (exit, read, error) = ForeignProgram.Run("zbarimg", "--quiet", "--raw", picture + ".png");
        File.Delete(picture + ".png");
        Assert.True(exit == 0, error);
        Assert.Equal(SampleDocument.Address, read.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("张\U0001F980", "U+1F980")]
    [InlineData("\uE000", "U+E000")]
    public void A_character_that_no_font_has_is_refused_by_name(string name, string character)
    {
        var document = SampleDocument.Of();
        var refused = Renderer.Render(document with { Signatures = [new(SignatureRole.Approver, name, default)] });
        Assert.Equal("certificate.unprintable", refused.Refusal?.Code);
        Assert.Contains(character, refused.Refusal!.Text.Zh, StringComparison.Ordinal);
        Assert.Contains(character, refused.Refusal.Text.En, StringComparison.Ordinal);
    }
}
