using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>A passkey from the browser's own hands: a virtual authenticator of Chromium makes it, signs in and confirms.</summary>
public sealed class PasskeyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_and_confirms()
    {
        Assert.SkipWhen(ForeignProgram.Missing(Browser.Program) is not null, ForeignProgram.Missing(Browser.Program) ?? "");
        await using var server = await Server.StartAsync(demo: true);
        await using var window = await browser.OpenAsync(server, new(1024, 768), "zh");
        var page = window.Page;
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        // Browsers give passkeys to names, not to numbers.
        var home = server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await page.GotoAsync($"{home}/me");
        await window.InspectAsync("login-passkey");
        await page.ClickAsync("#demo-technician button");
        await page.WaitForURLAsync("**/me");

        await page.ClickAsync("form[action='/me/passkeys/new'] button");
        await page.FillAsync("#name", "测试用的钥匙");
        await window.InspectAsync("passkey-new");
        await page.ClickAsync("[data-passkey-ask]");
        await Assertions.Expect(page.Locator(".recovery-codes li")).ToHaveCountAsync(RecoveryCodes.Count);
        await page.GotoAsync($"{home}/me");
        await Assertions.Expect(page.Locator("td", new() { HasText = "测试用的钥匙" }).First).ToBeVisibleAsync();
        await window.InspectAsync("my-passkeys");

        await page.ClickAsync("details.menu summary");
        await page.ClickAsync("form[action='/logout'] button");
        await page.WaitForURLAsync("**/login");
        await page.ClickAsync("[data-passkey-ask]");
        await page.WaitForURLAsync($"{home}/");
        await page.GotoAsync($"{home}/me");
        await Assertions.Expect(page.Locator("td", new() { HasText = "通行密钥" }).First).ToBeVisibleAsync();

        // As if the sign-in had been a while ago.
        var account = (await server.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Single(row => row.UserName == server.Login(Role.Technician).UserName).Id;
        await server.Get<Store>().WriteAsync<int>(
            async db =>
            {
                foreach (var session in await db.SignInSessions.Where(row => row.AccountId == account).ToListAsync())
                    session.ConfirmedAt -= SessionLimits.Confirmed;
                return account;
            },
            TestContext.Current.CancellationToken);
        await page.ClickAsync("form[action='/me/second-factor/codes'] button");
        await page.ClickAsync("#passkey [data-passkey-ask]");
        await Assertions.Expect(page.Locator(".recovery-codes li")).ToHaveCountAsync(RecoveryCodes.Count);
    }
}
