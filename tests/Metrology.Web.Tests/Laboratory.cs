using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Testing;
using Metrology.Web.Access;
using Metrology.Web.Demonstration;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests;

/// <summary>The whole server on a database of its own, without a socket.</summary>
public sealed class Laboratory : IAsyncDisposable
{
    /// <summary>A seeded demonstration.</summary>
    private static readonly PreparedFolder Seeded = new(SeedAsync);

    /// <summary>The same with one pile measured that passes and one that fails, both waiting to be checked.</summary>
    private static readonly PreparedFolder Measured = new(MeasureAsync);

    /// <summary>Simulated seconds in a second: a run takes about a second instead of a quarter of a minute.</summary>
    public const double Hurry = 4000;

    private readonly string folder;

    private Laboratory(WebApplication app, string folder, MovableClock clock) => (App, this.folder, Clock) = (app, folder, clock);

    public WebApplication App { get; }

    public MovableClock Clock { get; }

    public IReadOnlyList<DemoLogins.Login> Logins => App.Services.GetRequiredService<DemoLogins>().All;

    /// <param name="demo">With one account a role; otherwise empty, as on a first run.</param>
    /// <param name="with">What else the server is asked for.</param>
    public static async Task<Laboratory> StartAsync(
        bool demo = true, Action<WebApplication>? more = null, double speed = SimulationSettings.DefaultSpeed, Func<ServeOptions, ServeOptions>? with = null) =>
        await StartAsync(demo ? await Seeded.CopyAsync() : Directory.CreateTempSubdirectory("metrology-web-").FullName, demo, more, speed, with);

    /// <summary>With records that wait to be checked: SIM-EV-0001 passed, SIM-EV-0002 failed.</summary>
    public static async Task<Laboratory> StartMeasuredAsync() => await StartAsync(await Measured.CopyAsync(), demo: true, null);

    /// <summary>Stops the server as it is and starts another on what it left. This one is gone afterwards.</summary>
    public async Task<Laboratory> RestartAsync()
    {
        await App.DisposeAsync();
        return await StartAsync(folder, demo: true, null);
    }

    /// <summary>Another server on a data folder of its own.</summary>
    public Task<Laboratory> AnotherOnAsync(string folder) => StartAsync(folder, demo: true, null);

    private static async Task<Laboratory> StartAsync(
        string folder, bool demo, Action<WebApplication>? more, double speed = SimulationSettings.DefaultSpeed, Func<ServeOptions, ServeOptions>? with = null)
    {
        var clock = new MovableClock();
        var options = new ServeOptions(new(folder), demo) { Speed = speed, PersonRequests = int.MaxValue, Signatures = int.MaxValue };
        var app = MetrologyHost.Create(with?.Invoke(options) ?? options, builder =>
        {
            ForTests(builder);
            builder.Logging.AddFilter("Microsoft", LogLevel.Critical);
            builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>("Metrology.Web", LogLevel.Error);
            builder.Services.AddSingleton<TimeProvider>(clock);
        });
        more?.Invoke(app);
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new(app, folder, clock);
    }

    /// <summary>Without a socket, and with passwords that are quick to check: a third of the time of these tests went into hashing them.</summary>
    private static void ForTests(WebApplicationBuilder builder)
    {
        builder.WebHost.UseTestServer();
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1000);
    }

    private static async Task SeedAsync(string folder)
    {
        await using var app = MetrologyHost.Create(new ServeOptions(new(folder), IsDemo: true), ForTests);
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
    }

    private static async Task MeasureAsync(string folder)
    {
        await Seeded.CopyToAsync(folder);
        await using var app = MetrologyHost.Create(new ServeOptions(new(folder), IsDemo: true) { Speed = Hurry }, ForTests);
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var people = await DemoPeople.FindAsync(app.Services.GetRequiredService<LaboratoryQueries>(), CancellationToken.None);
        foreach (var serial in new[] { "SIM-EV-0001", "SIM-EV-0002" })
        {
            var request = await DemoRequest.OfAsync(app.Services, serial, CancellationToken.None);
            Assert.Null((await HeadlessScenario.Create(app.Services).SubmitAsync(people, request, _ => { }, CancellationToken.None)).Refusal);
        }
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>The one record of the pile.</summary>
    public async Task<Guid> RecordOfAsync(string serial) => (await Get<VerificationQueries>().ListAsync(null, serial, CancellationToken.None)).Single().Id;

    public async Task<VerificationState> StateOfAsync(Guid id) => (await Get<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value.Verification.State;

    /// <summary>Gives the account of a role further roles, as small institutions do.</summary>
    public async Task GiveAsync(Role to, params Role[] roles)
    {
        var account = (await Get<LaboratoryQueries>().AccountsAsync(CancellationToken.None)).Single(row => row.UserName == Logins.Single(login => login.Role == to).UserName);
        Assert.Null((await Get<AdministerAccounts>().SetRolesAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, account.Id, [to, .. roles], CancellationToken.None)).Refusal);
    }

    /// <summary>Changes the database behind the product.</summary>
    public async Task SqlAsync(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Get<ServeOptions>().Data.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await Ledger.Triggers.WithoutAsync(connection, command.ExecuteNonQueryAsync);
    }

    public TestServer Server => App.GetTestServer();

    public Visitor Visit() => new(App.GetTestServer());

    public async Task<Visitor> SignInAsync(Role role)
    {
        var visitor = Visit();
        var login = Logins.Single(one => one.Role == role);
        var answer = await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    /// <summary>What the first administrator brings.</summary>
    public (string, string) SetUpCode => (FirstRun.CodeField, Get<FirstRun>().Code);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>One browser: keeps cookies, follows no redirect, takes the form token from a page before it posts.</summary>
/// <param name="client">Made anew for each request.</param>
public sealed partial class Visitor(Func<HttpClient> client)
{
    public Visitor(TestServer server)
        : this(server.CreateClient)
    {
    }

    private readonly CookieContainer cookies = new();

    public string? AcceptLanguage { get; set; }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What was sent, as it is.</summary>
    public async Task<string> ReadRawAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Posts with the token of the page <paramref name="form"/>, which is the path itself unless said.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => await PostFromAsync(path, path, fields);

    /// <summary>Chooses a password with the one-time code that an administrator was shown, and is signed in.</summary>
    public async Task WelcomeAsync(string userName, string code, string own) =>
        Assert.Equal("/", (await PostAsync("/welcome", ("userName", userName), ("oneTimeCode", code), ("password", own), ("passwordAgain", own))).Headers.Location?.OriginalString);

    /// <summary>The code that the page shows to an administrator.</summary>
    public static async Task<string> OneTimeCodeOf(HttpResponseMessage shown)
    {
        var page = await shown.Content.ReadAsStringAsync();
        return OneTime().Match(page) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException(page);
    }

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
        using var sender = client();
        var address = new Uri(sender.BaseAddress!, request.RequestUri!);
        if (cookies.GetCookieHeader(address) is { Length: > 0 } kept)
            request.Headers.Add("Cookie", kept);
        if (AcceptLanguage is not null)
            request.Headers.Add("Accept-Language", AcceptLanguage);
        var answer = await sender.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                cookies.SetCookies(address, cookie);
        }

        return answer;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("one-time-code\">([a-z0-9-]+)<")]
    private static partial Regex OneTime();
}

/// <summary>A clock that stands until it is moved. It begins now, because cookies are compared with the client's time.</summary>
public sealed class MovableClock : TimeProvider
{
    private DateTimeOffset now = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
