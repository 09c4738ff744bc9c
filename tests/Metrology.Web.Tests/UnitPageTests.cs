using System.Net;
using Metrology.App.Customers;
using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed class UnitPageTests
{
    private static (string, string)[] Unit(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["CustomerName"] = "新送检单位",
            ["CustomerAddress"] = "新路1号",
            ["NameZh"] = "交流充电桩",
            ["NameEn"] = "AC charging pile",
            ["Model"] = "AC-7",
            ["SerialNumber"] = "NEW-0001",
            ["Manufacturer"] = "某厂",
            ["Location"] = "1号车位",
            ["Procedure"] = "JJG 1148-2022",
            ["Nameplate.accuracyClass"] = "2",
            ["Nameplate.nominalVoltage"] = "220",
            ["Nameplate.maximumCurrent"] = "32",
            ["Nameplate.registerResolution"] = "0.001",
            ["Nameplate.pulseConstant"] = "1000",
            ["Nameplate.timeOfUse"] = "false",
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return [.. fields.Select(pair => (pair.Key, pair.Value))];
    }

    [Fact]
    public async Task A_unit_is_entered_with_a_new_customer_changed_and_found()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        // A procedure asks for its nameplate; before one is chosen there is none.
        Assert.DoesNotContain("name=\"Nameplate.", await visitor.ReadAsync("/units/new"), StringComparison.Ordinal);
        Assert.Contains("name=\"Nameplate.maximumCurrent\"", await visitor.ReadAsync("/units/nameplate?Procedure=JJG+1148-2022"), StringComparison.Ordinal);
        var made = await visitor.PostAsync("/units/new", Unit());
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var path = made.Headers.Location!.OriginalString;
        var page = await visitor.ReadAsync(path);
        Assert.Matches("<option value=\"2\" selected", page);
        Assert.Contains("还没有检定过", page, StringComparison.Ordinal);

        var changed = await visitor.PostAsync(path, Unit(("Location", "2号车位"), ("Version", Version(page))));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("2号车位", await visitor.ReadAsync(path), StringComparison.Ordinal);
        // A page that was opened before the change saves nothing over it.
        var stale = await visitor.PostAsync(path, Unit(("Location", "3号车位"), ("Version", Version(page))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
        Assert.Contains("storage.moved-on", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Contains("NEW-0001", await visitor.ReadAsync("/units?q=新送检"), StringComparison.Ordinal);
        Assert.Equal(path, (await visitor.GetAsync("/search?q=new-0001")).Headers.Location!.OriginalString);
        Assert.Contains("没有被检器具", await visitor.ReadAsync("/units?q=%25"), StringComparison.Ordinal);
        Assert.Contains("新送检单位", await visitor.ReadAsync("/customers"), StringComparison.Ordinal);

        static string Version(string page) => System.Text.RegularExpressions.Regex.Match(page, "name=\"Version\" value=\"(\\d+)\"").Groups[1].Value;
    }

    [Theory]
    [InlineData("SerialNumber", "")]
    [InlineData("CustomerName", "")]
    [InlineData("Nameplate.accuracyClass", "0.5")]
    [InlineData("Nameplate.maximumCurrent", "32 A")]
    [InlineData("Nameplate.maximumCurrent", "0")]
    [InlineData("Nameplate.registerResolution", "")]
    public async Task What_is_wrong_is_said_at_its_field_and_enters_nothing(string field, string value)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var answer = await visitor.PostAsync("/units/new", Unit((field, value)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"1号车位\"", page, StringComparison.Ordinal);
        Assert.Equal(DemonstrationData.Current.Units.Count, (await laboratory.App.Services.GetRequiredService<UnitQueries>().AllAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task The_same_number_of_the_same_manufacturer_is_entered_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        await visitor.PostAsync("/units/new", Unit());
        var second = await visitor.PostAsync("/units/new", Unit());
        Assert.Contains("customer.unit-exists", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/units/new", Unit(("Manufacturer", "另一厂")))).StatusCode);
        // Two units with one number: the form asks which is meant, the button on the unit says it.
        var open = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", "NEW-0001")));
        Assert.Contains("customer.unit-ambiguous", await open.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var unit = (await laboratory.App.Services.GetRequiredService<UnitQueries>().WithSerialAsync("NEW-0001", CancellationToken.None))[1];
        var meant = await visitor.PostAsync("/verifications/new", await Technician.FormAsync(visitor, ("SerialNumber", "NEW-0001"), ("UnitId", $"{unit.Id}")));
        Assert.Equal(HttpStatusCode.Redirect, meant.StatusCode);
    }

    [Fact]
    public async Task A_customer_is_renamed_but_not_to_the_name_of_another()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        await visitor.PostAsync("/units/new", Unit());
        var taken = await visitor.PostAsync("/customers/1", ("Name", "新送检单位"), ("Address", "某路"));
        Assert.Contains("customer.name-taken", await taken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var empty = await visitor.PostAsync("/customers/1", ("Name", ""), ("Address", "某路"));
        Assert.Contains("Name-error", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await visitor.PostAsync("/customers/1", ("Name", "改名单位"), ("Address", "某路"));
        Assert.Contains("改名单位", await visitor.ReadAsync("/customers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_look_and_cannot_change()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Contains("<fieldset disabled", await checker.ReadAsync("/units/1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.PostFromAsync("/units/1", "/units/1", Unit())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await checker.GetAsync("/units/999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await checker.GetAsync("/customers/999")).StatusCode);
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync("/units")).StatusCode);
    }
}
