using Metrology.Testing;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>A verifier's day: from the queue over the bench, with nothing but the keyboard, to a submitted record.</summary>
public sealed class TechnicianTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>A load of the simulated bench takes some seconds; a machine that builds beside it takes more.</summary>
    private const float Patience = 90_000;

    private static void NeedsChromium() => Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");

    [Theory]
    [InlineData(1440, 900, "zh")]
    [InlineData(1024, 768, "en")]
    public async Task A_pile_is_verified_with_the_keyboard_alone(int width, int height, string language)
    {
        NeedsChromium();
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(width, height), language);
        var page = window.Page;
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync("/queue");
        await page.ClickAsync("#demo-technician button");
        await page.WaitForURLAsync("**/queue");
        await window.InspectAsync("queue-empty");
        await page.GotoAsync("/units");
        await window.InspectAsync("units");
        await page.GotoAsync("/benches");
        await window.InspectAsync("benches-free");

        await page.GotoAsync("/verifications/new");
        // The browser gives the field its focus with the first frame, which may come after the page's load: what is typed before goes nowhere.
        await Assertions.Expect(page.Locator("#SerialNumber")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("SIM-EV-0001");
        await Assertions.Expect(page.Locator("#SerialNumber")).ToHaveValueAsync("SIM-EV-0001");
        await window.InspectAsync("open");
        // Where the suggestions open late and under the pointer, Enter takes the one that is there instead of sending the form.
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Enter");
        await window.ArriveAsync("**/bench");
        await EnvironmentAsync(window);
        await ChecksAsync(window);
        await MeasureAsync(window);

        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/verifications/[^/]+$"));
        await window.InspectAsync("record-evaluated");
        await page.ClickAsync(".budget summary");
        await page.GotoAsync(page.Url + "/transcript");
        await window.InspectAsync("transcript");
        await page.GoBackAsync();

        // The one primary action of the page, reached and pressed with the keyboard.
        await page.FocusAsync(".page-actions .btn-primary");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".notice")).ToBeVisibleAsync();
        await window.InspectAsync("record-submitted");
        await page.GotoAsync("/queue");
        await window.InspectAsync("queue");
        await page.GotoAsync("/units");
        await page.ClickAsync("text=SIM-EV-0001");
        await page.WaitForURLAsync("**/units/*");
        await window.InspectAsync("unit");
    }

    private static async Task EnvironmentAsync(Window window)
    {
        var page = window.Page;
        await Assertions.Expect(page.Locator("#temperature")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("warm");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("52");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("120");
        window.Expect422();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#temperature-error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#relative-humidity")).ToHaveValueAsync("52");
        await window.InspectLiveAsync("bench-environment-wrong");

        await Assertions.Expect(page.Locator("#temperature")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("23.4");
        await page.Keyboard.PressAsync("Enter");
        await AnswerAsync(page);
    }

    private static async Task ChecksAsync(Window window)
    {
        var page = window.Page;
        await Assertions.Expect(page.Locator(".check-row")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Locator(".check-row input").First).ToBeFocusedAsync();
        for (var row = 0; row < 5; row++)
            await page.Keyboard.PressAsync("y");
        await window.InspectLiveAsync("bench-checks");
        await page.Keyboard.PressAsync("y");
        await page.Keyboard.PressAsync("Enter");
        await AnswerAsync(page);
    }

    /// <summary>Every measuring step to the end: begun, read, accepted; the second is repeated once with a reason.</summary>
    private static async Task MeasureAsync(Window window)
    {
        var page = window.Page;
        await Primary(page).WaitForAsync();
        await window.InspectLiveAsync("bench-waiting");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".phase progress")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#point .phase")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"[2-9]\d %"), new() { Timeout = Patience });
        await window.InspectLiveAsync("bench-loading");

        await Assertions.Expect(page.Locator(".figure-verdict")).ToBeVisibleAsync(new() { Timeout = Patience });
        await window.InspectLiveAsync("bench-read");
        var size = await page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.querySelector('.figure-value')).fontSize)");
        Assert.True(size >= 96, $"{size} px");

        await page.Keyboard.PressAsync("r");
        await Assertions.Expect(page.Locator("#reason-repeat")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#reason-repeat-error")).ToBeVisibleAsync();
        await window.InspectLiveAsync("bench-repeat-refused");
        await Assertions.Expect(page.Locator("#reason-repeat")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(window.IsChinese ? "插头松动" : "Loose plug");
        await window.InspectLiveAsync("bench-repeat");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".earlier s").First).ToBeVisibleAsync();
        await window.InspectLiveAsync("bench-repeated");

        // An accepted step is taken back with a reason, and done again.
        await page.Keyboard.PressAsync("b");
        await Assertions.Expect(page.Locator("#ask-takeback select")).ToBeFocusedAsync();
        await page.SelectOptionAsync("#ask-takeback select", "appearance/default/1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(window.IsChinese ? "看错铭牌" : "Wrong plate");
        await window.InspectLiveAsync("bench-take-back");
        await page.Keyboard.PressAsync("Enter");
        await ChecksAsync(window);

        await page.Keyboard.PressAsync("F2");
        await Assertions.Expect(page.Locator(".bytes table")).ToBeVisibleAsync();
        await window.InspectLiveAsync("bench-bytes");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#ask-keys")).ToBeVisibleAsync();
        await window.InspectLiveAsync("bench-keys");
        await page.Keyboard.PressAsync("Escape");

        var record = page.Locator(".steps-row");
        while (true)
        {
            await Primary(page).Or(record).First.WaitForAsync();
            if (await record.CountAsync() > 0)
                return;
            await AnswerAsync(page);
        }
    }

    private static ILocator Primary(IPage page) => page.Locator("#desk [data-key=Enter]");

    /// <summary>Enter, and the desk asks something else: a second Enter that comes before that would answer the same question.</summary>
    private static async Task AnswerAsync(IPage page)
    {
        await Primary(page).WaitForAsync();
        var asked = await page.Locator("[data-desk]").GetAttributeAsync("data-desk");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"[data-desk='{asked}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
