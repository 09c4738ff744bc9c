using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Planning;

namespace Metrology.Core.Tests.Planning;

public class TargetTests
{
    private const string Json = """
        {"id":"T","place":"示例市","document":"示例方案","seed_file":"a.txt","line":1,"quote":"到2025年,新建提升改造社会公用计量标准3项以上,服务企业23家。",
         "number":"3","operator":"≥","unit":"项 社会公用计量标准","scope":"示例市","default_kind":"stock-at-date","alternative_kinds":["newly-built-in-period","cumulative-since-plan-start"],
         "due":{"text":"到2025年","default_date":"2025-12-31"},"baseline":null,"counting_classes_default":["A","B"],"plan_start":"2023-01-01"}
        """;

    private static readonly DateOnly OnDay = new(2025, 6, 1);

    private static Target Target => (Target)TargetFile.Read(Encoding.UTF8.GetBytes(Json)).Value;

    [Theory]
    [InlineData("number", "4", "number")]
    [InlineData("number", "2", "number")]
    [InlineData("operator", "≤", "operator")]
    [InlineData("operator", "range", "operator")]
    [InlineData("default_kind", "guess", "default_kind")]
    [InlineData("plan_start", "2026-01-01", "plan_start")]
    [InlineData("reading_default", "A", "reading_default")]
    [InlineData("surprise", "x", null)]
    [InlineData("plan_start", "soon", null)]
    public void A_contradiction_or_unknown_field_is_refused(string field, string value, string? wrong)
    {
        var entry = JsonNode.Parse(Json)!;
        entry[field] = value;

        Assert.Equal(wrong, TargetFile.Read(Encoding.UTF8.GetBytes(entry.ToJsonString())).Refusal!.Field);
    }

    /// <summary>Every problem of the form at once, at its path, in both languages and in no words of the library that reads it.</summary>
    [Theory]
    [InlineData("\"scope\":\"示例市\",", "", "scope: this member is missing", "scope: 缺少此成员")]
    [InlineData("\"scope\"", "\"scopes\"", "scopes: unknown member", "scopes: 未知的成员")]
    [InlineData("\"line\":1", "\"line\":\"1\"", "line: a whole number", "line: 此处应为")]
    [InlineData("\"text\":\"到2025年\",", "\"text\":2025,", "due.text: a text is expected here", "due.text: 此处应为文字")]
    [InlineData("[\"A\",\"B\"]", "[\"A\",2]", "counting_classes_default[1]: a text is expected here", "counting_classes_default[1]: 此处应为文字")]
    [InlineData("\"id\":\"T\"", "\"id\":\"T\",\"id\":\"U\"", "id: this member occurs twice", "id: 成员重复")]
    [InlineData("\"id\":\"T\"", "\"id\":\"T\",\"kind\":\"guess\"", "kind: one of these is expected here: planned-project, companion-figure", "kind: 此处应为以下之一")]
    [InlineData("{\"id\"", "\"id\"", "1:5: from here on this is no valid JSON", "1:5: 从这里起不是有效的 JSON")]
    public void A_wrong_form_is_said_at_its_path_in_both_languages(string part, string instead, string en, string zh)
    {
        Assert.Contains(part, Json, StringComparison.Ordinal);
        var at = Json.IndexOf(part, StringComparison.Ordinal);
        var refusal = TargetFile.Read(Encoding.UTF8.GetBytes(Json[..at] + instead + Json[(at + part.Length)..])).Refusal!;
        Assert.Equal("target.form", refusal.Code);
        Assert.Contains(en, refusal.Text.En, StringComparison.Ordinal);
        Assert.Contains(zh, refusal.Text.Zh, StringComparison.Ordinal);
        Assert.All(new[] { refusal.Text.En, refusal.Text.Zh }, text => Assert.DoesNotMatch("Metrology|System|LineNumber|\\.NET", text));
    }

    [Fact]
    public void What_may_be_null_may_be_left_out()
    {
        var whole = JsonNode.Parse(Json)!.AsObject();
        var (with, without) = (whole.DeepClone().AsObject(), whole.DeepClone().AsObject());
        foreach (var name in new[] { "baseline", "seed_file", "quote", "number", "unit", "number_is_exact_in_text" })
        {
            with[name] = null;
            without.Remove(name);
        }

        (with["operator"], without["operator"]) = ("–", "–");
        with["due"] = new JsonObject { ["text"] = null, ["default_date"] = null };
        without.Remove("due");
        with["alternative_kinds"] = new JsonArray();
        without.Remove("alternative_kinds");
        string Said(JsonObject json) => TargetFile.Read(Encoding.UTF8.GetBytes(json.ToJsonString())) is { IsRefused: false, Value: var entry } ? TargetFile.Write(entry) : TargetFile.Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Refusal!.Code;
        Assert.Equal(Said(with), Said(without));
        Assert.NotEqual("target.form", Said(without));
    }

    /// <summary>The seed has every kind of entry; a member that the reader forgets would not come back.</summary>
    [Fact]
    public void Every_shipped_entry_is_written_as_it_was_read()
    {
        var entries = JsonNode.Parse(File.ReadAllText(Metrology.Testing.Repository.At("db", "seed", "targets.json")))!["entries"]!.AsArray();
        Assert.Equal(3, entries.Select(entry => entry!["kind"]?.ToString()).Distinct().Count());
        Assert.All(entries, entry =>
        {
            var written = JsonNode.Parse(TargetFile.Write(TargetFile.Read(Encoding.UTF8.GetBytes(entry!.ToJsonString())).Value));
            Assert.True(JsonNode.DeepEquals(entry, written), $"{entry.ToJsonString()} became {written!.ToJsonString()}");
        });
    }

    [Theory]
    [InlineData("到2025年", "2025-12-31")]
    [InlineData("2023年", "2023-12-31")]
    [InlineData("2027年6月底前", "2027-06-30")]
    [InlineData("2028年2月", "2028-02-29")]
    [InlineData("2026年3月15日前", "2026-03-15")]
    [InlineData("“十三五”时期", "2020-12-31")]
    [InlineData("“十四五”期间", "2025-12-31")]
    [InlineData("“二十五”规划", "2055-12-31")]
    [InlineData("每年", null)]
    [InlineData("2025年13月", null)]
    public void The_words_of_a_plan_name_a_last_day(string words, string? date) =>
        Assert.Equal(date, DueDate.Of(words)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void What_is_in_force_counts_and_the_rest_is_shown_apart()
    {
        CountedStandard[] standards =
        [
            One("1", "A", new(2022, 1, 1), new(2027, 1, 1)), One("2", "B", new(2024, 1, 1), new(2025, 7, 1)), One("3", "A", new(2018, 1, 1), new(2023, 1, 1)),
            One("4", "A", new(2022, 1, 1), null), One("5", "D", new(2022, 1, 1), new(2027, 1, 1)), One("6", null, new(2022, 1, 1), new(2027, 1, 1)),
        ];

        Assert.Equal(new TargetCount(2, 1, 1, 0, 2), TargetProgress.Count(Target, "stock-at-date", standards, OnDay));
        Assert.Equal(1, TargetProgress.Count(Target, "newly-built-in-period", standards, OnDay)!.Counted);
        Assert.Null(TargetProgress.Count(Target, "coverage-rate", standards, OnDay));
    }

    [Fact]
    public void An_improvement_counts_once_where_the_reading_takes_improvements()
    {
        CountedStandard[] standards = [One("1", "A", new(2020, 1, 1), new(2027, 1, 1)) with { ImprovedOn = [new(2023, 5, 1), new(2024, 5, 1)] }];

        Assert.Equal(1, TargetProgress.Count(Target, "cumulative-since-plan-start", standards, OnDay)!.Counted);
        Assert.Equal(0, TargetProgress.Count(Target, "newly-built-in-period", standards, OnDay)!.Counted);
    }

    [Theory]
    [InlineData(3, 0, "2025-06-01", TargetStanding.Reached)]
    [InlineData(2, 1, "2025-06-01", TargetStanding.Undetermined)]
    [InlineData(2, 0, "2025-06-01", TargetStanding.Open)]
    [InlineData(2, 0, "2025-12-31", TargetStanding.Missed)]
    [InlineData(2, 0, "2026-06-01", TargetStanding.Missed)]
    public void The_standing_follows_from_count_and_day(int counted, int unknown, string on, TargetStanding standing) => Assert.Equal(
        standing, Standing([.. Enumerable.Range(0, counted).Select(i => One($"{i}", "A", new(2022, 1, 1), new(2027, 1, 1))), .. Enumerable.Range(counted, unknown).Select(i => One($"{i}", "A", new(2022, 1, 1), null))], on));

    /// <summary>The count of the due day decides; a later day neither mends nor spoils it.</summary>
    [Theory]
    [InlineData("2026-01-01", "2030-01-01", "2025-12-31", TargetStanding.Missed)]
    [InlineData("2026-01-01", "2030-01-01", "2026-06-01", TargetStanding.MissedReachedSince)]
    [InlineData("2026-01-01", "2026-12-31", "2027-06-01", TargetStanding.Missed)]
    [InlineData("2025-12-31", "2026-01-31", "2025-12-31", TargetStanding.Reached)]
    [InlineData("2025-12-31", "2026-01-31", "2026-06-01", TargetStanding.Reached)]
    public void Once_due_the_count_of_the_due_day_decides(string from, string until, string on, TargetStanding standing) => Assert.Equal(
        standing, Standing([One("1", "A", new(2022, 1, 1), new(2030, 1, 1)), One("2", "A", new(2022, 1, 1), new(2030, 1, 1)), One("3", "A", Day(from), Day(until))], on));

    private static TargetStanding Standing(IReadOnlyCollection<CountedStandard> standards, string on) =>
        TargetProgress.Standing(Target, TargetReadings.StockAtDate, standards, Day(on));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CountedStandard One(string id, string? countingClass, DateOnly from, DateOnly? until) =>
        new(id, countingClass, new([new(from, until)], [new(from, until)], null, null, null), from, []);
}
