using Metrology.Testing;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The planner's screens as people see them. Pictures are left in the output under screenshots/.</summary>
public sealed class PlannerTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<int, int, string> Views => new()
    {
        { 1440, 900, "zh" },
        { 1024, 768, "en" },
    };

    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    private async Task<Window> SignInAsync(Server server, int width, int height, string language, bool scripts = true)
    {
        var window = await browser.OpenAsync(server, new(width, height), language, scripts);
        await window.Page.GotoAsync("/login");
        await window.Page.ClickAsync("#demo-planner button");
        // Signed in; each test goes on to a page of its own.
        await window.Page.WaitForURLAsync("**/", new() { WaitUntil = WaitUntilState.Commit });
        return window;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Standards_are_listed_filtered_and_shown(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.GotoAsync("/standards");
        await window.InspectAsync("standards");
        await window.NothingIsCutAsync(".data-card");
        await page.ClickAsync(".count-card.tone-unknown");
        await page.WaitForURLAsync("**state=unknown**");
        Assert.Equal(await page.Locator(".count-card.tone-unknown strong").InnerTextAsync(), (await page.Locator("tbody tr").CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await window.InspectAsync("standards-unknown");

        await page.GotoAsync("/standards/1");
        await window.InspectAsync("standard");
        await page.GotoAsync("/standards/50");
        await window.InspectAsync("standard-lapsed-equipment");
        await page.GotoAsync("/standards/1/edit");
        await window.InspectAsync("standard-edit");
        window.Expect422();
        await page.FillAsync("#ClassificationCode", "4113803");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("#ClassificationCode-error code")).ToHaveTextAsync("standard.bad-code");
        await window.InspectAsync("standard-edit-error");

        await page.GotoAsync("/standards/1/certificates/new");
        await page.SelectOptionAsync("#Kind", "Assessment");
        await page.FillAsync("#Number", "〔2026〕示量标法证字第0099号");
        await page.FillAsync("#Issuer", "示例省市场监督管理局（示例）");
        await page.FillAsync("#IssuedOn", "2026-05-01");
        await page.FillAsync("#ValidUntil", "2026-04-30");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("#ValidUntil-error code")).ToHaveTextAsync("input.dates-reversed");
        await window.InspectAsync("standard-certificate-error");

        await page.GotoAsync("/standards?on=tomorrow");
        await window.InspectAsync("standards-bad-date");
        await page.GotoAsync("/due");
        await window.InspectAsync("due");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Equipment_is_listed_shown_and_entered(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.GotoAsync("/equipment");
        await window.InspectAsync("equipment-list");
        await page.ClickAsync("tbody tr:has-text('DEMO-PRT-001') a");
        await page.WaitForURLAsync("**/equipment/*");
        await window.InspectAsync("equipment");
        window.Expect422();
        await page.GotoAsync("/equipment/new");
        await page.FillAsync("#Code", "DEMO-PRT-001");
        foreach (var field in new[] { "NameZh", "NameEn", "Manufacturer", "Model", "SerialNumber" })
            await page.FillAsync("#" + field, "X-1");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("#Code-error code")).ToHaveTextAsync("equipment.code-taken");
        await window.InspectAsync("equipment-edit-error");
        await page.GotoAsync("/equipment/1/certificates/new");
        await window.InspectAsync("traceability-new");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Targets_are_quoted_counted_and_read(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.GotoAsync("/targets");
        await window.InspectAsync("targets");

        await page.GotoAsync("/targets/LY-1");
        // A card of controls alone is no empty box on paper.
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".card:has(#reading)")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("blockquote").First).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.Locator("[data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("target");
        var counted = await page.Locator(".target-count a").InnerTextAsync();
        await page.ClickAsync(".target-count a");
        await page.WaitForURLAsync("**/standards?**");
        Assert.Equal(counted, (await page.Locator("tbody tr").CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await window.InspectAsync("target-standards");

        await page.GotoAsync("/targets/LY-1?on=2025-12-31&reading=newly-built-in-period");
        await window.InspectAsync("target-other-reading");
        await page.GotoAsync("/targets/CD-4");
        await page.Locator("[data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("target-open-meaning");
        await page.GotoAsync("/targets/HN-1");
        await window.InspectAsync("target-no-number");

        await page.GotoAsync("/targets/CD-2");
        await page.SelectOptionAsync("#Reading", "increment-of-the-year");
        await page.FillAsync("#Because", "示例：与主管部门核对");
        await page.ClickAsync("#reading button");
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await page.Locator("[data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("target-chosen");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Jobs_are_run_by_hand(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.GotoAsync("/jobs");
        await page.ClickAsync(".row-action button");
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await window.InspectAsync("jobs");
    }

    [Fact]
    public async Task Planning_works_without_scripts()
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, 1024, 768, "zh", scripts: false);
        var page = window.Page;
        await page.GotoAsync("/standards");
        await page.FillAsync("#on", "2030-01-01");
        await page.ClickAsync(".date-choice button");
        await page.WaitForURLAsync("**/standards?on=2030-01-01**");
        await page.GotoAsync("/targets/LY-1");
        await page.ClickAsync(".chart summary");
        await Assertions.Expect(page.Locator(".chart table")).ToBeVisibleAsync();
    }
}
