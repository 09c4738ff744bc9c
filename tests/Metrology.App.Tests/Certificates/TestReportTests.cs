using Metrology.App.Certificates;
using Metrology.App.Templates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
using Metrology.Pdf.Reading;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>From the test method of the demonstration over an order to the report that is handed out.</summary>
public sealed class TestReportTests
{
    private const string Sample = "SIM-EV-0006";

    [Fact]
    public async Task An_order_becomes_a_test_report_of_its_own_range()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await ApprovedAsync(laboratory, null);
        var issued = await IssueTests.IssueAsync(laboratory, id);

        Assert.Equal(("MN-JC-2026-00001", CertificateKind.TestReport, null), (issued.Number, issued.Kind, issued.ValidUntil));
        var text = PdfReader.Open(issued.Pdf).Text;
        Assert.All(["检测报告", "报告编号：MN-JC-2026-00001", "检测员", "检测结果仅与本次所检测的样品有关"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("合格", text, StringComparison.Ordinal);
        Assert.DoesNotContain("校准", text, StringComparison.Ordinal);
        Assert.Empty(Parity.Check(issued.Document, DccReader.Read(issued.Dcc!).Value));
        Assert.Equal(["示例-DC-0001", "示例-TH-0001"], issued.Document.Data!.Equipment.Select(one => one.CertificateNumber));
        var facts = (await laboratory.The<CertificateQueries>().CheckAsync(issued.Number, issued.CheckCode, default)).Value;
        Assert.Equal((CertificateKind.TestReport, null), (facts.Kind, facts.Standing));

        // The record computes again, and the terms say that nothing is judged.
        var bundle = Core.Records.RecordBundle.Read((await laboratory.The<RecordExport>().BundleAsync(id, default)).Value).Value.Load().Content!;
        var record = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value;
        var (items, conditions) = CertificateComposer.Values(record.State.Plan, record.Evaluate(), bundle.Record.Calibration);
        Assert.Empty(RecomputedValues.Check(items, conditions, DccReader.Read(issued.Dcc!).Value));
    }

    [Fact]
    public async Task A_statement_of_conformity_as_agreed_brings_its_rule_and_U()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var issued = await IssueTests.IssueAsync(laboratory, await ApprovedAsync(laboratory, new(StatesConformity: true)));
        Assert.Contains(issued.Document.Cover, field => field.Id == "conclusion");
        Assert.All(DccReader.Read(issued.Dcc!).Value.Values.Where(value => value.Label?.EndsWith("/mean", StringComparison.Ordinal) == true), value => Assert.NotNull(value.Uncertainty));
    }

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 h, k and p, from the order over the record to paper and bundle.</summary>
    [Fact]
    public async Task Receipt_sampling_and_results_of_others_stand_on_the_report()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var day = (await laboratory.RequestAsync(Sample)).WorkDate;
        var id = await ApprovedAsync(laboratory, Provenance(day));
        var issued = await IssueTests.IssueAsync(laboratory, id);
        Assert.All(["收样日期", "抽样", "示例丙", "示例计划", "外部提供者的结果", "由示例实验室提供"], part => Assert.Contains(part, PdfReader.Open(issued.Pdf).Text, StringComparison.Ordinal));
        var xml = DccReader.Read(issued.Dcc!).Value;
        Assert.Empty(Parity.Check(issued.Document, xml));
        Assert.Equal(day, xml.ReceivedOn);
        var bundle = Core.Records.RecordBundle.Read((await laboratory.The<RecordExport>().BundleAsync(id, default)).Value).Value.Load().Content!;
        Assert.Equal(Provenance(day).Trimmed(), bundle.Record.Calibration);
    }

    [Theory]
    [InlineData("ReceivedOn", "receipt.after-work")]
    [InlineData("SampledOn", "sampling.after-work")]
    [InlineData("SampledBy", "sampling.incomplete")]
    [InlineData("SamplingMethod", "sampling.incomplete")]
    [InlineData("ExternalResults", "input.too-long")]
    public async Task What_is_wrong_of_them_is_refused_at_its_field(string field, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var day = (await laboratory.RequestAsync(Sample)).WorkDate;
        var refusal = (await OpenAsync(laboratory, field switch
        {
            "ReceivedOn" => Provenance(day) with { ReceivedOn = day.AddDays(1) },
            "SampledOn" => Provenance(day) with { SampledOn = day.AddDays(1) },
            "SampledBy" => Provenance(day) with { SampledBy = " " },
            "SamplingMethod" => Provenance(day) with { SamplingMethod = null },
            _ => Provenance(day) with { ExternalResults = new string('长', 401) },
        })).Refusal;
        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
    }

    private static CalibrationTerms Provenance(DateOnly day) =>
        new() { ReceivedOn = day, SampledBy = " 示例丙 ", SamplingMethod = "示例计划", SampledOn = day.AddDays(-1), ExternalResults = "绝缘电阻由示例实验室提供" };

    [Fact]
    public async Task A_test_states_no_interval()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var refusal = (await OpenAsync(laboratory, new(IntervalMonths: 12))).Refusal;
        Assert.Equal(("test.no-interval", "IntervalMonths"), (refusal?.Code, refusal?.Field));
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
    }

    [Fact]
    public async Task A_test_of_an_instrument_under_compulsory_verification_is_reported_with_a_warning()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await laboratory.TamperAsync(db => db.Units.EditAsync(one => one.IsUnderCompulsoryVerification = true));
        var id = (await OpenAsync(laboratory, null)).Value;
        await laboratory.MeasureAsync(id);
        await laboratory.MovedAsync(laboratory.People.Technician, id, VerificationStates.Submit);
        Assert.Contains((await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Checker, id, default)).Value.Findings, one => one is { Code: "lint.test-of-compulsory", Weight: FindingWeight.Warning });
    }

    [Fact]
    public async Task A_template_of_reports_sets_reports_alone()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var template = await TemplateTests.PublishedAsync(laboratory, new()
        {
            Name = "检测报告",
            Scope = TemplateScope.Test,
            Languages = PaperLanguages.Bilingual,
            Statements = [new("仅供示例", "Example only")],
            Columns = new(Uncertainty: false),
        });
        var report = await IssueTests.IssueAsync(laboratory, await ApprovedAsync(laboratory, null));
        Assert.Equal(template, report.Document.Design?.TemplateHash);
        var text = PdfReader.Open(report.Pdf).Text;
        Assert.All(["报告编号 Report No. MN-JC-2026-00001", "Page 1 of", "第 1 页 共", "Sample"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Null((await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync())).Document.Design);
        Assert.Contains("%PDF", System.Text.Encoding.Latin1.GetString((await laboratory.The<TemplateQueries>().ExampleAsync(template, default)).Value.AsSpan(0, 8)), StringComparison.Ordinal);
    }

    private static async Task<Core.Words.Outcome<Guid>> OpenAsync(Support.Laboratory laboratory, CalibrationTerms? terms) =>
        await laboratory.The<OpenVerification>().ExecuteAsync(laboratory.People.Technician, await laboratory.RequestAsync(Sample) with { Calibration = terms }, default);

    private static async Task<Guid> ApprovedAsync(Support.Laboratory laboratory, CalibrationTerms? terms)
    {
        var opened = await OpenAsync(laboratory, terms);
        Assert.Null(opened.Refusal?.Code);
        await laboratory.MeasureAsync(opened.Value);
        await laboratory.MovedAsync(laboratory.People.Technician, opened.Value, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Checker, opened.Value, VerificationStates.Check);
        await laboratory.MovedAsync(laboratory.People.Approver, opened.Value, VerificationStates.Approve);
        return opened.Value;
    }
}
