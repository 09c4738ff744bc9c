using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Web.Demonstration;

namespace Metrology.Web.Tests;

/// <summary>An order for a calibration through the pages: method, instrument, terms.</summary>
public sealed class CalibrationTests
{
    private const string Serial = "CAL-0001";

    [Fact]
    public async Task The_terms_of_an_order_are_kept_and_shown_in_both_languages()
    {
        await using var laboratory = await WithMethodAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/units/new", Unit("false"))).StatusCode);
        var opened = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", Serial), ("Conformity", "stated"), ("IntervalMonths", "12")));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var id = Guid.Parse(opened.Headers.Location!.OriginalString.Split('/')[2]);

        Assert.Equal(new CalibrationTerms(true, 12), (await laboratory.Get<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value.Verification.Calibration);
        var page = await visitor.ReadAsync($"/verifications/{id}");
        Assert.Contains("校准: 按规范的判定规则声明；复校间隔 12 个月", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_sampling_and_results_of_others_are_kept_and_shown_in_both_languages()
    {
        await using var laboratory = await WithMethodAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        await visitor.PostAsync("/units/new", Unit("false"));
        var opened = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(
            visitor, ("SerialNumber", Serial), ("ReceivedOn", "2026-01-05"), ("SampledBy", "示例丙"), ("SamplingMethod", "示例计划"), ("SampledOn", "2026-01-04"), ("ExternalResults", "由示例实验室提供")));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var address = $"/verifications/{opened.Headers.Location!.OriginalString.Split('/')[2]}";
        var page = WebUtility.HtmlDecode(await visitor.ReadAsync(address));
        Assert.All(["接收日期", "2026-01-05", "由 示例丙 于 2026年01月04日 抽样", "由示例实验室提供"], part => Assert.Contains(part, page, StringComparison.Ordinal));
        visitor.AcceptLanguage = "en";
        var english = WebUtility.HtmlDecode(await visitor.ReadAsync(address));
        Assert.All(["Date of receipt", "Sampled by 示例丙 on 2026-01-04", "Results from external providers"], part => Assert.Contains(part, english, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IntervalMonths", "zwölf", "calibration.interval")]
    [InlineData("IntervalMonths", "0", "calibration.interval")]
    [InlineData("IntervalMonths", "121", "calibration.interval")]
    [InlineData("ReceivedOn", "2149-12-31", "receipt.after-work")]
    [InlineData("ReceivedOn", "yesterday", "input.bad-date")]
    [InlineData("SampledBy", "示例丙", "sampling.incomplete", "SamplingMethod")]
    [InlineData("ExternalResults", "示例 \U0001F600", "certificate.unprintable")]
    public async Task What_is_wrong_is_said_beside_its_field(string field, string value, string code, string? beside = null)
    {
        await using var laboratory = await WithMethodAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        await visitor.PostAsync("/units/new", Unit("false"));
        var answer = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", Serial), (field, value)));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{beside ?? field}-error\"", page, StringComparison.Ordinal);
        Assert.Contains(code, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instrument_under_compulsory_verification_is_refused_and_a_verification_has_no_terms()
    {
        await using var laboratory = await WithMethodAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        await visitor.PostAsync("/units/new", Unit("true"));
        var compulsory = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", Serial)));
        Assert.Contains("calibration.compulsory", await compulsory.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var verification = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", "SIM-EV-0003"), ("Conformity", "stated")));
        Assert.Contains("calibration.not-a-calibration", await verification.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>A test report of the demonstration: bench, review in both languages and over the API, certificate page, public check.</summary>
    [Fact]
    public async Task The_test_of_the_demonstration_becomes_a_report()
    {
        await using var laboratory = await Laboratory.StartAsync(speed: Laboratory.Hurry);
        var people = await DemoPeople.FindAsync(laboratory.Get<LaboratoryQueries>(), CancellationToken.None);
        var request = await DemoRequest.OfAsync(laboratory.App.Services, "SIM-EV-0006", CancellationToken.None);
        Assert.Null((await HeadlessScenario.Create(laboratory.App.Services).SubmitAsync(people, request, _ => { }, CancellationToken.None)).Refusal?.Code);
        var id = await laboratory.RecordOfAsync("SIM-EV-0006");
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Contains("检测: 不作符合性声明", await checker.ReadAsync($"/verifications/{id}"), StringComparison.Ordinal);
        // Without a public address the paper bears number and code alone, and the review says so.
        Assert.Contains("没有配置公众查询地址", await checker.ReadAsync($"/reviews/{id}"), StringComparison.Ordinal);
        Assert.Contains("lint.check-address-missing", await checker.ReadAsync($"/api/v1/reviews/{id}"), StringComparison.Ordinal);
        checker.AcceptLanguage = "en";
        Assert.Contains("No check address is configured", await checker.ReadAsync($"/reviews/{id}"), StringComparison.Ordinal);
        await checker.PostFromAsync($"/reviews/{id}", $"/reviews/{id}/check");
        var approver = await laboratory.SignInAsync(Role.Approver);
        await approver.PostFromAsync($"/reviews/{id}", $"/reviews/{id}/approve-and-issue");

        var issued = (await laboratory.Get<Metrology.App.Certificates.CertificateQueries>().OfVerificationAsync(id, CancellationToken.None))!;
        Assert.StartsWith("MN-JC-", issued.Number, StringComparison.Ordinal);
        Assert.Equal("", issued.Document.CheckAddress);
        Assert.Contains("检测报告", await approver.ReadAsync($"/certificates/{issued.Number}"), StringComparison.Ordinal);
        Assert.Contains(issued.Number, await approver.ReadAsync("/certificates?kind=TestReport"), StringComparison.Ordinal);
        var stranger = await laboratory.Visit().ReadAsync($"/check/{issued.Number}?code={issued.CheckCode}");
        Assert.Contains("检测报告没有有效期", stranger, StringComparison.Ordinal);
        Assert.DoesNotContain("不合格", stranger, StringComparison.Ordinal);
        var text = Pdf.Reading.PdfReader.Open(issued.Pdf).Text;
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.Contains("请向本机构核对证书编号和校验码", text, StringComparison.Ordinal);
    }

    /// <summary>The pile of the demonstration that is calibrated: from the simulated bench to certificate and original record.</summary>
    [Fact]
    public async Task The_calibration_of_the_demonstration_runs_on_its_bench()
    {
        await using var laboratory = await Laboratory.StartAsync(speed: Laboratory.Hurry);
        var people = await DemoPeople.FindAsync(laboratory.Get<LaboratoryQueries>(), CancellationToken.None);
        var request = await DemoRequest.OfAsync(laboratory.App.Services, "SIM-EV-0005", CancellationToken.None);
        Assert.Null((await HeadlessScenario.Create(laboratory.App.Services).SubmitAsync(people, request, _ => { }, CancellationToken.None)).Refusal?.Code);
        var id = await laboratory.RecordOfAsync("SIM-EV-0005");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));

        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Contains($"/verifications/{id}/record.pdf", await visitor.ReadAsync($"/verifications/{id}"), StringComparison.Ordinal);
        foreach (var path in new[] { $"/verifications/{id}/record.pdf", $"/api/v1/verifications/{id}/pdf" })
        {
            var text = Pdf.Reading.PdfReader.Open(await (await visitor.GetAsync(path)).Content.ReadAsByteArrayAsync()).Text;
            Assert.Contains("SL-JZ 001-2026", text, StringComparison.Ordinal);
            Assert.Contains("SIM-EV-0005", text, StringComparison.Ordinal);
        }
    }

    private static async Task<Laboratory> WithMethodAsync()
    {
        // The demonstration has the example of a calibration method.
        return await Laboratory.StartAsync();
    }

    private static (string, string)[] Unit(string isCompulsory) =>
    [
        ("CustomerName", "示例委托单位"), ("CustomerAddress", "示例路1号"), ("NameZh", "示例充电桩"), ("NameEn", "Example pile"), ("Model", "SIM-AC-7kW"), ("SerialNumber", Serial),
        ("Manufacturer", "示例制造厂"), ("Location", "1号车位"), ("Procedure", "SL-JZ 001-2026"), ("IsUnderCompulsoryVerification", isCompulsory),
        ("Nameplate.accuracyClass", "1"), ("Nameplate.nominalVoltage", "220"), ("Nameplate.maximumCurrent", "32"), ("Nameplate.registerResolution", "0.001"), ("Nameplate.pulseConstant", "1000"),
    ];
}
