using System.Net;
using System.Net.Http.Json;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>Where a request comes from is what a named proxy says, and nobody else.</summary>
public sealed class ProxyTests
{
    private const string Proxy = "10.0.8.1", Farther = "10.0.8.2", Stranger = "198.51.100.9", Caller = "203.0.113.7";

    private static readonly IReadOnlyList<IPNetwork> Known = KnownProxies.From(_ => "10.0.8.0/28, ::1").Value;

    [Theory]
    [InlineData(Proxy, Caller, Caller)]
    [InlineData(Proxy, "192.0.2.1, " + Caller, Caller)]
    [InlineData(Proxy, Caller + ", " + Farther, Caller)]
    [InlineData(Proxy, "no address", Proxy)]
    [InlineData(Stranger, "192.0.2.1", Stranger)]
    [InlineData(Stranger, Proxy, Stranger)]
    public async Task The_address_of_a_session_is_what_a_known_proxy_says(string from, string said, string expected)
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { Proxies = Known });
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(laboratory, from, said)).StatusCode);
        Assert.Equal(expected, await laboratory.Get<Store>().ReadAsync(db => db.SignInSessions.Select(row => row.Address).SingleAsync(), TestContext.Current.CancellationToken));
    }

    /// <summary>Also where the framework is told by a variable of its own to believe everybody, as images and hosts of containers do.</summary>
    [Fact]
    public async Task Without_a_known_proxy_nobody_is_believed()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true");
        Environment.SetEnvironmentVariable("Kestrel__Endpoints__other__Url", "http://127.0.0.1:0");
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await SignInAsync(laboratory, Proxy, Caller, "https");
        Assert.Equal(Proxy, await laboratory.Get<Store>().ReadAsync(db => db.SignInSessions.Select(row => row.Address).SingleAsync(), TestContext.Current.CancellationToken));
        Assert.All(CookiesOf(answer), cookie => Assert.DoesNotContain("__Host-", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_known_proxy_says_that_the_caller_came_over_https()
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { Proxies = Known });
        Assert.All(CookiesOf(await SignInAsync(laboratory, Proxy, Caller, "https")), cookie => Assert.Matches("^__Host-.*; secure", cookie));
        Assert.All(CookiesOf(await SignInAsync(laboratory, Stranger, Caller, "https")), cookie => Assert.DoesNotContain("__Host-", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_forged_address_each_time_frees_no_attempts()
    {
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { Proxies = Known });
        var codes = new List<HttpStatusCode>();
        for (var attempt = 0; attempt <= Limits.SignInAttempts; attempt++)
            codes.Add((await SignInAsync(laboratory, Stranger, $"192.0.2.{attempt}", password: "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, codes[^1]);
        Assert.Equal(HttpStatusCode.Unauthorized, codes[0]);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("127.0.0.1", 1)]
    [InlineData("127.0.0.1, 10.0.0.0/8,fd00::/8", 3)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("::/0", null)]
    [InlineData("proxy.example", null)]
    [InlineData("10.0.0.1/33", null)]
    public void The_setting_names_addresses_and_networks_and_never_everybody(string text, int? count)
    {
        var read = KnownProxies.From(name => name == KnownProxies.Variable ? text : null);
        Assert.Equal(count, read.IsRefused ? null : read.Value.Count);
    }

    private static async Task<HttpResponseMessage> SignInAsync(Laboratory laboratory, string from, string forwarded, string scheme = "http", string? password = null)
    {
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        using var client = new HttpClient(laboratory.Server.CreateHandler(context => context.Connection.RemoteIpAddress = IPAddress.Parse(from))) { BaseAddress = new("http://lab.example/") };
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(new { login.UserName, password = password ?? login.Password }) };
        request.Headers.Add("X-Forwarded-For", forwarded);
        request.Headers.Add("X-Forwarded-Proto", string.Join(", ", forwarded.Split(',').Select(_ => scheme)));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string[] CookiesOf(HttpResponseMessage answer) => [.. answer.Headers.GetValues("Set-Cookie")];
}
