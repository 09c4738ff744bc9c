using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Checking;

/// <summary>Test reports by the example method (ISO/IEC 17025:2017 7.8.2 and 7.8.3).</summary>
public sealed class TestReportTests
{
    private static readonly Procedure Method = ProcedureFile.Load(File.ReadAllBytes(Repository.At("docs", "examples", "test-method.json"))).Procedure!;

    private static CertificateDocument Report(bool states, decimal indicated = 10.05m) => CalibrationTests.Calibrated(new(states), indicated, Method).Document;

    private static ReadDcc Xml(CertificateDocument document) => DccReader.Read(DccWriter.Write(document).Value).Value;

    [Theory]
    [InlineData(false, "10.05")]
    [InlineData(true, "10.05")]
    [InlineData(false, "10.2")]
    [InlineData(true, "10.2")]
    public void It_is_a_report_whose_XML_says_what_the_pages_say(bool states, string indicated)
    {
        var document = Report(states, decimal.Parse(indicated, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((CertificateKind.TestReport, "检测报告", "Test Report", null), (document.Kind, document.Title.Zh, document.Title.En, document.ValidUntil));
        Assert.Empty(Parity.Check(document, Xml(document)));
        Assert.DoesNotContain(Lint.Check(document, Xml(document)), one => one.Rule.Severity == LintSeverity.Block);
        Assert.Equal(states, document.Cover.Any(field => field.Id == "conclusion"));
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        Assert.Equal("", Schemas.Problems(DccWriter.Write(document).Value));
    }

    /// <summary>7.8.2.1 h, k and p: stated when given, in places that the schema has; else not a byte.</summary>
    [Fact]
    public void Receipt_sampling_and_results_of_others_stand_where_the_schema_has_them()
    {
        var day = Certificates.Particulars.WorkDate;
        var document = CalibrationTests.Calibrated(new() { ReceivedOn = day, SampledBy = "示例丙", SamplingMethod = "示例计划", SampledOn = day, ExternalResults = "示例：由示例实验室甲提供。" }, method: Method).Document;
        var xml = Xml(document);
        Assert.Equal(day, xml.ReceivedOn);
        Assert.Equal("示例：由示例实验室甲提供。", xml.Statement(Statements.External)!.Declaration.Both.Zh);
        Assert.Contains("示例计划", xml.Statement(Statements.Sampling)!.Declaration.Both.Zh, StringComparison.Ordinal);
        Assert.Empty(Parity.Check(document, xml));
        var plain = System.Text.Encoding.UTF8.GetString(DccWriter.Write(Report(false)).Value);
        Assert.All(["receiptDate", Statements.External, "id=\"sampling\""], part => Assert.DoesNotContain(part, plain, StringComparison.Ordinal));
        Assert.DoesNotContain("xternalResults", System.Text.Json.JsonSerializer.Serialize(new CalibrationTerms(true)), StringComparison.Ordinal);
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        Assert.Equal("", Schemas.Problems(DccWriter.Write(document).Value));
    }

    /// <summary>7.8.2.1 l: the results relate only to the items tested; 7.8.3.1 c: U where it bears on conformity.</summary>
    [Fact]
    public void It_says_what_a_report_must_and_no_word_of_verification_or_calibration()
    {
        var (plain, judged) = (Report(false), Report(true));
        var notes = plain.Sections.Single(section => section.Id == "notes" && section.Title.Zh == "说明" && section.Blocks[0] is Paragraph { Text.Zh: var first } && first.StartsWith("1.", StringComparison.Ordinal));
        Assert.Contains("The results relate only to the sample tested", ((Paragraph)notes.Blocks[0]).Text.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Columns(plain), title => title.StartsWith("U(", StringComparison.Ordinal) || title.StartsWith("最大允许误差", StringComparison.Ordinal) || title == "结论");
        Assert.Contains(Columns(judged), title => title.StartsWith("U(", StringComparison.Ordinal));
        string[] labels = [.. plain.Cover.Select(field => field.Label.Zh), .. plain.Sections.Select(section => section.Title.Zh), .. Columns(plain)];
        Assert.DoesNotContain(labels, label => label.Contains("检定", StringComparison.Ordinal) || label.Contains("校准", StringComparison.Ordinal));
        Assert.All(["报告编号", "样品名称", "检测依据", "检测日期"], label => Assert.Contains(label, labels));
    }

    [Fact]
    public void Each_kind_of_paper_fits_its_method_and_no_other()
    {
        var (report, calibration) = (Report(false), CalibrationTests.Certificate(new()));
        Assert.DoesNotContain(Lint.Check(report), one => one.Rule == LintRules.WrongKind);
        Assert.Contains(Lint.Check(report with { Kind = CertificateKind.CalibrationCertificate }), one => one.Rule == LintRules.WrongKind);
        Assert.Contains(Lint.Check(report with { Kind = CertificateKind.VerificationCertificate }), one => one.Rule == LintRules.WrongKind);
        Assert.Contains(Lint.Check(calibration with { Kind = CertificateKind.TestReport }), one => one.Rule == LintRules.WrongKind);
        Assert.Contains(Lint.Check(Certificates.Pile() with { Kind = CertificateKind.TestReport }), one => one.Rule == LintRules.WrongKind);
    }

    [Fact]
    public void One_changed_digit_is_named()
    {
        var document = Report(false);
        var mean = Xml(document).Values.First(value => value.Label!.EndsWith("/mean", StringComparison.Ordinal));
        var xml = System.Text.Encoding.UTF8.GetString(DccWriter.Write(document).Value);
        var forged = DccReader.Read(System.Text.Encoding.UTF8.GetBytes(xml.Replace(mean.Digits, mean.Digits[..^1] + (mean.Digits[^1] == '9' ? '8' : '9'), StringComparison.Ordinal))).Value;
        Assert.Contains(Parity.Check(document, forged), one => one.Path.EndsWith("/mean", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Columns(CertificateDocument document) =>
        document.Sections.SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Columns).Select(column => column.Title.Zh);
}
