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
        var pdf = PlotForgery.OfPoints(forged, bars);
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
        Assert.Contains("file.other-words", Codes(PlotForgery.OtherTitle()));

        static IEnumerable<string> Codes(byte[] pdf) => CertificateCheck.Run(pdf).Findings.Where(one => one.IsBroken).Select(one => one.Code);
    }

    /// <summary>A plot that was drawn over with foreign tools.</summary>
    [Fact]
    public void A_plot_that_is_drawn_otherwise_is_named()
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        var forgeries = PlotForgery.Drawn().ToList();
        Assert.All(forgeries, one => Assert.Contains(CertificateCheck.Run(one.File).Findings, finding => finding.IsBroken && finding.Code == "page.plot"));
    }

    /// <summary>An axis to such a number would have steps without end.</summary>
    [Theory]
    [InlineData("9E27")]
    [InlineData("7.9E28")]
    [InlineData("1E-28")]
    public void A_number_beyond_every_axis_ends_in_a_finding(string number) => Assert.True(CertificateCheck.Run(PlotForgery.WithError(number)).Broken is not null);

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
