using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

public sealed class EquipmentTests
{
    private static readonly (string, string)[] Filled =
        [("Code", "NEW-1"), ("NameZh", "新设备"), ("NameEn", "New instrument"), ("Manufacturer", "厂"), ("Model", "M"), ("SerialNumber", "S-9")];

    private static readonly (string, string)[] Certificate =
    [
        ("Number", "JZ-2026-9"), ("Issuer", "示例院"), ("IssuedOn", "2026-01-10"), ("ValidUntil", "2027-01-09"), ("Measurand", "voltage"),
        ("ExpandedUncertainty", "0.010"), ("Unit", "%"), ("CoverageFactor", "2"), ("UncertaintyText", "U = 0.010 %"),
    ];

    [Fact]
    public async Task An_instrument_is_entered_changed_and_found_by_its_label()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var path = (await visitor.PostAsync("/equipment/new", Filled)).Headers.Location!.OriginalString;
        Assert.Equal(path, (await visitor.GetAsync("/search?q=new-1")).Headers.Location?.OriginalString);
        Assert.Equal(path, (await visitor.PostAsync(path + "/edit", [.. Filled.Where(field => field.Item1 != "Model"), ("Model", "M2"), ("Version", "0"), ("Because", "型号写错")])).Headers.Location?.OriginalString);
        Assert.Contains("M2", await visitor.ReadAsync(path), StringComparison.Ordinal);
        var late = await visitor.PostAsync(path + "/edit", [.. Filled, ("Version", "0")]);
        Assert.Contains("storage.moved-on", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Code", "DEMO-REF-001", "equipment.code-taken")]
    [InlineData("Code", "", "input.required")]
    [InlineData("Code", "<b>x", "equipment.code-form")]
    [InlineData("SerialNumber", "", "input.required")]
    public async Task A_wrong_instrument_is_refused_at_its_field(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        await AssertRefusedAsync(visitor, "/equipment/new", [.. Filled.Where(one => one.Item1 != field), (field, value)], field, code);
    }

    [Fact]
    public async Task A_certificate_brings_an_instrument_into_force_on_its_days_only()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var path = (await visitor.PostAsync("/equipment/new", Filled)).Headers.Location!.OriginalString;
        Assert.Contains("\"standing\":\"Unknown\"", await visitor.ReadAsync("/api/v1" + path), StringComparison.Ordinal);
        await visitor.PostAsync(path + "/certificates/new", Certificate);
        var page = await visitor.ReadAsync(path);
        // The digits stay as they were typed.
        Assert.Contains("0.010\u202F%", page, StringComparison.Ordinal);
        foreach (var (day, standing) in new[] { ("2026-01-09", "NotYet"), ("2026-01-10", "Valid"), ("2027-01-09", "Expiring"), ("2027-01-10", "Expired") })
            Assert.Contains($"\"standing\":\"{standing}\"", await visitor.ReadAsync($"/api/v1{path}?on={day}"), StringComparison.Ordinal);
        var again = await visitor.PostAsync(path + "/certificates/new", Certificate);
        Assert.Contains("equipment.certificate-exists", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IssuedOn", "2026-02-30", "input.bad-date")]
    [InlineData("ValidUntil", "2025-12-31", "input.dates-reversed")]
    [InlineData("ExpandedUncertainty", "0,01", "input.bad-number")]
    [InlineData("ExpandedUncertainty", "-0.01", "equipment.bad-uncertainty")]
    [InlineData("CoverageFactor", "0", "equipment.bad-coverage-factor")]
    [InlineData("Unit", "furlong", "equipment.unknown-unit")]
    [InlineData("Measurand", "zz", "equipment.unknown-measurand")]
    [InlineData("Number", " ", "input.required")]
    public async Task A_wrong_certificate_is_refused_at_its_field(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync("/api/v1/equipment");
        await AssertRefusedAsync(visitor, "/equipment/1/certificates/new", [.. Certificate.Where(one => one.Item1 != field), (field, value)], field, code);
        Assert.Equal(before, await visitor.ReadAsync("/api/v1/equipment"));
    }

    [Fact]
    public async Task A_measurand_that_the_product_does_not_know_is_kept_as_written()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        (string, string)[] fields = [.. Certificate.Where(one => one.Item1 is not ("Measurand" or "Unit")), ("Measurand", "other"), ("OtherMeasurand", "压力"), ("Unit", "MPa")];
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/equipment/1/certificates/new", fields)).StatusCode);
        Assert.Contains("压力", await visitor.ReadAsync("/equipment/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_due_list_names_what_has_lapsed_what_lapses_and_what_is_unknown()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var page = await (await laboratory.SignInAsync(Role.Checker)).ReadAsync("/due");
        var (lapsed, soon, unknown) = (page.IndexOf("DEMO-REF-002", StringComparison.Ordinal), page.IndexOf("DEMO-PRT-001", StringComparison.Ordinal), page.IndexOf("DEMO-TH-002", StringComparison.Ordinal));
        Assert.True(0 < lapsed && lapsed < soon && soon < unknown, $"{lapsed} {soon} {unknown}");
    }

    private static async Task AssertRefusedAsync(Visitor visitor, string path, (string, string)[] fields, string field, string code)
    {
        var answer = await visitor.PostAsync(path, fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"id=\"{field}-error\"[^§]*?<code>{Regex.Escape(code)}</code>", await answer.Content.ReadAsStringAsync());
    }
}
