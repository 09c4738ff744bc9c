using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>What is sent twice is done once.</summary>
public sealed partial class RepeatTests
{
    private static (string, string)[] Form(string name) =>
        [("NameZh", name), ("NameEn", "Example"), ("ClassificationCode", ""), ("Place", "实验楼"), ("RangeText", "(1～10) kN"), ("UncertaintyText", "0.3 级"), ("OwnerClass", "B"), ("MainEquipment", "1"), ("AuxiliaryEquipment", "2")];

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_thing_and_a_refused_one_can_be_mended()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var token = Token().Match(await planner.ReadRawAsync("/standards/new")).Groups[1].Value;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await planner.PostWithAsync(token, "/standards/new", Form(""))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await planner.PostWithAsync(token, "/standards/new", Form(""))).StatusCode);
        var (first, second) = (planner.PostWithAsync(token, "/standards/new", Form("甲")), planner.PostWithAsync(token, "/standards/new", Form("甲")));
        Assert.Equal((await first).Headers.Location, (await second).Headers.Location);
        Assert.Equal((await first).Headers.Location, (await planner.PostWithAsync(token, "/standards/new", Form("甲"))).Headers.Location);
        Assert.Single(await Named("甲"));

        // Other fields, or another form with the same fields, are meant.
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostWithAsync(token, "/standards/new", Form("乙"))).StatusCode);
        var another = Form("乙").Select(field => field.Item1 == "Place" ? ("Place", "2 号楼") : field).ToArray();
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostAsync("/standards/new", another)).StatusCode);
        Assert.Equal(2, (await Named("乙")).Count());
        // What nothing tells apart is refused, from whichever form it comes.
        Assert.Contains("standard.exists", await (await planner.PostAsync("/standards/new", another)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(2, (await Named("乙")).Count());

        async Task<IEnumerable<MeasurementStandard>> Named(string name) => (await laboratory.Get<StandardQueries>().AllAsync(default)).Where(one => one.NameZh == name);
    }

    [Fact]
    public async Task A_call_with_a_key_is_done_once_and_another_body_under_the_key_is_refused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Task<HttpResponseMessage> CallAsync(string? key, string name)
        {
            var content = JsonContent.Create(new { nameZh = name, nameEn = "Example", place = "实验楼", rangeText = "(1～10) kN", uncertaintyText = "0.3 级", ownerClass = "B", mainEquipment = new[] { 1 }, auxiliaryEquipment = new[] { 2 } });
            return SendAsync(planner, content, key);
        }

        var first = await CallAsync("a-1", "甲");
        Assert.True(first.IsSuccessStatusCode);
        var again = await CallAsync("a-1", "甲");
        Assert.Equal((first.StatusCode, first.Headers.Location, await first.Content.ReadAsStringAsync()), (again.StatusCode, again.Headers.Location, await again.Content.ReadAsStringAsync()));
        Assert.Contains(RepeatGate.DiffersCode, await (await CallAsync("a-1", "乙")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("web.bad-key", await (await CallAsync(new string('x', 201), "乙")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Without a key, or under another: the register has it already, and says where.
        foreach (var key in new[] { "a-2", null })
        {
            var there = await CallAsync(key, "甲");
            Assert.Equal(HttpStatusCode.Conflict, there.StatusCode);
            using var problem = System.Text.Json.JsonDocument.Parse(await there.Content.ReadAsStringAsync());
            Assert.StartsWith("/api/v1/standards/", problem.RootElement.GetProperty("see").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(1, (await laboratory.Get<StandardQueries>().AllAsync(default)).Count(one => one.NameZh is "甲" or "乙"));
    }

    /// <summary>A code that is shown once is not kept to be shown to whoever repeats the call.</summary>
    [Fact]
    public async Task A_code_that_is_shown_once_is_not_in_the_answer_to_a_repetition()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Task<HttpResponseMessage> DrawAsync() => SendAsync(administrator, JsonContent.Create(new { name = "hall-2" }), "k-1", "/api/v1/stations/codes");
        Assert.Contains("\"code\"", await (await DrawAsync()).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var again = await DrawAsync();
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("web.shown-once", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await laboratory.Get<App.Storage.Store>().ReadAsync(db => Task.FromResult(db.StationCodes.Count()), default));
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpContent content, string? key, string path = "/api/v1/standards")
    {
        using var session = System.Text.Json.JsonDocument.Parse(await visitor.ReadAsync("/api/v1/session"));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add(session.RootElement.GetProperty("header").GetString()!, session.RootElement.GetProperty("token").GetString());
        if (key is not null)
            request.Headers.Add(RepeatGate.Header, key);
        return await visitor.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
