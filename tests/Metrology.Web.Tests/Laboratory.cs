using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests;

/// <summary>The whole server on a database of its own, without a socket.</summary>
public sealed class Laboratory : IAsyncDisposable
{
    /// <summary>A seeded demonstration, made once and copied for every test: migrating and hashing passwords take a second each time.</summary>
    private static readonly Lazy<Task<string>> Seeded = new(SeedAsync);

    private readonly string folder;

    private Laboratory(WebApplication app, string folder, MovableClock clock) => (App, this.folder, Clock) = (app, folder, clock);

    public WebApplication App { get; }

    public MovableClock Clock { get; }

    public IReadOnlyList<DemoLogins.Login> Logins => App.Services.GetRequiredService<DemoLogins>().All;

    /// <param name="demo">With one account a role; otherwise empty, as on a first run.</param>
    public static async Task<Laboratory> StartAsync(bool demo = true, Action<WebApplication>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-web-").FullName;
        if (demo)
            Copy(await Seeded.Value, folder);
        return await StartAsync(folder, demo, more);
    }

    /// <summary>Stops the server as it is and starts another on what it left. This one is gone afterwards.</summary>
    public async Task<Laboratory> RestartAsync()
    {
        await App.DisposeAsync();
        return await StartAsync(folder, demo: true, null);
    }

    private static async Task<Laboratory> StartAsync(string folder, bool demo, Action<WebApplication>? more)
    {
        var clock = new MovableClock();
        var app = MetrologyHost.Create(new ServeOptions(new(folder), demo), builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.AddFilter("Microsoft", LogLevel.Critical);
            builder.Services.AddSingleton<TimeProvider>(clock);
        });
        more?.Invoke(app);
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new(app, folder, clock);
    }

    private static async Task<string> SeedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-seed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var app = MetrologyHost.Create(new ServeOptions(new(folder), IsDemo: true), builder => builder.WebHost.UseTestServer());
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        return folder;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    public Visitor Visit() => new(App.GetTestServer());

    public async Task<Visitor> SignInAsync(Role role)
    {
        var visitor = Visit();
        var login = Logins.Single(one => one.Role == role);
        var answer = await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>One browser: keeps cookies, follows no redirect, takes the form token from a page before it posts.</summary>
public sealed partial class Visitor(TestServer server)
{
    private readonly CookieContainer cookies = new();

    public string? AcceptLanguage { get; set; }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Posts with the token of the page <paramref name="form"/>, which is the path itself unless said.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => await PostFromAsync(path, path, fields);

    public async Task<HttpResponseMessage> PostFromAsync(string form, string path, params (string Name, string Value)[] fields)
    {
        var page = await (await GetAsync(form)).Content.ReadAsStringAsync();
        var token = Token().Match(page).Groups[1].Value;
        return await PostWithAsync(token, path, fields);
    }

    public Task<HttpResponseMessage> PostWithAsync(string token, string path, params (string Name, string Value)[] fields) =>
        SendAsync(new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token))),
        });

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var client = server.CreateClient();
        var address = new Uri(client.BaseAddress!, request.RequestUri!);
        if (cookies.GetCookieHeader(address) is { Length: > 0 } kept)
            request.Headers.Add("Cookie", kept);
        if (AcceptLanguage is not null)
            request.Headers.Add("Accept-Language", AcceptLanguage);
        var answer = await client.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                cookies.SetCookies(address, cookie);
        }

        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>A clock that stands until it is moved. It begins now, because cookies are compared with the client's time.</summary>
public sealed class MovableClock : TimeProvider
{
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
