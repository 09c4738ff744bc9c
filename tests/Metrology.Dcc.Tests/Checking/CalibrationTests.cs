using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Checking;

/// <summary>Calibration certificates by the example method, with and without a statement of conformity and an interval (ISO/IEC 17025:2017 7.8).</summary>
public sealed class CalibrationTests
{
    private static readonly Procedure Method = ProcedureFile.Load(File.ReadAllBytes(Repository.At("docs", "examples", "calibration-method.json"))).Procedure!;

    private static readonly Nameplate Nameplate = new(new Dictionary<string, string>
    {
        ["accuracyClass"] = "1",
        ["nominalVoltage"] = "220",
        ["maximumCurrent"] = "32",
        ["registerResolution"] = "0.001",
        ["pulseConstant"] = "1000",
    });

    /// <param name="terms">What was agreed.</param>
    /// <param name="indicated">10.05 conforms to the limits of class 1, 10.2 does not.</param>
    internal static CertificateDocument Certificate(CalibrationTerms terms, decimal indicated = 10.05m) => Calibrated(terms, indicated).Document;

    internal static (RunPlan Plan, Evaluation Evaluation, CertificateDocument Document) Calibrated(CalibrationTerms terms, decimal indicated = 10.05m, Procedure? method = null)
    {
        var state = RunMachine.Begin(RunMachine.Plan(method ?? Method, Nameplate, VerificationKind.First).Value).After(
            new RunEvent.Observed(Stage.Single, [.. Example.Environment().Readings.Take(2)]), new RunEvent.Accepted(null));
        while (RunMachine.Next(state) is not Directive.Finish)
            state = state.Repeat(indicated);
        var evaluation = RunEvaluation.Of(state, [Example.Reference]).Value;
        return (state.Plan, evaluation, CertificateComposer.Compose(state.Plan, evaluation, Certificates.Particulars with { Number = "MN-JZ-2026-00001", Calibration = terms }));
    }

    public static TheoryData<bool, int?, string> Terms => new()
    {
        { false, null, "10.05" }, { true, null, "10.05" }, { true, 12, "10.05" }, { false, 12, "10.2" }, { true, null, "10.2" },
    };

    private static CertificateDocument Certificate(bool states, int? months, string indicated) =>
        Certificate(new(states, months), decimal.Parse(indicated, System.Globalization.CultureInfo.InvariantCulture));

    private static ReadDcc Xml(CertificateDocument document) => DccReader.Read(DccWriter.Write(document).Value).Value;

    [Theory]
    [MemberData(nameof(Terms))]
    public void It_is_a_valid_DCC_that_says_what_the_pages_say(bool states, int? months, string indicated)
    {
        var document = Certificate(states, months, indicated);
        Assert.Equal((CertificateKind.CalibrationCertificate, "校准证书"), (document.Kind, document.Title.Zh));
        Assert.Empty(Parity.Check(document, Xml(document)));
        Assert.DoesNotContain(Lint.Check(document, Xml(document)), one => one.Rule.Severity == LintSeverity.Block);
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        Assert.Equal("", Schemas.Problems(DccWriter.Write(document).Value));
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void Every_result_has_U_and_k(bool states, int? months, string indicated)
    {
        var results = Xml(Certificate(states, months, indicated)).Values.Where(value => value.Label!.EndsWith("/mean", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(results);
        Assert.All(results, value => Assert.NotNull(value.Uncertainty?.CoverageFactor));
    }

    [Theory]
    [InlineData("10.05")]
    [InlineData("10.2")]
    public void Without_an_agreement_nothing_judges_and_nothing_states_an_interval(string indicated)
    {
        var document = Certificate(false, null, indicated);
        Assert.Null(document.ValidUntil);
        Assert.DoesNotContain(document.Cover, field => field.Id is "conclusion" or "valid-until" or "kind");
        Assert.DoesNotContain(Texts(document), text => text.Contains("合格", StringComparison.Ordinal) || text.Contains("最大允许误差", StringComparison.Ordinal) && text.Contains("判定", StringComparison.Ordinal));
        Assert.All(document.Data!.Items, item => Assert.Equal((Verdict.NotSet, null, 0), (item.Verdict, item.DecisionRule, item.Verdicts.Count)));
        var xml = Xml(document);
        Assert.Empty(xml.Conformities);
        Assert.Null(xml.Statement(Statements.Kind)!.Conformity);
    }

    [Fact]
    public void A_statement_of_conformity_comes_with_its_rule_and_names_what_fails()
    {
        var good = Certificate(true, null, "10.05");
        Assert.Contains(Texts(good), text => text.Contains("以修约后的平均误差与最大允许误差比较判定", StringComparison.Ordinal));
        Assert.StartsWith("所列结果均符合", good.Cover.Single(field => field.Id == "conclusion").Value.Zh, StringComparison.Ordinal);
        Assert.Contains("电能示值误差", Certificate(true, null, "10.2").Cover.Single(field => field.Id == "conclusion").Value.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_that_the_customer_asked_for_is_stated()
    {
        var document = Certificate(false, 12, "10.05");
        Assert.Equal(new DateOnly(2027, 8, 21), document.ValidUntil);
        Assert.Equal(document.ValidUntil, Xml(document).ValidUntil);
    }

    [Fact]
    public void One_changed_digit_is_named()
    {
        var document = Certificate(true, null, "10.05");
        var mean = Xml(document).Values.First(value => value.Label!.EndsWith("/mean", StringComparison.Ordinal));
        var xml = System.Text.Encoding.UTF8.GetString(DccWriter.Write(document).Value);
        var forged = DccReader.Read(System.Text.Encoding.UTF8.GetBytes(xml.Replace(mean.Digits, mean.Digits[..^1] + (mean.Digits[^1] == '9' ? '8' : '9'), StringComparison.Ordinal))).Value;
        Assert.Contains(Parity.Check(document, forged), one => one.Path.EndsWith("/mean", StringComparison.Ordinal));
    }

    [Fact]
    public void A_verification_regulation_gives_no_calibration_certificate()
    {
        var state = Example.Finished(10.05m);
        var document = CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, [Example.Reference]).Value, Certificates.Particulars with { Calibration = new() });
        Assert.Contains(Lint.Check(document, Xml(document)), one => one.Rule == LintRules.WrongKind);
    }

    private static IEnumerable<string> Texts(CertificateDocument document) =>
    [
        .. document.Cover.Select(field => field.Value.Zh),
        .. document.Sections.SelectMany(section => section.Blocks).SelectMany(block => block switch
        {
            Paragraph paragraph => [paragraph.Text.Zh],
            Table table => table.Columns.Select(column => column.Title.Zh).Concat(table.Rows.SelectMany(row => row).Select(cell => cell.Text.Zh)),
            _ => Enumerable.Empty<string>(),
        }),
    ];
}
