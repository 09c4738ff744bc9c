using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>Targets entered, corrected, withdrawn and imported through pages and API.</summary>
public sealed partial class TargetEntryTests
{
    private static readonly (string, string)[] Typed =
    [
        ("Id", "XX-1"), ("Place", "示例市"), ("Document", "示例市计量发展规划"), ("File", "plan.txt"), ("Line", "7"), ("Quote", "到2027年,建立社会公用计量标准70项以上。"), ("Operator", "≥"), ("Number", "70"), ("Unit", "项 社会公用计量标准"),
        ("Scope", "示例市全市"), ("Counts", "measurement-standard"), ("Kind", "stock-at-date"), ("AlternativeKinds", "newly-built-in-period"), ("DueText", "到2027年"), ("Because", "局长会议纪要"),
    ];

    private static readonly object Body = new
    {
        id = "XX-1",
        place = "示例市",
        document = "示例市计量发展规划",
        file = "plan.txt",
        line = 7,
        quote = "到2027年,建立社会公用计量标准70项以上。",
        @operator = "≥",
        number = "70",
        unit = "项 社会公用计量标准",
        scope = "示例市全市",
        counts = "measurement-standard",
        kind = "stock-at-date",
        alternativeKinds = Array.Empty<string>(),
        dueText = "到2027年",
    };

    [Fact]
    public async Task A_planner_enters_a_target_on_its_page_corrects_it_and_withdraws_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        foreach (var (changes, field, code) in new (string, string, string)[]
        {
            ("Number=", "Number", "target.without-number"), ("DueDate=2027-02-30", "DueDate", "input.bad-date"), ("DueText=到2027年2月30日", "DueText", "target.impossible-day"), ("Number=80;Upper=70;Operator=range", "Upper", "target.range-reversed"),
            ("Kind=coverage-rate;Counts=coverage-rate;Unit=%;AlternativeKinds=;Number=70", "Denominator", "target.rate-without-denominator"), ("Kind=per-institution-minimum", "Scope", "target.scope-not-of-kind"),
            ("Because=", "Because", "target.no-reason"), ("Line=x", "Line", "target.no-line"), ("Counts=", "Counts", "input.required"), ("AlternativeKinds=total", "AlternativeKinds", "target.unit-not-of-kind"),
        })
        {
            var typed = Typed.ToDictionary(one => one.Item1, one => one.Item2);
            foreach (var change in changes.Split(';'))
                typed[change.Split('=')[0]] = change.Split('=')[1];
            var wrong = await visitor.PostFromAsync("/targets/new", "/targets/new", [.. typed.Select(one => (one.Key, one.Value))]);
            var said = await wrong.Content.ReadAsStringAsync();
            Assert.True(wrong.StatusCode == HttpStatusCode.UnprocessableEntity && said.Contains(code, StringComparison.Ordinal), $"{changes}: {wrong.StatusCode} {Codes().Match(said).Value}");
            Assert.Contains($"id=\"{field}-error\"", said, StringComparison.Ordinal);
        }

        Assert.Equal("/targets/XX-1", (await visitor.PostFromAsync("/targets/new", "/targets/new", Typed)).Headers.Location?.OriginalString);
        var page = WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/XX-1"));
        Assert.Contains("示例市 · 示例市计量发展规划 · plan.txt · 第 7 行", page, StringComparison.Ordinal);
        Assert.Contains("局长会议纪要", page, StringComparison.Ordinal);
        Assert.Contains("2027-12-31", page, StringComparison.Ordinal);
        Assert.Contains("/targets/XX-1", await visitor.ReadAsync("/planner"), StringComparison.Ordinal);
        Assert.Contains("plan.txt", await visitor.ReadAsync("/targets/export.csv"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/targets/XX-1/forecast")).StatusCode);
        Assert.Contains("target.exists", await (await visitor.PostFromAsync("/targets/new", "/targets/new", Typed)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The page of a correction holds what is there; only what is typed anew changes, and why is demanded.
        var form = WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/XX-1/edit"));
        Assert.Contains("value=\"plan.txt\"", form, StringComparison.Ordinal);
        (string, string)[] corrected = [.. Typed.Where(one => one.Item1 is not ("Id" or "Because" or "File")), ("File", "plan-2.txt")];
        var silent = await visitor.PostFromAsync("/targets/XX-1/edit", "/targets/XX-1/edit", corrected);
        Assert.Contains("parameter.no-reason", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/targets/XX-1", (await visitor.PostFromAsync("/targets/XX-1/edit", "/targets/XX-1/edit", [.. corrected, ("Because", "文件改名")])).Headers.Location?.OriginalString);
        page = WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/XX-1"));
        Assert.Contains("原文文件名: plan-2.txt", page, StringComparison.Ordinal);
        Assert.Contains("文件改名", page, StringComparison.Ordinal);
        Assert.Contains("原文文件名: plan.txt", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/targets/XX-1", "/targets/XX-1/withdrawal")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync("/targets/XX-1", "/targets/XX-1/withdrawal", ("WithdrawalBecause", "文件废止"))).StatusCode);
        Assert.DoesNotContain("/targets/XX-1", await visitor.ReadAsync("/targets"), StringComparison.Ordinal);
        Assert.Contains("/targets/XX-1", await visitor.ReadAsync("/targets?withdrawn=true"), StringComparison.Ordinal);
        Assert.DoesNotContain("/targets/XX-1", await visitor.ReadAsync("/planner"), StringComparison.Ordinal);
        Assert.Contains("文件废止", WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/XX-1")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync("/targets/XX-1", "/targets/XX-1/restoration", ("WithdrawalBecause", "误撤"))).StatusCode);
        Assert.Contains("/targets/XX-1", await visitor.ReadAsync("/targets"), StringComparison.Ordinal);
    }

    /// <summary>The form keeps what came with the product, meanings and rules and all, when nothing is changed.</summary>
    [Theory]
    [InlineData("CD-4")]
    [InlineData("JM-4")]
    [InlineData("HN-1")]
    public async Task A_shipped_target_saved_as_it_is_stays_as_it_is(string id)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync($"/api/v1/targets/{id}");
        var form = await visitor.ReadAsync($"/targets/{id}/edit");
        (string, string)[] fields =
        [
            .. Inputs().Matches(form).Where(one => !one.Value.Contains("checkbox", StringComparison.Ordinal) || one.Value.Contains("checked", StringComparison.Ordinal)).Select(one => (Name().Match(one.Value).Groups[1].Value, Value().Match(one.Value).Groups[1].Value))
                .Where(one => one.Item1 is not ("" or "__RequestVerificationToken" or "q" or "Because")),
            .. Areas().Matches(form).Select(one => (one.Groups[1].Value, one.Groups[2].Value)),
            .. Selects().Matches(form).Select(one => (one.Groups[1].Value, Chosen().Match(one.Groups[2].Value).Groups[1].Value)),
        ];
        var saved = await visitor.PostFromAsync($"/targets/{id}/edit", $"/targets/{id}/edit", [.. fields.Select(one => (one.Item1, WebUtility.HtmlDecode(one.Item2))), ("Because", "核对")]);
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, Codes().Match(await saved.Content.ReadAsStringAsync()).Value);
        using var was = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(await visitor.ReadAsync($"/api/v1/targets/{id}"));
        foreach (var member in was.RootElement.EnumerateObject().Where(one => one.Name is not "version"))
            Assert.True(JsonElement.DeepEquals(member.Value, now.RootElement.GetProperty(member.Name)), $"{member.Name}: {now.RootElement.GetProperty(member.Name)}");
    }

    [Fact]
    public async Task A_program_enters_corrects_and_withdraws_a_target_and_hears_the_rule()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var made = await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets", Body);
        Assert.Equal((HttpStatusCode.Created, "/api/v1/targets/XX-1"), (made.StatusCode, made.Headers.Location?.OriginalString));
        var answer = JsonSerializer.Deserialize<JsonElement>(await visitor.ReadAsync("/api/v1/targets/XX-1"));
        Assert.Equal(("plan.txt", 7, "measurement-standard", "2027-12-31"), (answer.GetProperty("file").GetString(), answer.GetProperty("line").GetInt32(), answer.GetProperty("counts").GetString(), answer.GetProperty("due").GetString()));
        var twice = await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets", Body);
        Assert.Equal((409, "target.exists", "/api/v1/targets/XX-1"), ((int)twice.StatusCode, await Member(twice, "code"), await Member(twice, "see")));
        var same = await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets", With("""{"id":"XX-2"}"""));
        Assert.Equal((409, "target.same"), ((int)same.StatusCode, await Member(same, "code")));
        foreach (var (changes, field, code) in new (string, string, string)[]
        {
            ("""{"id":"XX-3","number":null}""", "number", "target.without-number"), ("""{"id":"XX-3","upper":"60","operator":"range"}""", "upper", "target.range-reversed"), ("""{"id":"XX-3","kind":"luck"}""", "kind", "target.contradiction"),
            ("""{"id":"XX-3","meanings":[null,{"letter":"A"}]}""", "meanings", "target.meanings"), ("""{"id":"XX-3","alternativeKinds":[null,"total"]}""", "alternativeKinds", "target.unit-not-of-kind"), ("""{"id":null}""", "id", "input.required"),
            ("""{"id":"XX-3","dueDate":"2028-01-01"}""", "dueText", "target.contradiction"), ("""{"id":"XX-3","classes":["Z"]}""", "classes", "target.contradiction"),
        })
        {
            var wrong = await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets", With(changes));
            Assert.Equal((changes, 422, field, code), (changes, (int)wrong.StatusCode, await Member(wrong, "field"), await Member(wrong, "code")));
        }

        Assert.Equal("parameter.no-reason", await Member(await SendAsync(visitor, HttpMethod.Put, "/api/v1/targets/XX-1", With("""{"line":8}""")), "code"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Put, "/api/v1/targets/XX-1", With("""{"line":8,"because":"行号抄错","version":0}"""))).StatusCode);
        Assert.Equal(409, (int)(await SendAsync(visitor, HttpMethod.Put, "/api/v1/targets/XX-1", With("""{"line":9,"because":"行号抄错","version":0}"""))).StatusCode);
        Assert.Equal("target.no-reason", await Member(await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets/XX-1/withdrawal", new { because = "" }), "code"));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, HttpMethod.Post, "/api/v1/targets/XX-1/withdrawal", new { because = "文件废止" })).StatusCode);
        Assert.Contains("\"withdrawnBecause\":\"文件废止\"", await visitor.ReadAsync("/api/v1/targets?withdrawn=true"), StringComparison.Ordinal);
        Assert.DoesNotContain("XX-1", await visitor.ReadAsync("/api/v1/targets"), StringComparison.Ordinal);
        Assert.Equal(403, (int)(await SendAsync(await laboratory.SignInAsync(Role.Technician), HttpMethod.Post, "/api/v1/targets", Body)).StatusCode);
    }

    [Fact]
    public async Task A_file_is_checked_first_and_taken_whole()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var shipped = await visitor.ReadAsync("/targets/file");
        using var entries = JsonDocument.Parse(shipped);
        Assert.Equal("000_21bdf98a73947fe6.txt", entries.RootElement.GetProperty("entries").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "LY-1").GetProperty("seed_file").GetString());
        var file = shipped.Replace("\"LY-1\"", "\"XX-1\"", StringComparison.Ordinal).Replace("辽源市", "示例市", StringComparison.Ordinal).Replace("\"LY-2\"", "\"XX-2\"", StringComparison.Ordinal);
        var check = WebUtility.HtmlDecode(await (await UploadAsync(visitor, file)).Content.ReadAsStringAsync());
        Assert.Contains("将录入 2 个，不能接受 0 个", check, StringComparison.Ordinal);
        Assert.DoesNotContain("/targets/XX-1", await visitor.ReadAsync("/targets"), StringComparison.Ordinal);
        Assert.Equal("/targets", (await visitor.PostFromAsync("/targets/import", "/targets/import/take", ("content", file))).Headers.Location?.OriginalString);
        Assert.Contains("/targets/XX-2", await visitor.ReadAsync("/targets"), StringComparison.Ordinal);

        var broken = await UploadAsync(visitor, """{"entries":[{"id":"XX-9"}]}""");
        var said = await broken.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
        Assert.Contains("target.form", said, StringComparison.Ordinal);
        Assert.DoesNotContain("import/take", said, StringComparison.Ordinal);

        async Task<HttpResponseMessage> ImportAsync(string query, string text) => await SendAsync(visitor, HttpMethod.Post, $"/api/v1/targets/import{query}", JsonSerializer.Deserialize<JsonElement>(text));
        var dry = await (await ImportAsync("?dryRun=true", file.Replace("XX-1", "YY-1", StringComparison.Ordinal))).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((true, 0, 1), (dry.GetProperty("isDryRun").GetBoolean(), dry.GetProperty("entered").GetInt32(), dry.GetProperty("refused").GetInt32()));
        Assert.Contains(dry.GetProperty("rows").EnumerateArray(), row => row.GetProperty("code").GetString() == "target.same");
        Assert.Equal("target.file-refused", await Member(await ImportAsync("", file.Replace("XX-1", "YY-1", StringComparison.Ordinal)), "code"));
        Assert.Equal(HttpStatusCode.OK, (await ImportAsync("", file)).StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string text)
    {
        var token = Token().Match(await visitor.ReadAsync("/targets/import")).Groups[1].Value;
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await visitor.SendAsync(new(HttpMethod.Post, "/targets/import") { Content = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { content, "file", "targets.json" } } });
    }

    private static Dictionary<string, JsonElement> With(string changes)
    {
        var body = JsonSerializer.SerializeToElement(Body).EnumerateObject().ToDictionary(one => one.Name, one => one.Value);
        foreach (var change in JsonSerializer.Deserialize<JsonElement>(changes).EnumerateObject())
            body[change.Name] = change.Value;
        return body;
    }

    private static async Task<string?> Member(HttpResponseMessage answer, string name) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, object body) => PlanningApiTests.SendAsync(visitor, method, path, body);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<code>[a-z.-]+</code>")]
    private static partial Regex Codes();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<textarea[^>]* name=\"([^\"]+)\"[^>]*>([^<]*)</textarea>")]
    private static partial Regex Areas();

    [GeneratedRegex("<select[^>]* name=\"([^\"]+)\"[^>]*>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();
}
