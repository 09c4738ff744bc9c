using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Targets;

namespace Metrology.Web.Tests;

public sealed partial class TargetTests
{
    [Fact]
    public async Task Every_shipped_target_is_listed_and_shown_with_its_sentence_word_for_word()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var list = await visitor.ReadAsync("/targets");
        using var shipped = JsonDocument.Parse(ImportTargets.Shipped());
        var targets = shipped.RootElement.GetProperty("entries").EnumerateArray().Where(entry => !entry.TryGetProperty("kind", out _)).ToArray();
        Assert.NotEmpty(targets);
        foreach (var target in targets)
        {
            var (id, quote) = (target.GetProperty("id").GetString()!, target.GetProperty("quote").GetString()!);
            Assert.Contains($"href=\"/targets/{id}\"", list, StringComparison.Ordinal);
            var page = await visitor.ReadAsync("/targets/" + id);
            Assert.Contains($"</svg> {quote}</blockquote>", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("LY-1", "")]
    [InlineData("LY-1", "on=2025-12-31")]
    [InlineData("CD-3", "reading=increment-of-the-year")]
    [InlineData("CD-4", "on=2027-06-30")]
    public async Task Every_number_opens_exactly_its_rows(string id, string query)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var numbers = Numbers().Matches(await visitor.ReadAsync($"/targets/{id}?{query}"));
        Assert.Equal(5, numbers.Count);
        foreach (Match number in numbers)
            Assert.Equal(int.Parse(number.Groups[2].Value, CultureInfo.InvariantCulture), StandardTests.Rows(await visitor.ReadAsync(number.Groups[1].Value)));
    }

    [Fact]
    public async Task Unknown_dates_are_apart_and_do_not_count()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        using var answer = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets/LY-1"));
        var count = answer.RootElement.GetProperty("count");
        Assert.True(count.GetProperty("unknown").GetInt32() > 0);
        Assert.True(count.GetProperty("counted").GetInt32() + count.GetProperty("unknown").GetInt32() < 58);
        Assert.Equal("Missed", answer.RootElement.GetProperty("standing").GetString());
        Assert.Equal("Open", Standing(await visitor.ReadAsync("/api/v1/targets/LY-1?on=2025-12-30")));
    }

    /// <summary>CD-1 was due on 2023-12-31; what was certified later does not mend it, on any surface.</summary>
    [Fact]
    public async Task A_target_missed_on_its_day_stays_missed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        const string Later = "on=2026-11-26";
        Assert.Equal("Missed", Standing(await visitor.ReadAsync("/api/v1/targets/CD-1?on=2023-12-31")));
        var answer = await visitor.ReadAsync("/api/v1/targets/CD-1?" + Later);
        using var facts = JsonDocument.Parse(answer);
        Assert.True(facts.RootElement.GetProperty("count").GetProperty("counted").GetInt32() >= int.Parse(facts.RootElement.GetProperty("number").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal("MissedReachedSince", Standing(answer));
        Assert.Contains("到期未达到，此后已达到", await visitor.ReadAsync("/targets/CD-1?" + Later), StringComparison.Ordinal);
        using var list = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets?" + Later));
        Assert.Equal("MissedReachedSince", list.RootElement.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("id").GetString() == "CD-1").GetProperty("standing").GetString());
    }

    [Fact]
    public async Task Nothing_is_counted_where_the_text_names_no_number_or_the_register_cannot_answer()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        foreach (var (id, said) in new[] { ("HN-1", "原文没有数字"), ("LN-1", "原文没有数字"), ("LY-2?reading=newly-built-in-period", "规划起点"), ("LY-1?reading=newly-built-in-period", "规划起点") })
        {
            var page = await visitor.ReadAsync("/targets/" + id);
            Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.DoesNotContain("target-count", page, StringComparison.Ordinal);
        }
    }

    /// <summary>The meaning of the words and the beginning of the plan are decisions: with who and why, through page and API, and the numbers follow.</summary>
    [Fact]
    public async Task A_meaning_and_the_beginning_of_a_plan_are_entered_with_name_and_reason()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains("尚无人确认", WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/CD-4")), StringComparison.Ordinal);
        var silent = await visitor.PostFromAsync("/targets/CD-4", "/targets/CD-4/meaning", ("Meaning", "C"), ("MeaningBecause", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("id=\"MeaningBecause-error\"", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/targets/CD-4", (await visitor.PostFromAsync("/targets/CD-4", "/targets/CD-4/meaning", ("Meaning", "C"), ("MeaningBecause", "与主管部门核对"))).Headers.Location?.OriginalString);
        var page = WebUtility.HtmlDecode(await visitor.ReadAsync("/targets/CD-4"));
        Assert.Contains("与主管部门核对", page, StringComparison.Ordinal);
        Assert.Contains("\"meaning\":\"C\"", await visitor.ReadAsync("/api/v1/targets/CD-4"), StringComparison.Ordinal);

        Assert.DoesNotContain("target-count", await visitor.ReadAsync("/targets/LY-1?reading=newly-built-in-period"), StringComparison.Ordinal);
        Assert.Equal("/targets/LY-1", (await visitor.PostFromAsync("/targets/LY-1", "/targets/LY-1/plan-start", ("PlanStart", "2023-01-01"), ("PlanSource", "示例文件"), ("PlanBecause", "核对"))).Headers.Location?.OriginalString);
        Assert.Contains("target-count", await visitor.ReadAsync("/targets/LY-1?reading=newly-built-in-period"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/targets/LY-1", "/targets/CD-1/plan-start", ("PlanStart", "2022-01-01"), ("PlanSource", "示例文件"), ("PlanBecause", "核对"))).StatusCode);

        // A part is counted by its place.
        await visitor.PostFromAsync("/targets/LY-1", "/targets/LY-1/parts", ("PartUnit", "实验楼"), ("PartNumber", "40"), ("PartSource", "示例文件"));
        using var answer = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets/LY-1"));
        var (all, part) = (answer.RootElement.GetProperty("count").GetProperty("counted").GetInt32(), answer.RootElement.GetProperty("parts")[0].GetProperty("count").GetInt32());
        Assert.InRange(part, 1, all - 1);
    }

    [Fact]
    public async Task Looking_under_another_reading_chooses_nothing()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains("不是生效口径", await visitor.ReadAsync("/targets/CD-2?reading=increment-of-the-year"), StringComparison.Ordinal);
        Assert.Contains("尚无人确认", await visitor.ReadAsync("/targets/CD-2"), StringComparison.Ordinal);
        var wrong = await visitor.GetAsync("/targets/CD-2?reading=coverage-rate");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("target.not-a-reading", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_is_chosen_with_name_and_reason()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var silent = await visitor.PostFromAsync("/targets/CD-2", "/targets/CD-2/reading", ("Reading", "increment-of-the-year"), ("Because", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("target.no-reason", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("尚无人确认", await visitor.ReadAsync("/targets/CD-2"), StringComparison.Ordinal);
        var foreign = await visitor.PostFromAsync("/targets/CD-2", "/targets/CD-2/reading", ("Reading", "stock-at-date"), ("Because", "因为"));
        Assert.Contains("target.not-a-reading", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var chosen = await visitor.PostFromAsync("/targets/CD-2", "/targets/CD-2/reading", ("Reading", "increment-of-the-year"), ("Because", "与主管部门核对"));
        Assert.Equal("/targets/CD-2", chosen.Headers.Location?.OriginalString);
        var page = await visitor.ReadAsync("/targets/CD-2");
        Assert.Contains("示例规划员", page, StringComparison.Ordinal);
        Assert.Contains("与主管部门核对", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_now_adds_the_days_point_and_twice_adds_no_second()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        laboratory.Clock.Move(TimeSpan.FromDays(3));
        visitor = await laboratory.SignInAsync(Role.Planner);
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("/targets/LY-1", (await visitor.PostFromAsync("/targets/LY-1", "/targets/LY-1/snapshot")).Headers.Location?.OriginalString);
        using var curve = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets/LY-1/curve"));
        var days = curve.RootElement.GetProperty("snapshots").EnumerateArray().Select(row => row.GetProperty("on").GetString()).ToArray();
        Assert.Equal(2, days.Length);
        Assert.Equal(laboratory.Clock.GetLocalNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), days[1]);
        // What the job saw is what the page counts that day.
        using var now = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/targets/LY-1"));
        Assert.Equal(
            now.RootElement.GetProperty("count").GetProperty("counted").GetInt32(),
            curve.RootElement.GetProperty("snapshots").EnumerateArray().Last().GetProperty("valid").GetInt32());
    }

    [Fact]
    public async Task Counts_of_a_demonstration_wear_its_mark()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Contains("与文件所说的城市和省的真实数量无关", await visitor.ReadAsync("/targets"), StringComparison.Ordinal);
        Assert.Contains("mark-sample", await visitor.ReadAsync("/targets/LY-1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_planners_see_targets()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/targets/LY-1")).StatusCode);
        Assert.DoesNotContain("/targets/LY-1", await (await laboratory.SignInAsync(Role.Technician)).ReadAsync("/search?q=辽源"), StringComparison.Ordinal);
        Assert.Contains("/targets/HN-1", await (await laboratory.SignInAsync(Role.Planner)).ReadAsync("/search?q=计量溯源体系"), StringComparison.Ordinal);
    }

    private static string Standing(string json)
    {
        using var answer = JsonDocument.Parse(json);
        return answer.RootElement.GetProperty("standing").GetString()!;
    }

    [GeneratedRegex("<dd class=\"tone-[a-z]+\"><a href=\"(/standards[^\"]*)\">([0-9]+)</a>")]
    private static partial Regex Numbers();
}
