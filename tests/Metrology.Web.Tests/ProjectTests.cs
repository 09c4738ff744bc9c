using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Targets;

namespace Metrology.Web.Tests;

/// <summary>Building projects, forecasts, baselines and parts through pages and API.</summary>
public sealed partial class ProjectTests
{
    private static readonly object Body = new
    {
        nameZh = "示例装置",
        nameEn = "Example",
        kind = "New",
        ownerClass = "A",
        institution = "示例所",
        place = "x",
        rangeText = "x",
        uncertaintyText = "x",
    };

    /// <summary>Without scripts: what is typed to find a standard sends the form, which comes back with what was found and all that was typed, and saves nothing until it is sent with a choice.</summary>
    [Fact]
    public async Task A_form_finds_the_standard_that_it_does_not_offer()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var all = await laboratory.Get<StandardQueries>().AllAsync(default);
        Assert.True(all.Count > App.Lists.Choices.Most, "the demonstration has more standards than a form offers");
        var last = all[^1];
        Assert.DoesNotContain(Option(last.Id), await visitor.ReadAsync("/projects/new"), StringComparison.Ordinal);
        (string, string)[] typed = [("NameZh", "某某装置"), ("NameEn", "Example"), ("Kind", "New"), ("OwnerClass", "A"), ("Institution", "示例所"), ("Jurisdiction", "国家"), ("StandardId", "1"), ("Find", last.NameZh)];
        var answer = await visitor.PostFromAsync("/projects/new", "/projects/new", [.. typed, ("Found", "")]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("某某装置", page, StringComparison.Ordinal);
        Assert.Contains(Option(last.Id), page, StringComparison.Ordinal);
        Assert.Contains($"{Option(1)} selected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("某某装置", WebUtility.HtmlDecode(await visitor.ReadAsync("/projects?view=list")), StringComparison.Ordinal);
        // The button beside it only asks, also for what is answered already.
        var again = await visitor.PostFromAsync("/projects/new", "/projects/new", [.. typed, ("Found", last.NameZh), ("Seek", "1")]);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.DoesNotContain("某某装置", WebUtility.HtmlDecode(await visitor.ReadAsync("/projects?view=list")), StringComparison.Ordinal);
        // Answered, it is sent like any other form.
        var sent = await visitor.PostFromAsync("/projects/new", "/projects/new", [.. typed, ("Found", last.NameZh)]);
        Assert.NotEqual(HttpStatusCode.OK, sent.StatusCode);

        static string Option(int id) => $"<option value=\"{id}\"";
    }

    [Fact]
    public async Task A_program_builds_a_standard_stage_by_stage()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var made = await SendAsync(visitor, HttpMethod.Post, "/api/v1/projects", Body);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
        JsonElement answer = default;
        foreach (var stage in Enum.GetNames<Core.Planning.Building.BuildingStage>())
        {
            var saved = await SendAsync(visitor, HttpMethod.Patch, $"/api/v1/projects/{id}/stages/{stage}", new { actualFrom = "2026-01-05", actualTo = "2026-01-05", owner = "示例" });
            Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
            answer = await saved.Content.ReadFromJsonAsync<JsonElement>();
        }

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("current").ValueKind);
        var standard = answer.GetProperty("standardId").GetInt32();
        Assert.Contains("示例装置", await visitor.ReadAsync($"/standards/{standard}"), StringComparison.Ordinal);
        Assert.Contains($"/standards/{standard}", await visitor.ReadAsync($"/projects/{id}"), StringComparison.Ordinal);
        Assert.Contains(answer.GetProperty("limits").EnumerateArray(), limit => limit is var one && one.GetProperty("id").GetString() == "trial-run" && one.GetProperty("state").GetString() == "Broken");
    }

    [Theory]
    [InlineData("Procurement", """{"actualFrom":"2026-02-01","actualTo":"2026-01-31"}""", 422, "project.end-before-start")]
    [InlineData("Procurement", """{"actualTo":"2026-01-31"}""", 422, "project.end-without-start")]
    [InlineData("Procurement", """{"plannedFrom":"2026-02-30"}""", 400, "web.bad-request")]
    [InlineData("Acceptance", """{"actualFrom":"2026-01-31"}""", 422, "project.stage-too-early")]
    [InlineData("PublicCertificate", """{"notNeeded":true}""", 422, "project.public-certificate-needed")]
    [InlineData("Party", """{}""", 422, "project.no-such-stage")]
    public async Task A_stage_that_cannot_be_is_refused_by_name_and_changes_nothing(string stage, string body, int status, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync("/api/v1/projects/1");
        var answer = await SendAsync(visitor, HttpMethod.Patch, $"/api/v1/projects/1/stages/{stage}", JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal((status, code), ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
        Assert.Equal(before, await visitor.ReadAsync("/api/v1/projects/1"));
    }

    /// <summary>What a program does not say is not lost: PATCH keeps it, PUT asks for it.</summary>
    [Fact]
    public async Task A_stage_is_changed_in_part_or_replaced_whole_and_never_emptied_in_silence()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        const string Path = "/api/v1/projects/1/stages/Procurement";
        var whole = new
        {
            plannedFrom = "2026-01-05",
            plannedTo = "2026-03-01",
            actualFrom = (string?)null,
            actualTo = (string?)null,
            notNeeded = false,
            owner = "示例负责人",
            blocker = (string?)null,
            budget = 12.5,
            leastDays = 10,
            likelyDays = 20,
            greatestDays = 30,
        };
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Put, Path, whole)).StatusCode);
        var part = await SendAsync(visitor, HttpMethod.Put, Path, new { blocker = "等设备" });
        var said = await part.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((422, "project.stage-incomplete", "plannedFrom"), ((int)part.StatusCode, said.GetProperty("code").GetString(), said.GetProperty("field").GetString()));
        Assert.Contains("greatestDays", said.GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Patch, Path, new { blocker = "等设备" })).StatusCode);
        var stage = await StageAsync();
        Assert.Equal(("2026-01-05", "2026-03-01", "示例负责人", "等设备", 12.5, 20), (
            stage.GetProperty("plannedFrom").GetString(), stage.GetProperty("plannedTo").GetString(), stage.GetProperty("owner").GetString(), stage.GetProperty("blocker").GetString(),
            stage.GetProperty("budget").GetDouble(), stage.GetProperty("likelyDays").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Patch, Path, new { blocker = (string?)null })).StatusCode);
        Assert.Equal(JsonValueKind.Null, (await StageAsync()).GetProperty("blocker").ValueKind);
        Assert.Contains("project.stage-incomplete", await visitor.ReadAsync("/api/v1/openapi.json"), StringComparison.Ordinal);

        async Task<JsonElement> StageAsync() => JsonSerializer.Deserialize<JsonElement>(await visitor.ReadAsync("/api/v1/projects/1")).GetProperty("stages").EnumerateArray()
            .Single(one => one.GetProperty("stage").GetString() == "Procurement");
    }

    [Theory]
    [InlineData("/api/v1/projects/99", 404, "project.not-found")]
    [InlineData("/api/v1/targets/XX/forecast", 404, "target.not-found")]
    [InlineData("/api/v1/targets/LY-1/forecast?reading=coverage-rate", 422, "target.not-a-reading")]
    [InlineData("/api/v1/targets/LY-1/forecast?by=2029-02-30", 422, "input.bad-date")]
    [InlineData("/api/v1/targets/LY-1/forecast?renewal=101", 422, "forecast.bad-renewal")]
    [InlineData("/api/v1/targets/CD-3/forecast?renew=4711", 422, "forecast.unknown-id")]
    [InlineData("/api/v1/targets/CD-3/forecast?advance=4711", 422, "forecast.unknown-id")]
    [InlineData("/api/v1/targets/CD-3/forecast?delay=4711:5", 422, "forecast.unknown-id")]
    [InlineData("/api/v1/targets/LY-1/forecast?seed=-1", 422, "forecast.bad-seed")]
    [InlineData("/api/v1/targets/LY-1/forecast?delay=1:soon", 422, "forecast.bad-delay")]
    [InlineData("/api/v1/targets/LY-1/forecast?renew=all", 422, "forecast.bad-id")]
    [InlineData("/api/v1/targets/LY-1/forecast?add=many", 422, "forecast.bad-add")]
    [InlineData("/api/v1/targets/LY-1/forecast?surprise=1", 400, "web.query")]
    [InlineData("/api/v1/standards/in-force?from=2030-01-01&until=2029-01-01", 422, "forecast.bad-span")]
    public async Task A_question_that_cannot_be_answered_is_a_problem_with_a_code(string path, int status, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await (await laboratory.SignInAsync(Role.Planner)).GetAsync(path);
        Assert.Equal((status, code), ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_number_in_force_is_that_of_the_list_of_every_day()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var answer = JsonSerializer.Deserialize<JsonElement>(await visitor.ReadAsync("/api/v1/standards/in-force?until=2029-12-31"));
        foreach (var step in answer.GetProperty("steps").EnumerateArray().Take(12))
        {
            var rows = JsonSerializer.Deserialize<JsonElement>(await visitor.ReadAsync($"/api/v1/standards?state=in-force&on={step.GetProperty("on").GetString()}"));
            Assert.Equal(rows.GetProperty("items").GetArrayLength(), step.GetProperty("counted").GetInt32());
        }

        var cliff = answer.GetProperty("cliffs").EnumerateArray().First();
        Assert.Equal(cliff.GetProperty("standards").GetArrayLength(), StandardTests.Rows(await visitor.ReadAsync($"/planner/falls?on={cliff.GetProperty("lastDay").GetString()}")));
    }

    /// <summary>A minimum of each says what each needs, once somebody has listed them; what is not forecast says why.</summary>
    [Fact]
    public async Task A_minimum_of_each_institution_is_forecast_by_institution()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        const string ask = "JM-1a/forecast?by=2029-12-31&renewal=70";
        Assert.Equal("NoInstitutions", Of(await planner.ReadAsync("/api/v1/targets/" + ask)).GetProperty("notForecast").GetString());
        var institution = (await laboratory.Get<StandardQueries>().AllAsync(default)).Select(row => row.Institution).OfType<string>().GroupBy(one => one).MaxBy(group => group.Count())!.Key;
        foreach (var unit in new[] { institution, "示例空所" })
            Assert.Null((await laboratory.Get<DivideTarget>().AddAsync(new Actor(1, "示例", [Role.Planner]) { Because = "示例" }, new("JM-1a", unit, 150, "示例文件"), default)).Refusal?.Code);
        var answer = Of(await planner.ReadAsync("/api/v1/targets/" + ask));
        var each = answer.GetProperty("institutions").EnumerateArray().ToList();
        Assert.Equal([institution, "示例空所"], each.Select(one => one.GetProperty("name").GetString()));
        Assert.True(each[0].GetProperty("certain").GetInt32() > 0);
        Assert.Equal((0, answer.GetProperty("needed").GetDecimal(), 0d, 0d), (each[1].GetProperty("certain").GetInt32(), each[1].GetProperty("lacking").GetDecimal(), each[1].GetProperty("probability").GetDouble(), answer.GetProperty("probability").GetDouble()));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("notForecast").ValueKind);
        foreach (var (language, title, why) in new[] { ("zh", "对各机构的要求", "不预测：这个目标数的不是计量标准"), ("en", "What it needs of each institution", "No forecast: this target counts other things than standards") })
        {
            await planner.PostFromAsync("/targets", "/language", ("language", language), ("back", "/targets"));
            var page = WebUtility.HtmlDecode(await planner.ReadAsync("/targets/" + ask));
            Assert.Contains(title, page, StringComparison.Ordinal);
            Assert.Contains("示例空所", page, StringComparison.Ordinal);
            Assert.Contains(why, WebUtility.HtmlDecode(await planner.ReadAsync("/targets/JM-3/forecast?by=2029-12-31")), StringComparison.Ordinal);
        }

        static JsonElement Of(string json) => JsonSerializer.Deserialize<JsonElement>(json);
    }

    [Fact]
    public async Task What_if_of_the_page_is_what_if_of_the_api_and_changes_no_register()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var projects = await visitor.ReadAsync("/api/v1/projects");
        var plain = Of(await visitor.ReadAsync("/api/v1/targets/LY-1/forecast?by=2029-12-31&renewal=70"));
        var asked = Of(await visitor.ReadAsync("/api/v1/targets/LY-1/forecast?by=2029-12-31&renewal=70&add=15&delay=1:400,2:0&advance=2"));
        Assert.Equal(plain.GetProperty("probability").GetDouble(), asked.GetProperty("plainProbability").GetDouble());
        Assert.True(asked.GetProperty("probability").GetDouble() > plain.GetProperty("probability").GetDouble());
        var page = await visitor.ReadAsync("/targets/LY-1/forecast?by=2029-12-31&renewal=70&add=15&delay-1=400&delay-2=&advance=2");
        var shown = (asked.GetProperty("probability").GetDouble() * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"target-count\">{shown} %", page, StringComparison.Ordinal);
        Assert.Equal(projects, await visitor.ReadAsync("/api/v1/projects"));

        static JsonElement Of(string json) => JsonSerializer.Deserialize<JsonElement>(json);
    }

    [Fact]
    public async Task A_planner_begins_with_the_overview_and_a_verifier_with_the_places()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var overview = await (await laboratory.SignInAsync(Role.Planner)).ReadAsync("/");
        Assert.Contains("count-card", overview, StringComparison.Ordinal);
        Assert.Equal(2, ProjectLinks().Matches(overview).Select(match => match.Value).Append("href=\"/projects\"").Distinct().Count()); // the one that is late
        Assert.DoesNotContain("count-card", await (await laboratory.SignInAsync(Role.Technician)).ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_and_parts_are_entered_shown_and_refused_at_their_field()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains("id=\"rules\"", await visitor.ReadAsync("/targets/JM-2"), StringComparison.Ordinal);
        var refused = await visitor.PostAsync("/targets/JM-2/baseline", ("Number", "200"), ("On", "2015-12-31"), ("Source", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("id=\"Source-error\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/targets/JM-2/baseline", ("Number", "200"), ("On", "2015-12-31"), ("Source", "示例统计"), ("BaselineBecause", "示例原因"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/targets/JM-2/parts", ("PartUnit", "示例区"), ("PartNumber", "240"), ("PartSource", "示例分解表"))).StatusCode);
        var answer = JsonSerializer.Deserialize<JsonElement>(await visitor.ReadAsync("/api/v1/targets/JM-2"));
        Assert.Equal(200, answer.GetProperty("baseline").GetProperty("number").GetDecimal());
        Assert.Equal("示例区", answer.GetProperty("parts")[0].GetProperty("unit").GetString());
        Assert.NotEqual(0, answer.GetProperty("rules").GetArrayLength());
        var page = await visitor.ReadAsync("/targets/JM-2");
        Assert.Contains("示例统计", page, StringComparison.Ordinal);
        Assert.Contains("示例分解表", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("href=\"/projects/\\d+\"")]
    private static partial Regex ProjectLinks();

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, object body) => PlanningApiTests.SendAsync(visitor, method, path, body);
}
