using Metrology.App.Laboratory;
using Metrology.Testing;
using Metrology.Web.Access;
using Metrology.Web.Demonstration;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Metrology.Browser.Tests;

/// <summary>One Chromium of the machine for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Program = "chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (ForeignProgram.Find(Program) is not { } path)
            return;
        playwright = await Playwright.CreateAsync();
        // Waiting costs nothing when the page is there; a busy machine needs longer than the usual five seconds.
        Assertions.SetDefaultExpectTimeout(30_000);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
        });
    }

    /// <summary>A fresh window that knows nothing of others. Every complaint of the page is kept in <see cref="Window.Complaints"/>.</summary>
    internal async Task<Window> OpenAsync(Server server, Screen screen, string language, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = server.Address,
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            JavaScriptEnabled = scripts,
            Locale = language == "zh" ? "zh-CN" : "en-GB",
        });
        return new(context, await context.NewPageAsync(), $"{language}-{screen.Width}");
    }

    /// <summary>A window without a network, for pages from a disk.</summary>
    internal async Task<Window> OpenOfflineAsync(Screen screen, string language)
    {
        var context = await browser!.NewContextAsync(new() { Offline = true, ViewportSize = new() { Width = screen.Width, Height = screen.Height }, Locale = language == "zh" ? "zh-CN" : "en-GB" });
        return new(context, await context.NewPageAsync(), $"{language}-{screen.Width}");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

public sealed record Screen(int Width, int Height);

/// <summary>The real server on a free port with a folder of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly PreparedFolder Seeded = new(async folder =>
    {
        await using var app = MetrologyHost.Create(new(new(folder), IsDemo: true, "http://127.0.0.1:0"));
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
    });

    private readonly WebApplication app;
    private readonly string folder;

    private Server(WebApplication app, string folder) => (this.app, this.folder) = (app, folder);

    public string Address => app.Urls.First();

    public IServiceProvider Services => app.Services;

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="speed">Simulated seconds in a second.</param>
    public static async Task<Server> StartAsync(bool demo, double speed = SimulationSettings.DefaultSpeed)
    {
        var folder = demo ? await Seeded.CopyAsync() : Directory.CreateTempSubdirectory("metrology-browser-").FullName;
        var app = MetrologyHost.Create(new(new(folder), demo, "http://127.0.0.1:0") { Speed = speed, BenchNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] });
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new(app, folder);
    }

    public DemoLogins.Login Login(Role role) => app.Services.GetRequiredService<DemoLogins>().All.Single(login => login.Role == role);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
