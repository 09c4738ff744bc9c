using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
using Metrology.Pdf.Reading;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>From the method's file over an order to the calibration certificate that is handed out.</summary>
public sealed class CalibrationTests
{
    private const string Serial = "SIM-CAL-1";
    private const string Method = "SL-JZ 001-2026";

    [Fact]
    public async Task An_order_becomes_a_calibration_certificate_of_its_own_range()
    {
        await using var laboratory = await WithMethodAsync();
        var opened = await OpenAsync(laboratory, new(StatesConformity: false));
        Assert.Null(opened.Refusal?.Code);
        await laboratory.MeasureAsync(opened.Value, errorPercent: 1.6m);
        await SignAsync(laboratory, opened.Value);
        var issued = await IssueTests.IssueAsync(laboratory, opened.Value);

        // What would fail a verification is a result like any other here.
        Assert.Equal(("MN-JZ-2026-00001", CertificateKind.CalibrationCertificate, null), (issued.Number, issued.Kind, issued.ValidUntil));
        var file = PdfReader.Open(issued.Pdf);
        var text = string.Concat(file.Pages.Select(page => page.Text));
        Assert.Contains("校准证书", text, StringComparison.Ordinal);
        Assert.Contains("校准员", text, StringComparison.Ordinal);
        Assert.DoesNotContain("不合格", text, StringComparison.Ordinal);
        Assert.DoesNotContain(issued.Document.Cover.Select(field => field.Label.Zh).Concat(issued.Document.Sections.Select(section => section.Title.Zh)), label => label.Contains("检定", StringComparison.Ordinal));
        Assert.True(Assert.Single(file.Signatures).IsGood);
        Assert.Empty(Parity.Check(issued.Document, DccReader.Read(issued.Dcc!).Value));
    }

    /// <summary>Of the standard's equipment the insulation tester measured nothing here; a verification names the standard whole.</summary>
    [Fact]
    public async Task It_names_what_was_measured_with_and_nothing_else()
    {
        await using var laboratory = await WithMethodAsync();
        var opened = await OpenAsync(laboratory, new());
        await laboratory.MeasureAsync(opened.Value);
        await SignAsync(laboratory, opened.Value);
        var issued = await IssueTests.IssueAsync(laboratory, opened.Value);
        string[] used = ["示例-DC-0001", "示例-TH-0001"];
        Assert.Equal(used, issued.Document.Data!.Equipment.Select(one => one.CertificateNumber));
        Assert.Equal(used, DccReader.Read(issued.Dcc!).Value.Equipment.Where(one => one.RefType is null).Select(one => one.Certificate!.Number));
        Assert.DoesNotContain("示例-IR-0001", PdfReader.Open(issued.Pdf).Text, StringComparison.Ordinal);
        Assert.Equal([1, 2], await laboratory.AskAsync(db => db.UsedEquipment.OrderBy(row => row.Sequence).Select(row => row.Sequence).ToListAsync()));
        var verified = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        Assert.Contains(verified.Document.Data!.Equipment, one => one.CertificateNumber == "示例-IR-0001");
    }

    /// <summary>A register that learned meanwhile that the instrument must be verified keeps the calibration from being approved.</summary>
    [Fact]
    public async Task An_instrument_that_came_under_compulsory_verification_is_found_before_approval()
    {
        await using var laboratory = await WithMethodAsync();
        var opened = await OpenAsync(laboratory, new());
        await laboratory.MeasureAsync(opened.Value);
        await laboratory.TamperAsync(db => db.Units.EditAsync(one => one.IsUnderCompulsoryVerification = true));
        await laboratory.MovedAsync(laboratory.People.Technician, opened.Value, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Checker, opened.Value, VerificationStates.Check);
        Assert.Equal("lint.compulsory-instrument", (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, opened.Value, VerificationStates.Approve, null, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Conformity_and_interval_are_stated_as_agreed()
    {
        await using var laboratory = await WithMethodAsync();
        var opened = await OpenAsync(laboratory, new(StatesConformity: true, IntervalMonths: 12));
        await laboratory.MeasureAsync(opened.Value);
        await SignAsync(laboratory, opened.Value);
        var issued = await IssueTests.IssueAsync(laboratory, opened.Value);
        Assert.Equal(laboratory.Today.AddMonths(12), issued.ValidUntil);
        Assert.StartsWith("所列结果均符合", issued.Document.Cover.Single(field => field.Id == "conclusion").Value.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instrument_under_compulsory_verification_is_not_calibrated()
    {
        await using var laboratory = await WithMethodAsync(isCompulsory: true);
        var refusal = (await OpenAsync(laboratory, null)).Refusal;
        Assert.Equal("calibration.compulsory", refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Verifications.CountAsync()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(121)]
    [InlineData(-12)]
    public async Task An_interval_beyond_reason_is_refused(int months)
    {
        await using var laboratory = await WithMethodAsync();
        Assert.Equal("calibration.interval", (await OpenAsync(laboratory, new(IntervalMonths: months))).Refusal?.Code);
    }

    /// <summary>A calibration of which nothing is judged needs no limits; its results are complete with U.</summary>
    [Fact]
    public async Task A_method_without_limits_is_calibrated_without_verdicts()
    {
        await using var laboratory = await WithMethodAsync(method: WithoutLimits());
        Assert.Equal("calibration.no-limits", (await OpenAsync(laboratory, new(StatesConformity: true))).Refusal?.Code);
        var opened = await OpenAsync(laboratory, new(IntervalMonths: 24));
        Assert.Null(opened.Refusal?.Code);
        await laboratory.MeasureAsync(opened.Value);
        Assert.Equal(Core.Decisions.Verdict.Indeterminate, (await laboratory.The<VerificationQueries>().FindAsync(opened.Value, default)).Value.Evaluate().Verdict);
        await SignAsync(laboratory, opened.Value);
        var issued = await IssueTests.IssueAsync(laboratory, opened.Value);

        Assert.Equal("MN-JZ-2026-00001", issued.Number);
        var dcc = DccReader.Read(issued.Dcc!).Value;
        Assert.Empty(Parity.Check(issued.Document, dcc));
        Assert.DoesNotContain("待定", PdfReader.Open(issued.Pdf).Text, StringComparison.Ordinal);
        Assert.All(dcc.Values.Where(value => value.Label?.EndsWith("/mean", StringComparison.Ordinal) == true), value => Assert.NotNull(value.Uncertainty));
        // The bundle says what was agreed, and everything can be computed from it again.
        var bundle = await laboratory.RebuiltAsync(opened.Value, issued.Number);
        Assert.Equal(new CalibrationTerms(false, 24), bundle.Record.Calibration);
        var record = (await laboratory.The<VerificationQueries>().FindAsync(opened.Value, default)).Value;
        var (items, conditions) = CertificateComposer.Values(record.State.Plan, record.Evaluate(), bundle.Record.Calibration);
        Assert.Empty(RecomputedValues.Check(items, conditions, dcc));
    }

    [Fact]
    public async Task A_point_that_was_skipped_has_no_result_to_certify()
    {
        await using var laboratory = await WithMethodAsync(method: WithoutLimits());
        var id = (await OpenAsync(laboratory, new())).Value;
        await laboratory.MeasureAsync(id, events: 2); // ambient conditions and their acceptance
        Assert.Null((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new Core.Runs.RunEvent.Skipped("示例"), [], default)).Refusal?.Code);
        await laboratory.MeasureAsync(id);
        Assert.Equal("verification.no-verdict", (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Technician, id, VerificationStates.Submit, null, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_calibration_certificate_does_not_call_its_method_a_regulation()
    {
        await using var laboratory = await WithMethodAsync();
        var opened = await OpenAsync(laboratory, new(StatesConformity: true));
        await laboratory.MeasureAsync(opened.Value);
        await SignAsync(laboratory, opened.Value);
        var issued = await IssueTests.IssueAsync(laboratory, opened.Value);
        var text = PdfReader.Open(issued.Pdf).Text;
        Assert.Contains("提示", text, StringComparison.Ordinal);
        Assert.DoesNotContain("规程", text, StringComparison.Ordinal);
        Assert.DoesNotContain("规程", System.Text.Encoding.UTF8.GetString(issued.Dcc!), StringComparison.Ordinal);
        Assert.DoesNotContain("regulation", System.Text.Encoding.UTF8.GetString(issued.Dcc!), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_verification_has_no_terms()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var request = await laboratory.RequestAsync() with { Calibration = new(true) };
        Assert.Equal("calibration.not-a-calibration", (await laboratory.The<OpenVerification>().ExecuteAsync(laboratory.People.Technician, request, default)).Refusal?.Code);
    }

    /// <summary>The example with nothing to judge by.</summary>
    private static byte[] WithoutLimits()
    {
        var method = System.Text.Json.Nodes.JsonNode.Parse(Metrology.App.Demonstration.DemonstrationData.CalibrationMethod())!;
        method["code"] = "SL-JZ 002";
        foreach (var item in method["items"]!.AsArray().Where(item => item!["acceptance"] is not null))
        {
            foreach (var limit in item!["acceptance"]!["limits"]!.AsObject())
                limit.Value!["value"] = null;
        }

        return System.Text.Encoding.UTF8.GetBytes(method.ToJsonString());
    }

    private static async Task<Support.Laboratory> WithMethodAsync(bool isCompulsory = false, byte[]? method = null)
    {
        var laboratory = await Support.Laboratory.OpenAsync();
        if (method is not null)
        {
            var stored = await laboratory.The<ImportProcedure>().ExecuteAsync(laboratory.People.Checker, method, default);
            Assert.Empty(stored.Problems);
            Assert.Null((await laboratory.The<PublishProcedure>().ExecuteAsync(laboratory.People.Approver.Saying("示例"), stored.Stored.Value, default)).Refusal?.Code);
        }

        var saved = await laboratory.The<SaveUnit>().ExecuteAsync(
            laboratory.People.Technician,
            new(
                null, "示例充电运营有限公司", "示例市新能源路8号", "示例充电桩", "Example pile", "SIM-AC-7kW", Serial, "示例制造厂", "1 号车位", method is null ? Method : "SL-JZ 002-2026",
                new Dictionary<string, string> { ["accuracyClass"] = "1", ["nominalVoltage"] = "220", ["maximumCurrent"] = "32", ["registerResolution"] = "0.001", ["pulseConstant"] = "1000" },
                IsUnderCompulsoryVerification: isCompulsory),
            default);
        Assert.Null(saved.Refusal?.Code);
        return laboratory;
    }

    private static async Task<Core.Words.Outcome<Guid>> OpenAsync(Support.Laboratory laboratory, CalibrationTerms? terms) =>
        await laboratory.The<OpenVerification>().ExecuteAsync(laboratory.People.Technician, await laboratory.RequestAsync(Serial) with { Calibration = terms }, default);

    private static async Task SignAsync(Support.Laboratory laboratory, Guid id)
    {
        await laboratory.MovedAsync(laboratory.People.Of(Role.Technician), id, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Of(Role.Checker), id, VerificationStates.Check);
        await laboratory.MovedAsync(laboratory.People.Of(Role.Approver), id, VerificationStates.Approve);
    }
}
