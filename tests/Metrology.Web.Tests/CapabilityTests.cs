using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>Capabilities (CMC) through the pages and the API, and what is typed and cannot be printed, over both.</summary>
public sealed class CapabilityTests
{
    private static (string, string)[] Form(string uncertainty) =>
    [
        ("Measurand", "voltage"), ("StandardId", ""), ("Uncertainty", uncertainty), ("Unit", "V"), ("CoverageFactor", "2"), ("RangeFrom", "10"), ("RangeTo", "500"), ("RangeUnit", "V"),
        ("RangeOf", ""), ("Source", "SL-7（示例）"), ("ValidFrom", "2026-01-01"), ("ValidUntil", ""),
    ];

    [Fact]
    public async Task A_planner_registers_one_and_ends_it_and_others_read_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var added = await planner.PostAsync("/capabilities/new", Form("0.05"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var path = added.Headers.Location!.OriginalString;
        Assert.All(["SL-7（示例）", "10 ～ 500 V", "k = 2", "整个机构"], text => Assert.Contains(text, planner.ReadAsync(path).Result, StringComparison.Ordinal));

        var technician = await laboratory.SignInAsync(Role.Technician);
        technician.AcceptLanguage = "en";
        var list = await technician.ReadAsync("/capabilities");
        Assert.All(["Capabilities (CMC)", "In force", "The whole institution", "every value"], text => Assert.Contains(text, list, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await technician.PostFromAsync(path, path + "/end", ("LastDay", "2026-01-01"), ("Because", "x"))).StatusCode);

        var without = await planner.PostFromAsync(path, path + "/end", ("LastDay", "2025-12-31"), ("Because", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/end", ("LastDay", "2025-12-31"), ("Because", "登记有误"))).StatusCode);
        Assert.All(["不在有效期", "登记有误", "2025-12-31"], text => Assert.Contains(text, planner.ReadAsync(path).Result, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Uncertainty", "viel", "input.bad-number")]
    [InlineData("Uncertainty", "0", "capability.not-positive")]
    [InlineData("Unit", "kg", "capability.unknown-unit")]
    [InlineData("Measurand", "voltag", "capability.unknown-measurand")]
    [InlineData("Source", "示例\U0001F697", "certificate.unprintable")]
    [InlineData("RangeFrom", "900", "capability.range-empty")]
    public async Task What_is_wrong_is_said_beside_its_field(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var answer = await planner.PostAsync("/capabilities/new", [.. Form("0.05").Select(pair => pair.Item1 == field ? (field, value) : pair)]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.Contains(code, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_do_the_same()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var body = new { measurand = "voltage", uncertainty = 0.05m, unit = "V", coverageFactor = 2m, source = "SL-7", validFrom = "2026-01-01" };
        var id = (await JsonAsync(await SendAsync(planner, HttpMethod.Post, "/api/v1/capabilities", body))).GetProperty("id").GetInt32();
        Assert.Equal("capability.exists", await CodeAsync(await SendAsync(planner, HttpMethod.Post, "/api/v1/capabilities", body)));
        Assert.Equal("capability.unknown-measurand", await CodeAsync(await SendAsync(planner, HttpMethod.Post, "/api/v1/capabilities", new { measurand = "voltag" })));
        Assert.Equal("capability.no-reason", await CodeAsync(await SendAsync(planner, HttpMethod.Post, $"/api/v1/capabilities/{id}/end", new { lastDay = "2026-02-01" })));
        await SendAsync(planner, HttpMethod.Post, $"/api/v1/capabilities/{id}/end", new { lastDay = "2026-02-01", because = "示例" });
        var one = await JsonAsync(await planner.GetAsync($"/api/v1/capabilities/{id}"));
        Assert.Equal(("2026-02-01", "示例"), (one.GetProperty("endedOn").GetString(), one.GetProperty("endedBecause").GetString()));
        Assert.Contains((await JsonAsync(await planner.GetAsync("/api/v1/capabilities"))).EnumerateArray(), row => row.GetProperty("id").GetInt32() == id);
        Assert.Equal("capability.not-found", await CodeAsync(await planner.GetAsync("/api/v1/capabilities/4711")));
    }

    /// <summary>A name that no paper can say comes back from its own field, not from the approval weeks later.</summary>
    [Fact]
    public async Task What_cannot_be_printed_is_refused_at_the_edge_over_pages_and_API()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        var saved = await SendAsync(technician, HttpMethod.Put, "/api/v1/units/1", new
        {
            customer = "示例单位",
            customerAddress = "示例路",
            nameZh = "\u0645\u0642\u064A\u0627\u0633",
            nameEn = "x",
            model = "x",
            serialNumber = "x",
            manufacturer = "x",
            location = "x",
            procedure = "JJG 1148-2022",
        });
        var problem = await JsonAsync(saved);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "certificate.right-to-left", "nameZh"), (saved.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.Contains("U+0645", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var page = await technician.PostFromAsync("/customers/1", "/customers/1", ("Name", "示例\U0001F697"), ("Address", "示例路"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        Assert.Contains("id=\"Name-error\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_address_of_a_known_customer_is_refused_with_the_registered_one()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        var unit = System.Text.Json.Nodes.JsonNode.Parse(await (await technician.GetAsync("/api/v1/units/1")).Content.ReadAsStringAsync())!;
        var registered = unit["customerAddress"]!.GetValue<string>();
        foreach (var name in new[] { "id", "isDemonstration" })
            unit.AsObject().Remove(name);
        unit["customerAddress"] = "别处 1 号";
        var problem = await JsonAsync(await SendAsync(technician, HttpMethod.Put, "/api/v1/units/1", unit));
        Assert.Equal(("customer.other-address", "customerAddress"), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
        Assert.Contains(registered, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, object body)
    {
        var token = await JsonAsync(await visitor.GetAsync("/api/v1/session"));
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        return await visitor.SendAsync(request);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await JsonAsync(answer)).GetProperty("code").GetString();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
