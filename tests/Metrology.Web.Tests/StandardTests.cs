using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed partial class StandardTests
{
    private static readonly (string, string)[] Filled =
    [
        ("NameZh", "测力仪标准装置"), ("NameEn", "Force standard"), ("ClassificationCode", "12417601"), ("Place", "实验楼"), ("RangeText", "(1～10) kN"),
        ("UncertaintyText", "0.3 级"), ("OwnerClass", "B"), ("MainEquipment", "1"), ("AuxiliaryEquipment", "2"),
    ];

    private static readonly (string, string)[] Certificate =
        [("Kind", "Assessment"), ("Number", "〔2026〕示量标法证字第0900号"), ("Issuer", "示例局"), ("IssuedOn", "2026-01-10"), ("ValidUntil", "2031-01-09")];

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("tomorrow")]
    [InlineData("20260101")]
    [InlineData("0226-01-01")]
    [InlineData("9999-12-31")]
    public async Task A_day_that_is_none_is_said_and_today_is_shown(string on)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        foreach (var path in new[] { "/standards", "/standards/1", "/standards/export.csv", "/equipment", "/equipment/1", "/targets", "/targets/LY-1", "/due" })
        {
            var answer = await visitor.GetAsync($"{path}?on={on}");
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Matches("input\\.(bad-date|date-out-of-range)", page);
            Assert.Contains($"value=\"{on}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_card_opens_as_many_rows_as_it_says_and_unknown_is_among_them()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var cards = Cards().Matches(await visitor.ReadAsync("/standards"));
        Assert.Contains(cards, card => card.Groups["path"].Value.Contains("state=unknown", StringComparison.Ordinal) && card.Groups["number"].Value != "0");
        foreach (Match card in cards)
            Assert.Equal(int.Parse(card.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture), Rows(await visitor.ReadAsync(card.Groups["path"].Value)));
    }

    [Fact]
    public async Task The_cards_show_what_the_core_says_of_any_day()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var day = DateOnly.FromDateTime(laboratory.Clock.GetUtcNow().DateTime).AddYears(2);
        var standings = (await laboratory.App.Services.GetRequiredService<StandardQueries>().AllAsync(CancellationToken.None)).Select(one => StandardValidity.On(one.Dates(), day)).ToList();
        var page = await visitor.ReadAsync($"/standards?on={day:yyyy-MM-dd}");
        var inForce = Cards().Matches(page).Single(card => card.Groups["path"].Value.Contains("state=in-force", StringComparison.Ordinal)).Groups["number"].Value;
        Assert.Equal(standings.Count(one => one is StandardStanding.Valid or StandardStanding.Expiring).ToString(System.Globalization.CultureInfo.InvariantCulture), inForce);
        Assert.NotEqual(standings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), inForce);
    }

    [Fact]
    public async Task Search_finds_traditional_characters_numbers_and_codes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(1, Rows(await visitor.ReadAsync("/standards?q=04113803")));
        Assert.Equal(Rows(await visitor.ReadAsync("/standards?q=检定装置")), Rows(await visitor.ReadAsync("/standards?q=檢定装置")));
        Assert.Contains("/standards/4", await visitor.ReadAsync("/search?q=二等铂电阻"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_is_entered_with_its_equipment_and_changed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var made = await visitor.PostAsync("/standards/new", Filled);
        var path = made.Headers.Location!.OriginalString;
        var page = await visitor.ReadAsync(path);
        Assert.Contains("测力仪标准装置", page, StringComparison.Ordinal);
        Assert.Contains("mark-sample", page, StringComparison.Ordinal);
        Assert.Contains("SIM-REF-645", page, StringComparison.Ordinal);

        // The main standard becomes auxiliary and the other one goes.
        var version = Version().Match(await visitor.ReadAsync(path + "/edit")).Groups[1].Value;
        var changed = await visitor.PostAsync(path + "/edit", [.. Filled.Where(field => !field.Item1.EndsWith("Equipment", StringComparison.Ordinal)), ("AuxiliaryEquipment", "1"), ("Version", version)]);
        Assert.True(changed.StatusCode == HttpStatusCode.Redirect, await changed.Content.ReadAsStringAsync());
        Assert.DoesNotContain("SIM-TH", await visitor.ReadAsync(path), StringComparison.Ordinal);

        // Somebody who still has the old page open does not overwrite it.
        var late = await visitor.PostAsync(path + "/edit", [.. Filled, ("Version", version)]);
        Assert.Contains("storage.moved-on", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClassificationCode", "4113803", "standard.bad-code")]
    [InlineData("ClassificationCode", "99113803", "standard.bad-code")]
    [InlineData("NameZh", "", "input.required")]
    [InlineData("NameEn", "   ", "input.required")]
    [InlineData("OriginalValue", "-1", "standard.bad-value")]
    [InlineData("OriginalValue", "三十", "input.bad-number")]
    [InlineData("Category", "Private", "input.bad-choice")]
    [InlineData("Parameters", "电压 | 450 | 0 | V | MPE | 0.05 | %", "standard.bad-line")]
    [InlineData("Parameters", "电压 | 0 | 450 | furlong | MPE | 0.05 | %", "standard.bad-line")]
    [InlineData("Parameters", "电压 | 0 | 450 | V | accuracy | 0.05 | %", "standard.bad-line")]
    [InlineData("People", "甲 | 证 | 负责人\n乙 | 证 | 负责人", "standard.one-responsible")]
    [InlineData("People", "甲 | 证 1 | 负责人\n 甲 | 证 2", "standard.same-person")]
    [InlineData("Category", "Enterprise", "standard.category-not-of-class")]
    [InlineData("Parameters", "压力 | 0 | 450 | Pa | MPE | 0.05 | V", "standard.bad-line")]
    [InlineData("OwnerClass", "E", "input.bad-choice")]
    [InlineData("OwnerClass", "7", "input.bad-choice")]
    [InlineData("MainEquipment", "99999", "standard.unknown-equipment")]
    [InlineData("MainEquipment", "one", "standard.unknown-equipment")]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_changes(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync("/api/v1/standards");
        var answer = await visitor.PostAsync("/standards/new", [.. Filled.Where(one => one.Item1 != field), (field, value)]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"href=\"#{field}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        Assert.Contains("(1～10) kN", page, StringComparison.Ordinal);
        Assert.Equal(before, await visitor.ReadAsync("/api/v1/standards"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        (string, string)[] wrong = [("NameZh", ""), ("Place", " "), ("ClassificationCode", "4113803"), ("OriginalValue", "much"), ("OwnerClass", "Z")];
        var answer = await visitor.PostAsync("/standards/new", [.. Filled.Where(one => !wrong.Select(field => field.Item1).Contains(one.Item1)), .. wrong]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.All(wrong, field => Assert.Contains($"href=\"#{field.Item1}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renewal_keeps_history_and_the_same_paper_is_entered_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        // The certificate in force ends in more than a year: an examination explains the next one.
        await visitor.PostAsync("/standards/1/acts/new", ("Act", "ReExamined"), ("On", "2026-01-08"), ("Reason", "示例"), ("Document", "示例-复-1"));
        var added = await visitor.PostAsync("/standards/1/certificates/new", Certificate);
        Assert.Equal("/standards/1", added.Headers.Location?.OriginalString);
        var page = await visitor.ReadAsync("/standards/1");
        Assert.Contains("〔2026〕示量标法证字第0900号", page, StringComparison.Ordinal);
        Assert.Contains("〔2021〕示量标法证字第0001号", page, StringComparison.Ordinal);
        var again = await visitor.PostAsync("/standards/1/certificates/new", Certificate);
        Assert.Contains("standard.certificate-exists", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ValidUntil", "2026-01-09", "input.dates-reversed")]
    [InlineData("IssuedOn", "2026-02-29", "input.bad-date")]
    [InlineData("Number", "", "input.required")]
    [InlineData("Number", "〔2026〕示社量标法证字第0900号", "standard.certificate-other-kind")]
    [InlineData("Kind", "Secret", "input.bad-choice")]
    public async Task A_wrong_certificate_is_refused_at_its_field(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var before = await visitor.ReadAsync("/api/v1/standards/1");
        var answer = await visitor.PostAsync("/standards/1/certificates/new", [.. Certificate.Where(one => one.Item1 != field), (field, value)]);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Matches($"id=\"{field}-error\"[^§]*?<code>{Regex.Escape(code)}</code>", page);
        Assert.Equal(before, await visitor.ReadAsync("/api/v1/standards/1"));
    }

    [Fact]
    public async Task A_certificate_is_corrected_and_a_standard_that_is_not_to_be_used_says_so()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var wrong = (await laboratory.App.Services.GetRequiredService<StandardQueries>().FindAsync(34, CancellationToken.None))!.Certificates.First(row => row is { IssuedOn: not null, ValidUntil: null });
        var path = $"/standards/34/certificates/{wrong.Id}/correct";
        Assert.Contains(wrong.Number, WebUtility.HtmlDecode(await visitor.ReadAsync(path)), StringComparison.Ordinal);
        (string, string)[] right = [("Number", wrong.Number), ("Issuer", wrong.Issuer), ("IssuedOn", wrong.IssuedOn!.Value.ToString("yyyy-MM-dd")), ("ValidUntil", wrong.IssuedOn.Value.AddYears(5).AddDays(-1).ToString("yyyy-MM-dd"))];
        var refused = await visitor.PostAsync(path, right);
        Assert.Contains("id=\"Reason-error\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/standards/34", (await visitor.PostAsync(path, [.. right, ("Reason", "查明有效期"), ("Document", "证书原件")])).Headers.Location?.OriginalString);
        Assert.Contains("查明有效期", WebUtility.HtmlDecode(await visitor.ReadAsync("/standards/34")), StringComparison.Ordinal);
        Assert.Contains("\"standing\":\"Valid\"", await visitor.ReadAsync("/api/v1/standards/34"), StringComparison.Ordinal);

        // Standard 50 has certificates in force and a main standard that has lapsed.
        var lapsed = WebUtility.HtmlDecode(await visitor.ReadAsync("/standards/50"));
        Assert.Contains("当日不能使用", lapsed, StringComparison.Ordinal);
        Assert.DoesNotContain("当日不能使用", WebUtility.HtmlDecode(await visitor.ReadAsync("/standards/1")), StringComparison.Ordinal);
        // What needs no public certificate says so, and is not asked for it.
        Assert.Contains("第十条", WebUtility.HtmlDecode(await visitor.ReadAsync("/standards/31")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_end_is_unknown_and_not_valid()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        var path = (await visitor.PostAsync("/standards/new", Filled)).Headers.Location!.OriginalString;
        await visitor.PostAsync(path + "/certificates/new", [.. Certificate.Where(one => one.Item1 != "ValidUntil")]);
        await visitor.PostAsync(path + "/certificates/new", ("Kind", "Public"), ("Number", "示例号"), ("Issuer", "示例局"), ("IssuedOn", "2026-01-10"), ("ValidUntil", "2031-01-09"));
        Assert.Contains("\"standing\":\"Unknown\"", await visitor.ReadAsync("/api/v1" + path), StringComparison.Ordinal);
        Assert.Contains(path, await visitor.ReadAsync("/standards?state=unknown"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_edit_sees_the_way_greyed_and_is_refused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.DoesNotContain("href=\"/standards/new\"", await visitor.ReadAsync("/standards"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostFromAsync("/standards", "/standards/new", Filled)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostFromAsync("/standards", "/standards/1/certificates/new", Certificate)).StatusCode);
    }

    [Fact]
    public async Task The_export_holds_what_is_seen_and_executes_nothing()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        await visitor.PostAsync("/standards/new", [.. Filled.Where(field => field.Item1 != "NameZh"), ("NameZh", "=HYPERLINK(\"http://x\",\"y\")")]);
        var answer = await visitor.GetAsync("/standards/export.csv?q=HYPERLINK");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(2, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", text, StringComparison.Ordinal);
    }

    /// <summary>A form without a single field is a wrong form, not a fault of the program.</summary>
    [Theory]
    [InlineData("/standards/new")]
    [InlineData("/standards/1/edit")]
    [InlineData("/standards/1/certificates/new")]
    [InlineData("/equipment/new")]
    [InlineData("/equipment/1/edit")]
    [InlineData("/equipment/1/certificates/new")]
    [InlineData("/targets/LY-1/reading")]
    public async Task An_empty_form_is_refused(string path)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/standards/new", path)).StatusCode);
    }

    internal static int Rows(string page) => page.Contains("<tbody>", StringComparison.Ordinal)
        ? page[page.IndexOf("<tbody>", StringComparison.Ordinal)..page.IndexOf("</tbody>", StringComparison.Ordinal)].Split("<tr").Length - 1
        : 0;

    [GeneratedRegex("<a class=\"count-card[^\"]*\" href=\"(?<path>[^\"]+)\"[^>]*><strong>(?<number>[0-9]+)</strong>")]
    internal static partial Regex Cards();

    [GeneratedRegex("name=\"Version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}
