using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.CountedThings;
using Metrology.App.Laboratory;
using Metrology.Core.Planning.Things;
using Metrology.Edges.OpenXml;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>Sites, enterprises, platforms, persons and rates come in as a table, whole or not at all, and what an undone import brought counts nowhere.</summary>
public sealed partial class CountedThingImportTests
{
    private const string Good =
        "示例市计数对象一览表\r\n类别,名称,编码,区县,起始日期,终止日期,分子分母的定义,分子,分母,依据,联系人\r\n" +
        "“一站式”服务站点、平台或窗口,示例站点甲,,示例甲县,2025-03-01,,,,,示例文件 1 号,张\r\n注册计量师,示例张三,示注-0001,,2024-01-05,2027-01-04,,,,示例名册,\r\n" +
        "Coverage rate,示例覆盖率,,,2026-06-30,,已检数 ÷ 登记数,90,\"120\",示例统计表,\r\nTestPlatform,示例平台,,,45717,,,,,示例批文,\r\n";

    [Fact]
    public async Task A_table_is_looked_at_entered_and_undone()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var before = await CountAsync(laboratory);
        var path = (await UploadAsync(planner, "计数对象.csv", Encoding.UTF8.GetBytes(Good))).Headers.Location!.OriginalString;
        var page = WebUtility.HtmlDecode(await planner.ReadAsync(path));
        Assert.Contains("共 4 行：4 行将登记，0 行已有，0 行不能登记。", page, StringComparison.Ordinal);
        Assert.Contains("没有用的列：联系人", page, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(laboratory));

        Assert.Equal(path, (await planner.PostFromAsync(path, path + "/take")).Headers.Location?.OriginalString);
        var rows = (await laboratory.Get<CountedThingQueries>().AllAsync(default)).TakeLast(4).ToList();
        Assert.Equal(before + 4, await CountAsync(laboratory));
        Assert.Equal([ThingKind.OneStopSite, ThingKind.Metrologist, ThingKind.CoverageRate, ThingKind.TestPlatform], rows.Select(row => row.Kind));
        Assert.Equal((new DateOnly(2025, 3, 1), "示例甲县", 90m, 120m, new DateOnly(2025, 3, 1)), (rows[0].From!.Value, rows[0].District, rows[2].Numerator!.Value, rows[2].Denominator!.Value, rows[3].From!.Value));
        Assert.Contains("counted-thing-import.not-open", await (await planner.PostFromAsync(path, path + "/take")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The list's own file comes in again, and nothing of it is new.
        var own = await (await planner.GetAsync("/counted-things/export.xlsx")).Content.ReadAsByteArrayAsync();
        var again = ImportCountedThings.PlanOf(own, new WorkbookReader(), await laboratory.Get<CountedThingQueries>().AllAsync(default)).Value;
        Assert.Equal((0, 0), (again.Entered, again.Refused));
        Assert.Equal(before + 4, again.Rows.Count);

        Assert.Contains("counted-thing-import.reason", await (await planner.PostFromAsync(path, path + "/undo", ("because", " "))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(path, path + "/undo", ("because", "传错了文件"))).StatusCode);
        Assert.All((await laboratory.Get<CountedThingQueries>().AllAsync(default)).TakeLast(4), row => Assert.True(row.IsVoid));
        Assert.Contains("传错了文件", WebUtility.HtmlDecode(await planner.ReadAsync(path)), StringComparison.Ordinal);
        Assert.Contains("counted-thing-import.not-done", await (await planner.PostFromAsync(path, path + "/undo", ("because", "x"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_every_problem_and_a_changed_row_keeps_the_import()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var before = await CountAsync(laboratory);
        var made = await PostAsync(planner, "/api/v1/counted-things/imports?name=a.csv", Encoding.UTF8.GetBytes(
            "类别,名称,编码,起始日期,终止日期,定义,分子,分母,依据\n飞船,甲,,,,,,,示例\n注册计量师,乙,,2026-02-30,,,,,\n覆盖率,丙,,2026-01-01,,,130,120,示例\n覆盖率,丙,,2026-01-01,,,x,120,示例\n产业计量测试平台,丁,,2026-01-02,2026-01-01,,,,示例\n产业计量测试平台,戊,,,,,,,示例\n产业计量测试平台, 戊 ,,,,,,,示例\n"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var answer = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        Assert.Equal("counted-thing-import.rows-refused", answer.RootElement.GetProperty("refusal").GetString());
        Assert.Equal(
            [
                "counted-thing.unknown-kind", "counted-thing.no-code,input.bad-date,input.required", "counted-thing.no-definition,counted-thing.no-share", "counted-thing.no-definition,input.bad-number",
                "input.dates-reversed", "", "counted-thing-import.twice",
            ],
            answer.RootElement.GetProperty("items").EnumerateArray().Select(row => string.Join(',', row.GetProperty("problems").EnumerateArray().Select(one => one.GetProperty("code").GetString()).Order())));
        var path = made.Headers.Location!.OriginalString;
        Assert.Contains("counted-thing-import.rows-refused", await (await PostAsync(planner, path + "/take", [])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(laboratory));
        Assert.Contains("counted-thing-import.no-heading", await (await PostAsync(planner, "/api/v1/counted-things/imports", "a,b\n1,2\n"u8.ToArray())).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // A person says what the columns are; the second of two first days here.
        path = (await PostAsync(planner, "/api/v1/counted-things/imports", Encoding.UTF8.GetBytes("类别,平台,文号,起始日期,设立日期\n产业计量测试平台,己,示例,2026-01-01,2025-01-01\n"))).Headers.Location!.OriginalString;
        Assert.Contains("counted-thing-import.columns-missing", await (await PostAsync(planner, path + "/take", [])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = path["/api/v1".Length..];
        Assert.Contains("name=\"columns\"", await planner.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostFromAsync(page, page + "/columns", ("columns", "Kind"), ("columns", "Name"), ("columns", "Source"), ("columns", ""), ("columns", "From"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(planner, path + "/take", [])).StatusCode);
        Assert.Equal(("己", new DateOnly(2025, 1, 1)), ((await laboratory.Get<CountedThingQueries>().AllAsync(default))[^1].Name, (await laboratory.Get<CountedThingQueries>().AllAsync(default))[^1].From!.Value));
        Assert.Contains("\"name\": \"己\"", await (await planner.GetAsync("/counted-things/export.json")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        path = (await PostAsync(planner, "/api/v1/counted-things/imports", Encoding.UTF8.GetBytes(Good))).Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(planner, path + "/take", [])).StatusCode);
        var last = (await laboratory.Get<CountedThingQueries>().AllAsync(default))[^1];
        Assert.Null((await laboratory.Get<SaveCountedThing>().ExecuteAsync(
            new Actor(1, "示例", [Role.Planner]) { Because = "示例" }, new(last.Id, last.Kind, "示例平台乙", last.Code, last.District, last.From, last.Until, null, null, null, last.Source, Version: last.Version), default)).Refusal?.Code);
        Assert.Contains("counted-thing-import.in-use", await (await PostAsync(planner, path + "/undo", """{"because":"x"}"""u8.ToArray(), "application/json")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain((await laboratory.Get<CountedThingQueries>().AllAsync(default)).TakeLast(4), row => row.IsVoid);
    }

    /// <summary>What a file of targets says twice, or that nobody knows, is not passed over.</summary>
    [Theory]
    [InlineData("{\"entries\":[],\"entries\":[]}", "target.file-form")]
    [InlineData("{\"entries\":[],\"x\":1}", "target.file-member")]
    public void A_file_of_targets_is_read_strictly(string file, string code) => Assert.Equal(code, App.Targets.ImportTargets.PlanOf(Encoding.UTF8.GetBytes(file), []).Refusal?.Code);

    [Fact]
    public void A_file_of_targets_in_another_encoding_says_so() =>
        Assert.Equal("target.file-encoding", App.Targets.ImportTargets.PlanOf(new byte[] { (byte)'{', 0xC4, 0xBF, 0xB1, 0xEA, (byte)'}' }, []).Refusal?.Code);

    [Fact]
    public async Task The_command_line_says_what_a_table_would_enter()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Good);
        var (code, output, error) = await Commands.Ran.EnglishAsync("counted-things", "import", file, "--dry-run", "--json");
        using var answer = JsonDocument.Parse(output);
        Assert.Equal((0, "", 4, false), (code, error, answer.RootElement.GetProperty("entered").GetInt32(), answer.RootElement.GetProperty("isComparedWithRegister").GetBoolean()));
        Assert.Contains("[counted-thing-import.by-person]", (await Commands.Ran.EnglishAsync("counted-things", "import", file)).Error, StringComparison.Ordinal);
    }

    private static async Task<int> CountAsync(Laboratory laboratory) => (await laboratory.Get<CountedThingQueries>().AllAsync(default)).Count;

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, byte[] body, string type = "application/octet-stream")
    {
        var page = await visitor.ReadAsync("/counted-things/imports");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add(ForgeryGate.Header, Token().Match(page).Groups[1].Value);
        return await visitor.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string name, byte[] bytes)
    {
        var page = await visitor.ReadAsync("/counted-things/imports");
        var form = new MultipartFormDataContent { { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" } };
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await visitor.SendAsync(new(HttpMethod.Post, "/counted-things/imports") { Content = form });
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
