using System.Globalization;
using System.Net;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Testing;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>A planner registers a bench, is told what is wrong, tries its link and draws a key; a meter that speaks real bytes answers. Pictures are left in the output under screenshots/.</summary>
public sealed class BenchRegisterTests(Browser browser) : IClassFixture<Browser>
{
    private const string Number = "000000000001";

    [Theory]
    [InlineData(1440, 900, "zh")]
    [InlineData(1024, 768, "en")]
    public async Task A_bench_is_registered_tried_and_seen_in_its_health(int width, int height, string language)
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        var process = new ChargingProcess(seed: 1);
        await using var meter = new MeterServer(
            new(IPAddress.Loopback, 0), line => new SimulatedDlt645Meter(line, new(Number, Number, 0m, TimeSpan.FromHours(8)), process, TimeProvider.System), TimeProvider.System);
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(width, height), language);
        var page = window.Page;
        await page.GotoAsync("/login");
        await page.ClickAsync("#demo-planner button");
        await page.WaitForURLAsync("**/", new() { WaitUntil = WaitUntilState.Commit });

        await page.GotoAsync("/laboratory/benches");
        await window.InspectAsync("bench-register");
        await page.ClickAsync(".page-actions a[href$='/new']");
        await page.WaitForURLAsync("**/new");
        await page.FillAsync("#Code", "own-1");
        await page.FillAsync("#NameZh", "充电桩检定台");
        await page.FillAsync("#NameEn", "Pile bench");
        await page.CheckAsync("#IsSimulated");
        await page.SelectOptionAsync("[id='Reference.EquipmentId']", "1");
        await page.FillAsync("[id='Reference.Link']", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{meter.EndPoint.Port}"));
        await page.FillAsync("[id='Reference.Address']", "1");
        await page.FillAsync("[id='Unit.Link']", "pile-9");
        await page.FillAsync("[id='Load.Link']", "load-9");
        window.Expect422();
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("[id='Reference.Address-error'] code")).ToHaveTextAsync("bench.dlt645-address");
        await window.InspectAsync("bench-edit-error");

        await page.FillAsync("[id='Reference.Address']", Number);
        await page.ClickAsync(".page-actions button");
        await Assertions.Expect(page.Locator("table").First).ToContainTextAsync("mqtt:pile-9");
        await window.InspectAsync("bench-registered");
        await page.ClickAsync("form[action$='/try/reference'] button");
        await Assertions.Expect(page.Locator("[aria-labelledby=tried]")).ToContainTextAsync(Number);
        await window.InspectAsync("bench-tried");
        await page.ClickAsync("form[action$='/key/unit'] button");
        await Assertions.Expect(page.Locator("[role=status] code")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9a-f]{48}$"));
        await window.InspectAsync("bench-key");

        await page.GotoAsync("/login");
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/login");
        await page.ClickAsync("#demo-technician button");
        await page.WaitForURLAsync("**/");
        await page.GotoAsync("/benches/health");
        await Assertions.Expect(page.Locator(".health").Filter(new() { HasText = "own-1" })).ToContainTextAsync($"tcp:127.0.0.1:{meter.EndPoint.Port}");
        await window.InspectLiveAsync("bench-health");
    }
}
