using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Testing;
using Metrology.Web.Demonstration;
using Microsoft.Playwright;
using System.Security.Cryptography;

namespace Metrology.Browser.Tests;

/// <summary>Review, certificate and check page as people see and press them.</summary>
public sealed class ReviewTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Simulated seconds in a second.</summary>
    private const double Hurry = 4000;

    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    private static async Task<Server> MeasuredAsync()
    {
        var server = await Server.StartAsync(demo: true, Hurry);
        var people = await DemoPeople.FindAsync(server.Get<LaboratoryQueries>(), CancellationToken.None);
        foreach (var serial in new[] { "SIM-EV-0001", "SIM-EV-0002" })
        {
            var request = await DemoRequest.OfAsync(server.Services, serial, CancellationToken.None);
            Assert.Null((await HeadlessScenario.Create(server.Services).SubmitAsync(people, request, _ => { }, CancellationToken.None)).Refusal);
        }

        return server;
    }

    private static async Task SignInAsync(IPage page, string userName, string path)
    {
        await page.GotoAsync(path);
        await page.ClickAsync($"#demo-{userName} button");
        await page.WaitForURLAsync("**" + path);
    }

    [Theory]
    [InlineData(1440, 900, "zh")]
    [InlineData(1024, 768, "en")]
    public async Task Checker_and_approver_sign_by_key_and_a_stranger_checks(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await MeasuredAsync();
        await using (var window = await browser.OpenAsync(server, new(width, height), language))
        {
            var page = window.Page;
            await SignInAsync(page, "checker", "/reviews/check");
            await window.InspectAsync("review-list");
            await page.ClickAsync("tbody tr:first-child a");
            await window.InspectAsync("review");

            // J goes to the next, K back, X opens the reason, V signs.
            var first = page.Url;
            await page.Keyboard.PressAsync("j");
            await page.WaitForURLAsync(url => url != first && url.Contains("/reviews/", StringComparison.Ordinal));
            await window.InspectAsync("review-failed");
            await page.Keyboard.PressAsync("k");
            await page.WaitForURLAsync(first);
            await page.Keyboard.PressAsync("x");
            await Assertions.Expect(page.Locator("textarea[name=reason]")).ToBeFocusedAsync();
            await window.InspectAsync("review-return");
            await page.Keyboard.PressAsync("Escape");
            await page.EvaluateAsync("document.activeElement.blur()");
            await page.Keyboard.PressAsync("v");
            await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        }

        await using (var window = await browser.OpenAsync(server, new(width, height), language))
        {
            var page = window.Page;
            await SignInAsync(page, "approver", "/reviews/approve");
            await page.ClickAsync("tbody tr:first-child a");
            await window.InspectAsync("approve");
            await page.Keyboard.PressAsync("v");
            await page.WaitForURLAsync("**/certificates/*");
            await window.InspectAsync("certificate");
            var pdf = await DownloadAsync(page);
            Assert.Equal(await page.Locator(".hash").First.InnerTextAsync(), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(pdf))));
            await page.GotoAsync("/certificates");
            await window.InspectAsync("certificates");

            await page.ClickAsync("tbody tr:first-child a");
            var check = await page.Locator("a[href^='/check/']").GetAttributeAsync("href");
            await StrangerAsync(server, language, check!, pdf);
            await EndAsync(window);
        }
    }

    /// <summary>A replacement that would correct nothing is refused, with the reason still there; a withdrawal is said at once.</summary>
    private static async Task EndAsync(Window window)
    {
        var page = window.Page;
        await page.ClickAsync(".return > summary");
        await page.FillAsync("textarea[name=reason]", "示例：名称写错");
        await window.InspectAsync("certificate-end");
        window.Expect422();
        await page.ClickAsync(".return .btn-primary");
        await Assertions.Expect(page.Locator("code:text('certificate.nothing-corrected')")).ToBeVisibleAsync();
        await page.ClickAsync(".return > summary");
        await Assertions.Expect(page.Locator("textarea[name=reason]")).ToHaveValueAsync("示例：名称写错");
        await page.ClickAsync(".return .withdraw > summary");
        await page.ClickAsync(".return button[formaction$='/withdraw']");
        await Assertions.Expect(page.Locator(".banner-barred")).ToBeVisibleAsync();
        await window.InspectAsync("certificate-withdrawn");
    }

    [Fact]
    public async Task A_scanned_label_signs_nothing()
    {
        NeedsChromium();
        await using var server = await MeasuredAsync();
        await using var window = await browser.OpenAsync(server, new(1440, 900), "zh");
        var page = window.Page;
        await SignInAsync(page, "checker", "/reviews/check");
        await page.ClickAsync("tbody tr:first-child a");
        // As fast as a scanner. A machine that pauses between two keys makes it no scan; then it is scanned again, as a person would.
        for (var scans = 0; scans < 5; scans++)
        {
            var asked = page.WaitForRequestAsync("**/search?q=VX-0001-JKV", new() { Timeout = 5_000 });
            await page.EvaluateAsync("""
                for (const key of [..."VX-0001-JKV", "Enter"])
                  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
                """);
            if (await Task.WhenAny(asked) == asked && asked.IsCompletedSuccessfully)
                break;
        }

        await page.WaitForURLAsync("**/search?q=VX-0001-JKV");
        var waiting = await server.Get<ReviewQueries>().WaitingAsync(ReviewStage.Check, CancellationToken.None);
        Assert.Equal(2, waiting.Count);
    }

    private static async Task<string> DownloadAsync(IPage page)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a.btn-primary[download]"));
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".pdf");
        await download.SaveAsAsync(path);
        return path;
    }

    /// <summary>On a telephone, with and without the right file.</summary>
    private async Task StrangerAsync(Server server, string language, string check, string pdf)
    {
        foreach (var screen in new Screen[] { new(1440, 900), new(1024, 768), new(390, 844) })
        {
            await using var window = await browser.OpenAsync(server, screen, language);
            var page = window.Page;
            await page.GotoAsync("/check");
            await window.InspectAsync("check-form");
            await page.GotoAsync(check);
            await page.SetInputFilesAsync("input[type=file]", pdf);
            await Assertions.Expect(page.Locator(".file-same")).ToBeVisibleAsync();
            await window.InspectAsync("check");
            await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "other.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7"u8.ToArray() });
            await Assertions.Expect(page.Locator(".file-differs")).ToBeVisibleAsync();
        }
    }
}
