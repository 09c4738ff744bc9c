using Metrology.App.Laboratory;
using Metrology.Testing;
using Metrology.Web.Host;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>The shell as people see it. Pictures are left in the output under screenshots/.</summary>
public sealed class ShellTests(Browser browser) : IClassFixture<Browser>
{
    private const string Password = "lamps hum over grey roofs";

    public static TheoryData<int, int, string> Views => new()
    {
        { 1440, 900, "zh" },
        { 1440, 900, "en" },
        { 1024, 768, "zh" },
        { 1024, 768, "en" },
    };

    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    [Theory]
    [MemberData(nameof(Views))]
    public async Task First_run_makes_the_administrator(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: false);
        await using var window = await browser.OpenAsync(server, new(width, height), language);
        var page = window.Page;
        await page.GotoAsync("/");
        await window.InspectAsync("setup");

        await page.FillAsync("#SetUpCode", server.Get<FirstRun>().Code);
        await page.FillAsync("#NameZh", "测试计量检定所");
        await page.FillAsync("#UserName", "zhang.san");
        await page.FillAsync("#DisplayName", "张三");
        await page.FillAsync("#Password", Password);
        await page.FillAsync("#PasswordAgain", Password + "!");
        window.Expect422();
        await page.ClickAsync("main button");
        await window.InspectAsync("setup-error");
        Assert.Equal("form-errors", await page.EvaluateAsync<string>("document.activeElement.className"));

        await page.FillAsync("#Password", Password);
        await page.FillAsync("#PasswordAgain", Password);
        await page.UncheckAsync("[name=SecondFactor]");
        await page.ClickAsync("main button");
        await page.WaitForURLAsync("**/");
        await window.InspectAsync("home-first");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task One_click_signs_in_to_the_demonstration(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(width, height), language);
        var page = window.Page;
        await page.GotoAsync("/accounts");
        await window.InspectAsync("login");
        await window.NothingIsCutAsync(".role-card > *");

        await page.ClickAsync("#demo-administrator button");
        await page.WaitForURLAsync("**/accounts");
        await window.InspectAsync("accounts");
        // Anywhere on the row, where no text is: the link of its first cell covers the row.
        var row = await page.Locator("tbody tr:nth-child(2) td:nth-child(3)").BoundingBoxAsync();
        await page.Mouse.ClickAsync(row!.X + row.Width - 4, row.Y + (row.Height / 2));
        await page.WaitForURLAsync("**/accounts/*");
        await window.InspectAsync("account");
        await page.GotoAsync("/institution");
        await window.InspectAsync("institution");
        await page.GotoAsync("/ui");
        await page.Locator("[data-drawn] canvas").First.WaitForAsync();
        await window.InspectAsync("gallery");
    }

    [Fact]
    public async Task The_keyboard_reaches_search_and_a_scanner_searches()
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(1440, 900), "zh");
        var page = window.Page;
        await page.GotoAsync("/login");
        await page.ClickAsync("#demo-technician button");
        await page.WaitForURLAsync("**/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.Keyboard.PressAsync("Control+k");
        Assert.Equal("search", await page.EvaluateAsync<string>("document.activeElement.id"));

        await page.EvaluateAsync("document.activeElement.blur()");
        // A scanner is faster than keys that a driver sends to a busy browser.
        await page.EvaluateAsync("keys => keys.forEach(key => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })))", new[] { "D", "C", "-", "0", "0", "0", "1", "Enter" });
        await page.WaitForURLAsync("**/search?q=DC-0001");
        await window.InspectAsync("search");
    }

    [Fact]
    public async Task Record_screens_work_without_scripts()
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(1024, 768), "zh", scripts: false);
        var page = window.Page;
        await page.GotoAsync("/institution");
        await page.ClickAsync("#demo-administrator button");
        await page.FillAsync("#Telephone", "010-12345678");
        await page.FillAsync("#Because", "测试");
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#Telephone")).ToHaveValueAsync("010-12345678");
        await page.ClickAsync("details.menu summary");
        await page.ClickAsync(".menu-body button");
        await page.WaitForURLAsync("**/login");
    }
}
