using Metrology.Testing;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>Building projects, the overview and the forecast as people see them. Pictures are left in the output under screenshots/.</summary>
public sealed class BuildingTests(Browser browser) : IClassFixture<Browser>
{
    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    private async Task<Window> SignInAsync(Server server, int width, int height, string language, bool scripts = true)
    {
        var window = await browser.OpenAsync(server, new(width, height), language, scripts);
        await window.Page.GotoAsync("/login");
        await window.Page.ClickAsync("#demo-planner button");
        await window.Page.WaitForURLAsync("**/", new() { WaitUntil = WaitUntilState.Commit });
        return window;
    }

    [Theory]
    [MemberData(nameof(PlannerTests.Views), MemberType = typeof(PlannerTests))]
    public async Task Projects_are_seen_as_board_chart_and_list_and_moved_on(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.GotoAsync("/projects");
        await window.InspectAsync("projects-board");
        // Arrow keys: from the first card to the one in the next column that has one, and Enter opens it.
        await page.Locator(".board-card").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/projects/2");
        await page.Locator("[data-gantt][data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("project");
        await page.GotoAsync("/projects?view=gantt");
        await page.Locator("[data-gantt][data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("projects-gantt");
        await page.GotoAsync("/projects?view=list");
        await window.InspectAsync("projects-list");

        window.Expect422();
        await page.GotoAsync("/projects/2/stages/TrialRun");
        var begun = await page.InputValueAsync("#ActualFrom");
        await page.FillAsync("#ActualTo", "2020-01-01");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("#ActualTo-error code")).ToHaveTextAsync("project.end-before-start");
        await window.InspectAsync("stage-error");
        await page.FillAsync("#ActualTo", begun);
        await page.ClickAsync(".page-actions button");
        await page.WaitForURLAsync("**/projects/2");
        await Assertions.Expect(page.Locator("ins").First).ToHaveTextAsync(begun);

        await page.GotoAsync("/projects/2/documents");
        await window.InspectAsync("documents");
        await page.GotoAsync("/projects/new");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("#NameZh-error code")).ToHaveTextAsync("input.required");
        await window.InspectAsync("project-new-error");
        await page.GotoAsync("/projects/holidays");
        await page.FillAsync("#Year", "2027");
        await page.FillAsync("#Source", "示例通知");
        await page.FillAsync("#WorkedWeekends", "2027-10-01");
        await page.ClickAsync("#holidays button");
        await Assertions.Expect(page.Locator("#WorkedWeekends-error code")).ToHaveTextAsync("project.holiday-kind");
        await window.InspectAsync("holidays-error");
    }

    [Theory]
    [MemberData(nameof(PlannerTests.Views), MemberType = typeof(PlannerTests))]
    public async Task A_planner_begins_with_the_overview_and_asks_what_if(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, width, height, language);
        var page = window.Page;
        await page.Locator("[data-chart][data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("overview");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await window.InspectAsync("overview-print");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });

        var day = page.Locator(".cliff-list li").First;
        var falling = await day.Locator("strong").InnerTextAsync();
        await day.Locator("a").ClickAsync();
        await page.WaitForURLAsync("**/planner/falls?on=**");
        Assert.Equal(falling, (await page.Locator("tbody tr").CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture));
        await window.InspectAsync("falls");

        await page.GotoAsync("/targets/LY-1/forecast");
        await window.InspectAsync("forecast-decided");
        await page.GotoAsync("/targets/LY-1/forecast?by=2029-12-31&renewal=70");
        await page.Locator("[data-chart][data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("forecast");
        var before = await page.Locator(".target-count").InnerTextAsync();
        await page.FillAsync("#add", "15");
        await page.FillAsync("[name='delay-1']", "400");
        await page.ClickAsync(".what-if .btn-primary");
        await page.WaitForURLAsync("**add=15**");
        await page.Locator("[data-chart][data-drawn] canvas").First.WaitForAsync();
        Assert.NotEqual(before, await page.Locator(".target-count").InnerTextAsync());
        Assert.Equal("400", await page.InputValueAsync("[name='delay-1']"));
        await window.InspectAsync("forecast-what-if");
        await page.Locator(".row-action a").First.ClickAsync();
        await page.WaitForURLAsync("**delay=1%3A400**");
        Assert.Equal("400", await page.InputValueAsync("[name='delay-1']"));
        window.Expect422();
        await page.GotoAsync("/targets/LY-1/forecast?by=2029-12-31&renewal=170");
        await Assertions.Expect(page.Locator("#renewal-error code")).ToHaveTextAsync("forecast.bad-renewal");
        await window.InspectAsync("forecast-error");
    }

    [Fact]
    public async Task Projects_and_forecast_work_without_scripts()
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await SignInAsync(server, 1024, 768, "zh", scripts: false);
        var page = window.Page;
        await page.GotoAsync("/projects?view=gantt");
        await page.ClickAsync(".chart summary");
        await Assertions.Expect(page.Locator(".chart table")).ToBeVisibleAsync();
        await page.GotoAsync("/targets/LY-1/forecast?by=2029-12-31");
        await page.FillAsync("#add", "2");
        await page.ClickAsync(".what-if .btn-primary");
        await page.WaitForURLAsync("**add=2**");
        await page.ClickAsync(".chart summary");
    }
}
