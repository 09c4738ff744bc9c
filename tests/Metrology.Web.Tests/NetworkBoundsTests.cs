using System.Net;
using System.Net.Http.Headers;
using Metrology.App.Laboratory;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Http;

namespace Metrology.Web.Tests;

/// <summary>What may cross a network, from where administration is done, and how much one person may send and sign.</summary>
public sealed class NetworkBoundsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080", "127.0.0.1:1883", null, null)]
    [InlineData("http://0.0.0.0:5080", "127.0.0.1:1883", null, "serve.plain-http")]
    [InlineData("http://0.0.0.0:5080", "127.0.0.1:1883", "mqtt", "serve.plain-http")]
    [InlineData("http://0.0.0.0:5080", "127.0.0.1:1883", "http", null)]
    [InlineData("https://0.0.0.0:5443", "127.0.0.1:1883", null, null)]
    [InlineData("http://127.0.0.1:5080", "0.0.0.0:1883", null, "serve.plain-mqtt")]
    [InlineData("http://127.0.0.1:5080", "10.0.0.5:1883", "http", "serve.plain-mqtt")]
    [InlineData("http://192.168.7.4:5080", "0.0.0.0:1883", "http, mqtt", null)]
    public void Nothing_crosses_a_network_plain_unless_it_is_said(string url, string mqtt, string? allowed, string? code)
    {
        var plain = PlainNetwork.From(name => name == PlainNetwork.Variable ? allowed : null).Value;
        Assert.Equal(code, plain.WhyNot([BindingAddress.Parse(url)], new(new("none")) { Mqtt = IPEndPoint.Parse(mqtt) })?.Code);
    }

    [Fact]
    public async Task A_server_that_would_speak_plain_on_a_network_does_not_start()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-plain-").FullName;
        var http = await Commands.Ran.EnglishAsync("serve", "--data", folder, "--urls", "http://0.0.0.0:0", "--mqtt", "127.0.0.1:0");
        Assert.Equal((1, true), (http.Code, http.Error.Contains("serve.plain-http", StringComparison.Ordinal)));
        var mqtt = await Commands.Ran.EnglishAsync("serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "0.0.0.0:0");
        Assert.Equal((1, true), (mqtt.Code, mqtt.Error.Contains("serve.plain-mqtt", StringComparison.Ordinal)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Settings_that_say_something_else_start_nothing()
    {
        Assert.Equal("serve.bad-plain-network", PlainNetwork.From(_ => "https").Refusal?.Code);
        Assert.Equal("serve.bad-code-tolerance", CodeClock.From(_ => "31").Refusal?.Code);
        Assert.Equal("serve.bad-code-tolerance", CodeClock.From(_ => "-1").Refusal?.Code);
        Assert.Equal(TimeSpan.FromSeconds(30), CodeClock.From(_ => "30").Value);
        Assert.Equal(TimeSpan.Zero, CodeClock.From(_ => null).Value);
    }

    /// <summary>Role, password and step-up are not enough where the machine of the administrator stands elsewhere.</summary>
    [Theory]
    [InlineData("10.0.8.7", true)]
    [InlineData("::ffff:10.0.8.7", true)]
    [InlineData("10.0.9.7", false)]
    [InlineData("198.51.100.9", false)]
    public async Task Administration_is_done_from_named_networks(string from, bool isTaken)
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { AdministrationNetworks = KnownProxies.NetworksOf("", "10.0.8.0/24").Value });
        var administrator = await SignInAsync(laboratory, Role.Administrator, from);
        await laboratory.SignInAsync(Role.Planner);
        foreach (var path in new[] { "/accounts", "/api/v1/operation" })
        {
            var answer = await administrator.GetAsync(path);
            Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal(!isTaken, (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("access.administration-elsewhere", StringComparison.Ordinal));
        }

        // Nor within what others may do too: the session of somebody else.
        var planner = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(Role.Planner)).Id;
        var session = Assert.Single(await laboratory.Get<SignInSessions>().OfAsync(planner, default));
        var ended = await administrator.PostFromAsync("/me", $"/me/sessions/{session.Id}/end");
        Assert.Equal(!isTaken, (await ended.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("access.administration-elsewhere", StringComparison.Ordinal));
        Assert.Equal(isTaken ? 0 : 1, (await laboratory.Get<SignInSessions>().OfAsync(planner, default)).Count);

        // What is no administration goes on, and who may not is told so from wherever it is asked.
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/equipment")).StatusCode);
        Assert.Contains("web.not-allowed", await (await (await SignInAsync(laboratory, Role.Technician, from)).GetAsync("/api/v1/operation")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<Visitor> SignInAsync(Laboratory laboratory, Role role, string from)
    {
        var login = laboratory.Logins.Single(one => one.Role == role);
        var visitor = new Visitor(() => new(laboratory.Server.CreateHandler(context => context.Connection.RemoteIpAddress = IPAddress.Parse(from))) { BaseAddress = new("http://lab.example/") });
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
        return visitor;
    }

    [Fact]
    public void A_person_and_all_persons_have_a_quota_of_files()
    {
        var clock = new MovableClock();
        var quota = new UploadQuota(clock);
        for (var file = 0; file < Limits.Uploads; file++)
            Assert.Null(quota.Take(1, 1));
        Assert.Equal("upload.quota", quota.Take(1, 1)?.Code);
        Assert.Null(quota.Take(2, Limits.UploadBytes));
        Assert.Equal("upload.quota", quota.Take(2, 1)?.Code);
        clock.Move(Limits.UploadWindow);
        for (var person = 1; person <= 10; person++)
            Assert.Null(quota.Take(person, Limits.UploadBytes));
        Assert.Equal("upload.quota-of-all", quota.Take(11, 1)?.Code);
    }

    [Fact]
    public async Task Beyond_the_quota_a_file_is_refused_before_it_is_read()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var id = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Single(row => row.UserName == laboratory.Logins.Single(login => login.Role == Role.Planner).UserName).Id;
        Assert.DoesNotContain("upload.quota", await SendAsync(), StringComparison.Ordinal);
        laboratory.Get<UploadQuota>().Take(id, Limits.UploadBytes - 3000);
        Assert.Contains("\"upload.quota\"", await SendAsync(), StringComparison.Ordinal);

        async Task<string> SendAsync()
        {
            using var session = System.Text.Json.JsonDocument.Parse(await planner.ReadAsync("/api/v1/session"));
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/equipment/imports") { Content = new ByteArrayContent(new byte[2000]) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } } };
            request.Headers.Add(session.RootElement.GetProperty("header").GetString()!, session.RootElement.GetProperty("token").GetString());
            return await (await planner.SendAsync(request)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Who signs has read it; nobody reads faster than the limit.</summary>
    [Fact]
    public async Task Signatures_of_one_person_have_a_pace()
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { Signatures = 2 });
        var technician = await laboratory.SignInAsync(Role.Technician);
        var codes = new List<HttpStatusCode>();
        for (var act = 0; act < 3; act++)
            codes.Add((await technician.PostFromAsync("/me", $"/me/sessions/{Guid.NewGuid()}/end")).StatusCode);
        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests], codes);
        Assert.Equal(HttpStatusCode.OK, (await technician.GetAsync("/me")).StatusCode);
    }

    /// <summary>What a browser was kept from is counted, and nothing that it says is believed.</summary>
    [Fact]
    public async Task Violations_of_the_policy_are_counted()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var stranger = laboratory.Visit();
        var page = await stranger.GetAsync("/login");
        Assert.Contains($"report-uri {PolicyReports.Path}", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal($"{PolicyReports.Group}=\"{PolicyReports.Path}\"", page.Headers.GetValues("Reporting-Endpoints").Single());
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync("application/csp-report", 100));
        Assert.Equal(HttpStatusCode.NoContent, await ReportAsync("application/reports+json", 100));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await ReportAsync("text/plain", 100));
        var facts = System.Text.Json.JsonDocument.Parse(await (await laboratory.SignInAsync(Role.Administrator)).ReadAsync("/api/v1/operation")).RootElement;
        Assert.Contains(PolicyReports.Code, facts.ToString(), StringComparison.Ordinal);
        HttpStatusCode last = default;
        for (var report = 0; report <= Limits.Checks; report++)
            last = await ReportAsync("application/csp-report", 10);
        Assert.Equal(HttpStatusCode.TooManyRequests, last);

        async Task<HttpStatusCode> ReportAsync(string type, int length)
        {
            return (await stranger.SendAsync(new(HttpMethod.Post, PolicyReports.Path) { Content = new ByteArrayContent(new byte[length]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } })).StatusCode;
        }
    }
}
