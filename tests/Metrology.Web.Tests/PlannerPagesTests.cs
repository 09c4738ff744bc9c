using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.Edges.OpenXml;

namespace Metrology.Web.Tests;

/// <summary>Counted things, notifications, reports, cases and papers through pages and API, in both languages and with wrong input; one server for each walk.</summary>
public sealed partial class PlannerPagesTests
{
    [Fact]
    public async Task Evidence_of_other_counted_things_is_listed_entered_and_taken_along()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        foreach (var language in new[] { "zh", "en" })
        {
            await planner.PostFromAsync("/targets", "/language", ("language", language), ("back", "/targets"));
            foreach (var path in new[] { "/counted-things", "/counted-things?kind=CoverageRate", "/counted-things/new", "/counted-things/1", "/targets/LY-2", "/targets/CD-5a", "/targets/JM-3", "/targets/HN-1", "/targets/HN-2", "/counted-things?target=JM-3&state=in-force" })
                Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync(path)).StatusCode);
        }

        // Each number of a target opens rows; the two certificates of one enterprise are one thing.
        var page = await planner.ReadAsync("/targets/JM-3");
        var link = Number().Match(page).Groups[1].Value;
        Assert.StartsWith("/counted-things?", link, StringComparison.Ordinal);
        var rows = await planner.ReadAsync(link);
        Assert.Contains("示例测量管理体系认证证书 1", rows, StringComparison.Ordinal);
        Assert.Contains("示例测量管理体系认证证书 2", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("示例计量保证体系确认证书 4", rows, StringComparison.Ordinal);
        Assert.Contains("counts once", rows, StringComparison.Ordinal);
        Assert.Contains("9120 ÷ 10400 = 87.69", (await planner.ReadAsync("/targets/HN-1")).Replace("<strong>", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // Entered, with a name that a spreadsheet would take for a formula.
        (string, string)[] form = [("Kind", "OneStopSite"), ("Name", "=HYPERLINK(\"http://evil\")"), ("District", "示例北县"), ("From", "2025-01-05"), ("Source", "示例通知 9号")];
        Assert.Equal("/counted-things?kind=OneStopSite", (await planner.PostAsync("/counted-things/new", form)).Headers.Location?.OriginalString);
        var csv = await planner.ReadRawAsync("/counted-things/export.csv?kind=OneStopSite");
        Assert.Contains("\"'=HYPERLINK(", csv, StringComparison.Ordinal);
        var xlsx = await (await planner.GetAsync("/counted-things/export.xlsx?kind=OneStopSite")).Content.ReadAsByteArrayAsync();
        var read = new WorkbookReader().Read(xlsx).Value[0].Lines.Select(line => line.Cells).ToList();
        Assert.Equal(6, read.Count);
        Assert.Contains(read, row => row.Contains("=HYPERLINK(\"http://evil\")"));
        Assert.DoesNotContain("<x:f>", SheetXml(xlsx), StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", SheetXml(xlsx), StringComparison.Ordinal);

        // Wrong input is said at its field, and what was typed stays.
        var wrong = await planner.PostAsync("/counted-things/new", ("Kind", "Metrologist"), ("Name", "某人"), ("From", "2026-02-30"), ("Source", ""));
        var said = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.All(new[] { "input.required", "counted-thing.no-code", "input.bad-date", "某人" }, text => Assert.Contains(text, said, StringComparison.Ordinal));
        var noKind = await planner.PostAsync("/counted-things/new", ("Kind", "Castle"), ("Name", "x"), ("Source", "x"));
        Assert.Contains("input.bad-choice", await noKind.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/counted-things?target=XX-1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/counted-things/4711")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await planner.GetAsync("/counted-things?state=ruined")).StatusCode);
        var unsaid = await planner.PostAsync("/counted-things/1", ("Kind", "OneStopSite"), ("Name", "改名"), ("Source", "x"));
        Assert.Contains("parameter.no-reason", await unsaid.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Programs do the same; others may not.
        var made = await TokenApi.SendAsync(planner, HttpMethod.Post, "/api/v1/counted-things", System.Net.Http.Json.JsonContent.Create(new { kind = "TestPlatform", name = "示例平台二", from = "2025-02-01", source = "示例" }));
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("示例平台二", await planner.ReadAsync("/api/v1/counted-things?kind=TestPlatform"), StringComparison.Ordinal);
        Assert.Contains("\"counted\":2", await planner.ReadAsync("/api/v1/targets/JM-4?reading=stock-at-date"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/counted-things")).StatusCode);
    }

    [Fact]
    public async Task Machine_words_of_a_targets_history_are_sentences()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        await planner.PostFromAsync("/targets/CD-3", "/targets/CD-3/reading", ("Reading", "increment-of-the-year"), ("Because", "示例理由"));
        await planner.PostFromAsync("/targets/CD-3", "/targets/CD-3/parts", ("PartUnit", "示例县"), ("PartNumber", "2"), ("PartSource", "示例文件"));
        var zh = await planner.ReadAsync("/targets/CD-3");
        Assert.Matches("规划期累计</td><td[^>]*>当年增量</td>", zh);
        Assert.Contains("承担单位: 示例县", zh, StringComparison.Ordinal);
        await planner.PostFromAsync("/targets", "/language", ("language", "en"), ("back", "/targets"));
        var en = await planner.ReadAsync("/targets/CD-3");
        Assert.Matches("Cumulative since the plan began</td><td[^>]*>Increment of the year</td>", en);
        Assert.DoesNotContain("承担单位", en, StringComparison.Ordinal);
        Assert.Contains("Unit: 示例县", en, StringComparison.Ordinal);
        // A project of the demonstration was entered by somebody, in words.
        Assert.Contains("New standard</ins>", await planner.ReadAsync("/projects/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_read_messages_and_administrators_see_what_was_sent()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal("/jobs", (await planner.PostFromAsync("/jobs", "/jobs/warnings/run")).Headers.Location?.OriginalString);
        var unread = Unread().Match(await planner.ReadAsync("/targets")).Groups[1].Value;
        Assert.NotEqual("", unread);
        foreach (var language in new[] { "en", "zh" })
        {
            await planner.PostFromAsync("/targets", "/language", ("language", language), ("back", "/targets"));
            Assert.Contains(language == "zh" ? "证书到期" : "Certificates that lapse", await planner.ReadAsync("/notifications"), StringComparison.Ordinal);
        }

        using var list = JsonDocument.Parse(await planner.ReadAsync("/api/v1/notifications"));
        var first = list.RootElement[0];
        var opened = await planner.PostFromAsync("/notifications", $"/notifications/{first.GetProperty("id").GetInt32()}/read", ("open", "1"));
        Assert.Equal(first.GetProperty("path").GetString(), opened.Headers.Location?.OriginalString);
        await planner.PostFromAsync("/notifications", "/notifications/read-all");
        Assert.DoesNotMatch(Unread(), await planner.ReadAsync("/targets"));
        var wrong = await planner.PostFromAsync("/notifications", "/notifications/choice", ("Language", "Zh"), ("Mail", "nobody"), ("LeadDays", "0"));
        Assert.Contains("notification.bad-mail", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await planner.PostFromAsync("/notifications", "/notifications/choice", ("Language", "Latin"), ("Mail", "half@example.cn"), ("LeadDays", "33"))).StatusCode);
        Assert.DoesNotContain("half@example.cn", await planner.ReadAsync("/notifications"), StringComparison.Ordinal);
        Assert.Equal("/notifications", (await planner.PostFromAsync("/notifications", "/notifications/choice", ("Language", "En"), ("Mail", "p@example.cn"), ("LeadDays", ""))).Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.PostFromAsync("/notifications", "/notifications/4711/read")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await planner.GetAsync("/notifications/deliveries")).StatusCode);

        // A demonstration sends nothing outside, and says so.
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/notifications/deliveries?state=Failed")).StatusCode);
        var test = await administrator.PostFromAsync("/notifications/deliveries", "/notifications/deliveries/test-mail", ("Address", "a@example.cn"));
        Assert.Contains("notification.not-configured", await test.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(laboratory.Get<IMessageChannels>().HasMail);
    }

    [Fact]
    public async Task Reports_are_made_by_the_job_and_on_demand_and_kept_with_their_hashes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        await planner.PostFromAsync("/jobs", "/jobs/supervision-reports/run");
        await planner.PostFromAsync("/jobs", "/jobs/supervision-reports/run");
        using (var made = JsonDocument.Parse(await planner.ReadAsync("/api/v1/reports")))
            Assert.Equal(["Month", "Quarter"], made.RootElement.EnumerateArray().Select(one => one.GetProperty("period").GetString()!).Order());

        // What is renewed meanwhile is a change of the next report.
        var today = DateOnly.FromDateTime(laboratory.Clock.GetLocalNow().DateTime);
        await TokenApi.SendAsync(planner, HttpMethod.Post, "/api/v1/standards/4/certificates", System.Net.Http.Json.JsonContent.Create(new { kind = "Assessment", number = "示例新证-4", issuer = "示例", issuedOn = today, validUntil = today.AddYears(4) }));
        var asked = await planner.PostAsync("/reports", ("From", today.AddDays(-10).ToString("yyyy-MM-dd")), ("Until", today.ToString("yyyy-MM-dd")));
        Assert.Equal("/reports", asked.Headers.Location?.OriginalString);
        using var list = JsonDocument.Parse(await planner.ReadAsync("/api/v1/reports"));
        var report = list.RootElement[0];
        Assert.NotEqual(JsonValueKind.Null, report.GetProperty("sinceId").ValueKind);
        var id = report.GetProperty("id").GetInt32();
        foreach (var file in report.GetProperty("files").EnumerateArray())
        {
            var name = $"{file.GetProperty("language").GetString()!.ToLowerInvariant()}.{file.GetProperty("format").GetString()!.ToLowerInvariant()}";
            var bytes = await (await planner.GetAsync($"/reports/{id}/{name}")).Content.ReadAsByteArrayAsync();
            Assert.Equal(file.GetProperty("hash").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Contains(file.GetProperty("hash").GetString()!, await planner.ReadAsync("/reports"), StringComparison.Ordinal);
            if (name.EndsWith("pdf", StringComparison.Ordinal))
                Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
            else
                Assert.Contains("示例新证-4", string.Concat(Sheets(bytes)), StringComparison.Ordinal);
            if (name == "zh.xlsx")
            {
                // In force is all that is in force, as on the screens, and what lapses soon is part of it.
                var summary = new WorkbookReader().Read(bytes).Value[0].Lines.Where(line => line.Cells.Count > 1 && int.TryParse(line.Cells[1], out _)).ToDictionary(line => line.Cells[0], line => int.Parse(line.Cells[1], System.Globalization.CultureInfo.InvariantCulture));
                var lines = (await laboratory.Get<Metrology.App.Standards.StandardQueries>().OnAsync(today, default)).Where(line => line.Standard.OwnerClass is App.Standards.OwnerClass.A or App.Standards.OwnerClass.B).ToList();
                Assert.Contains("A、B", string.Concat(Sheets(bytes)), StringComparison.Ordinal);
                // Its risks are of these standards and their instruments alone, and its changes are in one language.
                var risks = new WorkbookReader().Read(bytes).Value[3].Lines.Select(line => line.Cells[^1]).ToList();
                var others = (await laboratory.Get<Metrology.App.Standards.StandardQueries>().AllAsync(default)).Where(one => one.OwnerClass is not (App.Standards.OwnerClass.A or App.Standards.OwnerClass.B)).Select(one => one.Name.Zh).Except(lines.Select(line => line.Standard.Name.Zh)).ToList();
                Assert.Contains(await laboratory.Get<Metrology.App.Warnings.WarningItems>().OnAsync(today, default), item => others.Exists(name => item.Text.Zh.StartsWith(name + "：", StringComparison.Ordinal)));
                Assert.True(risks.Count > 1);
                Assert.DoesNotContain(risks, risk => others.Exists(name => risk.StartsWith(name + "：", StringComparison.Ordinal)));
                Assert.DoesNotContain(" / ", string.Concat(new WorkbookReader().Read(bytes).Value[2].Lines.SelectMany(line => line.Cells.Skip(2))), StringComparison.Ordinal);
                Assert.Equal(lines.Count(line => line.Standing is Core.Planning.StandardStanding.Valid or Core.Planning.StandardStanding.Expiring), summary["有效"]);
                Assert.Equal(lines.Count(line => line.Standing == Core.Planning.StandardStanding.Expiring), summary["其中 60 天内到期"]);
            }
        }

        foreach (var (from, until, code) in new[] { ("", "", "report.no-days"), ("2026-02-30", "2026-03-01", "input.bad-date"), ("2026-03-02", "2026-03-01", "input.dates-reversed"), ("2026-03-02", "2099-03-01", "report.in-future") })
        {
            var refused = await planner.PostAsync("/reports", ("From", from), ("Until", until));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync($"/reports/{id}/fr.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/reports/4711/zh.pdf")).StatusCode);
    }

    [Theory]
    [InlineData("zh", "请填写停止日期", "偏移", "邮件")]
    [InlineData("en", "Give the day", "its sign", "mail")]
    public async Task Cases_papers_and_stops_say_what_is_wrong_in_the_language_of_the_page(string language, string noDay, string noShift, string mail)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        await planner.PostFromAsync("/projects", "/language", ("language", language), ("back", "/projects"));

        // Stopping: what was typed stays beside what is wrong with it.
        foreach (var (on, because, into, code) in new[]
        {
            ("", "示例原因", "", "input.required"), ("2026-02-30", "示例原因", "", "input.bad-date"), ("2099-01-01", "示例原因", "", "project.stop-in-future"), ("2026-01-05", "", "", "input.required"),
            ("2026-01-05", "示例原因", "1", "project.merged-nowhere"), ("2026-01-05", "示例原因", "x", "project.merged-nowhere"), ("2026-01-05", "示例原因", "99", "project.merged-nowhere"),
        })
        {
            var refused = await planner.PostFromAsync("/projects/1", "/projects/1/stop", ("On", on), ("Because", because), ("MergedIntoId", into));
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(code, page, StringComparison.Ordinal);
            if (because.Length > 0)
                Assert.Contains($"value=\"{because}\"", page, StringComparison.Ordinal);
            if (on.Length == 0)
                Assert.Contains(noDay, page, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await planner.PostFromAsync("/projects", "/projects/99/stop", ("On", "2026-01-05"), ("Because", "x"))).StatusCode);
        Assert.Contains("project.not-stopped", await (await planner.PostFromAsync("/projects/1", "/projects/1/resume")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Cases.
        (string, string)[] question = [("Standard", "1"), ("Measurand", "energy.active.import"), ("From", "2026-01-01"), ("Until", "2026-02-01"), ("Shift", "0"), ("ShiftUnit", "%"), ("Act", "look")];
        var zero = await planner.PostFromAsync("/impact/new?standard=1", "/impact/new", question);
        Assert.Contains(noShift, WebUtility.HtmlDecode(await zero.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        foreach (var (field, value, code) in new[] { ("Shift", "much", "input.bad-number"), ("Until", "2025-01-01", "input.dates-reversed"), ("From", "", "impact.no-window"), ("ShiftUnit", "furlong", "impact.no-unit"), ("Measurand", "", "impact.no-item"), ("Standard", "99", "impact.no-item") })
        {
            var refused = await planner.PostFromAsync("/impact/new?standard=1", "/impact/new", [.. question.Select(pair => pair.Item1 == field ? (field, value) : pair.Item1 == "Shift" ? ("Shift", "1") : pair)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var opened = await planner.PostFromAsync("/impact/new?standard=1", "/impact/new", [.. question[..4], ("Shift", "1"), ("ShiftUnit", "%"), ("Reason", "示例原因"), ("Act", "open")]);
        var path = opened.Headers.Location!.OriginalString;
        Assert.Contains("示例原因", await planner.ReadAsync(path), StringComparison.Ordinal);
        Assert.Contains(mail, await planner.ReadAsync(path), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("notification.not-configured", await (await planner.PostFromAsync(path, path + "/mail")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("impact.not-found", await (await planner.PostFromAsync(path, path + "/lines/7/notify", ("Text", "x"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // A program works the case off by the same rules.
        var program = "/api/v1" + path;
        foreach (var (work, body, refusal) in new[] { ("/lines/7/notify", "{\"text\":\"x\"}", "impact.not-found"), ("/lines/7/close", "{\"text\":\"x\"}", "impact.not-found"), ("/mail", "", "notification.not-configured") })
            Assert.Contains($"\"{refusal}\"", await (await TokenApi.SendAsync(planner, HttpMethod.Post, program + work, new StringContent(body, System.Text.Encoding.UTF8, "application/json"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(path, (await planner.PostFromAsync(path, path + "/close")).Headers.Location?.OriginalString);
        Assert.Contains("\"impact.closed\"", await (await TokenApi.SendAsync(planner, HttpMethod.Post, program + "/close", new StringContent(""))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("impact.closed", await (await planner.PostFromAsync(path, path + "/mail")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Papers: a person gets a page, a program a problem.
        var missing = await planner.GetAsync("/standards/99/papers/application.pdf");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (missing.StatusCode, missing.Content.Headers.ContentType?.MediaType));
        Assert.Contains("standard.not-found", await (await planner.GetAsync("/api/v1/standards/99/papers/application.pdf")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await planner.GetAsync("/projects/99/papers/application.pdf")).StatusCode);
    }

    private static string SheetXml(byte[] workbook) => string.Concat(Sheets(workbook));

    private static IEnumerable<string> Sheets(byte[] workbook)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(workbook));
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            yield return reader.ReadToEnd();
        }
    }

    [GeneratedRegex("""target-count">\s*<a href="([^"]+)">""")]
    private static partial Regex Number();

    [GeneratedRegex("""class="btn btn-sm btn-ghost-secondary bell"[^>]*>.*?<span aria-hidden="true">(\d+)</span>""", RegexOptions.Singleline)]
    private static partial Regex Unread();
}
