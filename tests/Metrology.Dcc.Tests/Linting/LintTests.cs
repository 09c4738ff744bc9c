using System.Text;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Tests.Linting;

public class LintTests
{
    private static readonly CertificateDocument Clean = Confirmed(Certificates.Pile());

    [Fact]
    public void A_clean_certificate_has_no_finding() => Assert.Empty(Lint.Check(Clean, Read(Clean)));

    [Fact]
    public void Rules_have_ids_of_their_own_and_words_in_both_languages()
    {
        Assert.Distinct(LintRules.All.Select(rule => rule.Id));
        Assert.All(LintRules.All, rule => Assert.True(rule.Title.Zh.Length > 0 && rule.Title.En.Length > 0));
    }

    [Fact]
    public void Unconfirmed_limits_warn()
    {
        var findings = Lint.Check(Certificates.Pile());

        Assert.NotEmpty(findings);
        Assert.All(findings, one => Assert.Equal((LintRules.LimitUnconfirmed, LintSeverity.Warn), (one.Rule, one.Rule.Severity)));
    }

    public static TheoryData<string, string> Planted() => new()
    {
        { "issue-before-work", "issued-on" },
        { "validity-before-issue", "valid-until" },
        { "validity-on-notice", "valid-until" },
        { "validity-on-test", "valid-until" },
        { "interval-on-calibration", "valid-until" },
        { "standard-expired", "示例-DC-0001" },
        { "standard-validity-unknown", "示例-DC-0001" },
        { "signatory-missing", "核验员 / Checker" },
        { "limit-unconfirmed", "items.x" },
        { "error-equals-uncertainty", "operating-error" },
        { "uncertainty-missing", "operating-error" },
        { "wrong-kind", "JJF 1261-2017" },
        { "page-placeholder", "notes" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_fault_of_a_document_is_found(string rule, string where)
    {
        var data = Clean.Data!;
        var faulty = rule switch
        {
            "issue-before-work" => Clean with { IssuedOn = new(2026, 8, 20) },
            "validity-before-issue" => Clean with { ValidUntil = new(2026, 8, 21) },
            "validity-on-notice" => Clean with { Kind = CertificateKind.RejectionNotice },
            "validity-on-test" => Clean with { Kind = CertificateKind.TestReport },
            "interval-on-calibration" => Clean with { Kind = CertificateKind.CalibrationCertificate },
            "standard-expired" => Clean with { Data = data with { Equipment = [data.Equipment[0] with { ValidUntil = new(2026, 8, 20) }] } },
            "standard-validity-unknown" => Clean with { Data = data with { Equipment = [data.Equipment[0] with { ValidUntil = null }] } },
            "signatory-missing" => Clean with { Signatures = [.. Clean.Signatures.Where(one => one.Role != SignatureRole.Checker)] },
            "limit-unconfirmed" => Clean with { Data = data with { Unconfirmed = [new("items.x", new("限值", "limit"))] } },
            "error-equals-uncertainty" => Clean with { Data = WithResults(data, Doubled) },
            "uncertainty-missing" => Clean with { Kind = CertificateKind.CalibrationCertificate, Data = WithResults(data, column => column with { Uncertainty = null }) },
            "wrong-kind" => Clean with { Data = data with { Procedure = data.Procedure with { Citation = "JJF 1261-2017" } } },
            "page-placeholder" => Clean with { Sections = [.. Clean.Sections, new("notes", new("说明", "Notes"), [new Paragraph(new("共 ? 页", "page 1 of ??"))])] },
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };

        Assert.Contains(Lint.Check(faulty), one => one.Rule.Id == rule && one.Where == where);
    }

    [Theory]
    [InlineData("<dcc:quantity refType=\"basic_humidityRelative\"><si:real><si:value>45</si:value><si:unit>\\one</si:unit></si:real></dcc:quantity>", "humidity-unit")]
    [InlineData("<dcc:quantity><dcc:name><dcc:content lang=\"en\">Relative Humidity</dcc:content></dcc:name><si:real><si:value>45</si:value><si:unit>\\one</si:unit></si:real></dcc:quantity>", "humidity-unit")]
    [InlineData("<dcc:quantity refType=\"basic_humidityRelative\"><si:real><si:value>145</si:value><si:unit>\\percent</si:unit></si:real></dcc:quantity>", "humidity-range")]
    [InlineData("<dcc:quantity refType=\"basic_temperature\"><si:real><si:value>23</si:value><si:unit>\\kelvin</si:unit></si:real></dcc:quantity>", "temperature-range")]
    [InlineData("<dcc:quantity refType=\"basic_temperature\"><si:real><si:value>296.15</si:value><si:unit>\\degreecelsius</si:unit></si:real></dcc:quantity>", "temperature-range")]
    [InlineData("<dcc:quantity refType=\"basic_humidityRelative\"><si:real><si:value>0.45</si:value><si:unit>\\one</si:unit></si:real></dcc:quantity>", null)]
    [InlineData("<dcc:quantity refType=\"basic_temperature\"><si:real><si:value>296.15</si:value><si:unit>\\kelvin</si:unit></si:real></dcc:quantity>", null)]
    public void Conditions_that_cannot_be_are_found(string quantity, string? rule)
    {
        var condition = $"<dcc:measurementResult><dcc:influenceConditions><dcc:influenceCondition><dcc:name><dcc:content>x</dcc:content></dcc:name><dcc:data>{quantity}</dcc:data></dcc:influenceCondition></dcc:influenceConditions>";
        var xml = Encoding.UTF8.GetString(Reading.DccReaderTests.Foreign("")).Replace("<dcc:measurementResult>", condition, StringComparison.Ordinal);
        var findings = Lint.Check(DccReader.Read(Encoding.UTF8.GetBytes(xml)).Value);

        Assert.Equal(rule is null ? [] : [rule], findings.Select(one => one.Rule.Id));
    }

    [Fact]
    public void Dates_and_standards_of_a_foreign_certificate_are_checked()
    {
        var read = Read(Clean);
        var expired = read.Equipment[1] with { Certificate = read.Equipment[1].Certificate! with { WasValid = false } };

        Assert.Equal("standard-expired", Assert.Single(Lint.Check(read with { Equipment = [expired] })).Rule.Id);
        Assert.Contains(Lint.Check(read with { IssuedOn = new(2026, 8, 1) }), one => one.Rule == LintRules.IssueBeforeWork);
        Assert.Contains(Lint.Check(read with { IssuedOn = new(2030, 8, 1) }), one => one.Rule == LintRules.ValidityBeforeIssue);
    }

    /// <summary>Two rows whose errors are their uncertainties.</summary>
    private static PrintedColumn Doubled(PrintedColumn column) => column with
    {
        Numbers = [new("a", "+0.10", "%"), new("b", "-0.2", "%")],
        Uncertainty = [new("a", "0.10", "2", "0.95"), new("b", "0.20", "2", "0.95")],
    };

    private static CertificateData WithResults(CertificateData data, Func<PrintedColumn, PrintedColumn> change) => data with
    {
        Items = [.. data.Items.Select(item => item with { Results = [.. item.Results.Select(column => column.Role == ColumnRole.MeanError ? change(column) : column)] })],
    };

    private static CertificateDocument Confirmed(CertificateDocument document) => document with { Data = document.Data! with { Unconfirmed = [] } };

    private static ReadDcc Read(CertificateDocument document) => DccReader.Read(DccWriter.Write(document).Value).Value;
}
