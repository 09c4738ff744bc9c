using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;
using Metrology.Testing;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>A paper with a plot of errors and a bar code of its number: what was compared before is compared still, and foreign programs read them.</summary>
public sealed class ChartTests
{
    private static readonly CertificateTemplate Template = new() { Name = "图", Columns = new(Chart: true), Barcode = true };

    public static TheoryData<PaperLanguages> Languages => [PaperLanguages.Zh, PaperLanguages.En, PaperLanguages.Bilingual];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_plot_states_no_fact_and_is_what_the_results_give(PaperLanguages languages)
    {
        var plain = SampleCertificate.Compose("MN-JD-2026-00001", template: Template with { Languages = languages, Columns = new(), Barcode = false });
        var document = SampleCertificate.Compose("MN-JD-2026-00001", template: Template with { Languages = languages });
        var plots = document.Sections.SelectMany(section => section.Blocks).OfType<ErrorPlot>().ToList();
        Assert.NotEmpty(plots);
        // The certificate says that there are plots, and nothing else of them.
        Assert.Equal(SampleCertificate.Xml(plain), System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(SampleCertificate.Xml(document)).Replace(" plots=\"true\"", "", StringComparison.Ordinal)));

        var pdf = SampleCertificate.Make(document, SampleCertificate.Key);
        var (report, before) = (CertificateCheck.Run(pdf), CertificateCheck.Run(SampleCertificate.Make(plain, SampleCertificate.Key)));
        Assert.Empty(report.Findings);
        Assert.Empty(before.Findings);
        Assert.Equal(before.Compared, report.Compared);
        Assert.Equal(Figures(SampleCertificate.Make(plain, null)) + plots.Count + 1, Figures(SampleCertificate.Make(document, null)));
        // The cover is one page still, down to its last line.
        Assert.Contains("9f86d081884c7d65", string.Concat(PdfReader.Open(pdf).Pages[0].Text.Where(character => !char.IsWhiteSpace(character))), StringComparison.Ordinal);
        Assert.Contains(document.CheckAddress.Split('?')[0], string.Concat(PdfReader.Open(pdf).Pages[0].Text.Where(character => !char.IsWhiteSpace(character))), StringComparison.Ordinal);
    }

    /// <summary>The pages of one plot with the results of another: what is drawn otherwise is named.</summary>
    [Theory]
    [InlineData("mark", "error 1", false)]
    [InlineData("mark", "U 1", true)]
    [InlineData("lower limit", "lower limit 1", true)]
    [InlineData("upper limit", "upper limit 1", true)]
    [InlineData("no limit", "lower limit 1", true)]
    [InlineData("uncertainty", "U 1", true)]
    [InlineData("scale", "", true)]
    [InlineData("fewer", "axis 1", false)]
    [InlineData("order", "error 1", false)]
    public void A_plot_that_says_otherwise_is_named(string forged, string named, bool bars)
    {
        var document = SampleCertificate.Compose("MN-JD-2026-00001", template: Template with { Columns = new(Chart: true, Uncertainty: bars) });
        var pdf = SampleCertificate.Bind(Replaced(document, plot => plot with { Points = [.. Forged(plot.Points, forged)] }), null, SampleCertificate.Xml(document));
        var broken = CertificateCheck.Run(pdf).Findings.Where(one => one.IsBroken).ToList();
        Assert.Contains(broken, one => one.Code == "page.plot" && one.Where.Contains(named, StringComparison.Ordinal));
    }

    /// <summary>Neither a plot that is not there nor one that should not be there passes.</summary>
    [Fact]
    public void A_plot_too_few_or_too_many_is_named()
    {
        var document = SampleCertificate.Compose("MN-JD-2026-00001", template: Template);
        var plain = SampleCertificate.Compose("MN-JD-2026-00001", template: Template with { Columns = new() });
        Assert.Contains("page.plot", Codes(SampleCertificate.Bind(plain, null, SampleCertificate.Xml(document))));
        Assert.Contains("page.shape", Codes(SampleCertificate.Bind(document, null, SampleCertificate.Xml(plain))));
        Assert.Contains("file.other-words", Codes(SampleCertificate.Bind(Replaced(document, plot => plot with { Title = new("误差图：全部合格", "all in order") }), null, SampleCertificate.Xml(document))));

        static IEnumerable<string> Codes(byte[] pdf) => CertificateCheck.Run(pdf).Findings.Where(one => one.IsBroken).Select(one => one.Code);
    }

    private static CertificateDocument Replaced(CertificateDocument document, Func<ErrorPlot, ErrorPlot> plot) => document with
    {
        Sections = [.. document.Sections.Select(section => section with { Blocks = [.. section.Blocks.Select(block => block is ErrorPlot one ? plot(one) : block)] })],
    };

    private static IEnumerable<PlottedPoint> Forged(IReadOnlyList<PlottedPoint> points, string what)
    {
        // So little, and the others as they are, that the scale stays.
        var step = points[0].Upper!.Value / 20m;
        return what switch
        {
            "mark" => [points[0] with { Error = points[0].Error - step }, .. points.Skip(1)],
            "lower limit" => [points[0], .. points.Skip(1).Select(point => point with { Lower = point.Lower + step })],
            "upper limit" => [points[0], .. points.Skip(1).Select(point => point with { Upper = point.Upper - step })],
            "no limit" => [points[0], .. points.Skip(1).Select(point => point with { Lower = null })],
            "uncertainty" => [points[0] with { Uncertainty = points[0].Uncertainty / 2m }, .. points.Skip(1)],
            "scale" => points.Select(point => point with { Lower = point.Lower * 10m, Upper = point.Upper * 10m }),
            "fewer" => points.Take(1),
            _ => points.Reverse(),
        };
    }

    [Theory]
    [InlineData("MN-JD-2026-00001", null)]
    [InlineData("MN-JD-2026-00002", "barcode.other-number")]
    [InlineData("MN-JD-2026-0001", "barcode.other-number")]
    public void A_bar_code_of_another_number_is_named(string drawn, string? code)
    {
        // The sheet of one number with the bars of another: only the drawing differs.
        var document = SampleCertificate.Compose("MN-JD-2026-00001", template: Template with { Columns = new() });
        var file = PdfReader.Open(SampleCertificate.Make(SampleCertificate.Compose(drawn, template: Template with { Columns = new() }), null));
        Assert.Equal(code is null ? [] : [code], BarCheck.Run(file, document.Number).Select(one => one.Code));
        Assert.DoesNotContain(CertificateCheck.Run(SampleCertificate.Make(document, null)).Findings, one => one.IsBroken);
    }

    [Fact]
    public void A_scanner_reads_the_number_and_the_address()
    {
        foreach (var program in new[] { "zbarimg", "pdftoppm" })
            Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");
        foreach (var number in new[] { "MN-JD-2026-00001", "JD-2026-123456", "7", "A1234567", "123456", "~ !{}", "LONG-NUMBER-OF-FORTY-LETTERS-2026-000001" })
        {
            var folder = Directory.CreateTempSubdirectory("metrology-barcode-").FullName;
            var file = Path.Combine(folder, "a.pdf");
            File.WriteAllBytes(file, SampleCertificate.Bind(SampleCertificate.Compose(number, template: Template), null, null));
            Assert.Equal(0, ForeignProgram.Run("pdftoppm", "-r", "300", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile", file, Path.Combine(folder, "p")).ExitCode);
            var read = ForeignProgram.Run("zbarimg", "-q", "-Sdisable", "-Scode128.enable", "-Sqrcode.enable", Path.Combine(folder, "p.png")).Output;
            Assert.Contains($"CODE-128:{number}\n", read, StringComparison.Ordinal);
            Assert.Contains("QR-Code:https://example.org/check/", read, StringComparison.Ordinal);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A number that Code 128 has no letters for has no bar code; the preview's is one.</summary>
    [Fact]
    public void A_number_in_chinese_has_no_bar_code() => Assert.Equal(
        Figures(SampleCertificate.Bind(SampleCertificate.Compose("JD-1", template: Template), null, null)) - 1,
        Figures(SampleCertificate.Bind(SampleCertificate.Compose("（预览 / preview）", template: Template), null, null)));

    private static int Figures(byte[] pdf) => PdfReader.Open(pdf).Structure.All.Count(element => element.Type == "Figure");
}
