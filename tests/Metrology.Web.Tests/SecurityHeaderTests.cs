using System.Net;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

public sealed class SecurityHeaderTests
{
    [Theory]
    [InlineData("/login")]
    [InlineData("/app.css")]
    [InlineData("/no-such-page")]
    [InlineData("/api/v1/me")]
    public async Task Every_answer_carries_the_headers(string path)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await laboratory.Visit().GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/ui")]
    public async Task Pages_carry_no_inline_script_and_no_inline_style(string path)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(path == "/ui" ? Role.Technician : Role.Administrator);
        var page = await visitor.ReadAsync(path);

        Assert.DoesNotMatch("<script(?![^>]*\\bsrc=)", page);
        Assert.DoesNotMatch("<style|\\sstyle=|\\son[a-z]+=", page);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Fact]
    public async Task Pages_are_not_cached_and_versioned_assets_are()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();

        Assert.True((await visitor.GetAsync("/login")).Headers.CacheControl!.NoStore);
        Assert.Contains("immutable", (await visitor.GetAsync("/app.css?v=1")).Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A paper names a customer and what was found; a disk cache would keep it for whoever sits there next.</summary>
    [Fact]
    public async Task Papers_are_not_cached()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var visitor = await laboratory.SignInAsync(Role.Approver);
        foreach (var file in new[] { "pdf", "dcc", "proof" })
            Assert.True((await visitor.GetAsync($"/certificates/{certificate.Number}/{file}")).Headers.CacheControl!.NoStore, file);
    }

    [Theory]
    [InlineData("/app.css")]
    [InlineData("/app.js")]
    [InlineData("/login")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Every_text_says_its_characters(string path)
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Equal("utf-8", (await laboratory.Visit().GetAsync(path)).Content.Headers.ContentType!.CharSet);
    }

    [Fact]
    public async Task Cookies_are_closed_to_scripts_and_other_sites()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        var login = laboratory.Logins[0];
        var answers = new[] { await visitor.GetAsync("/login"), await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password)) };

        var set = answers.SelectMany(answer => answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : []).ToArray();
        Assert.Contains(set, cookie => cookie.StartsWith("metrology.session=", StringComparison.Ordinal));
        Assert.Contains(set, cookie => cookie.StartsWith("metrology.form=", StringComparison.Ordinal));
        Assert.All(set, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i)samesite=(lax|strict)", cookie);
        });
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var answer = await laboratory.Visit().SendAsync(new(HttpMethod.Get, "https://laboratory.example/login"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Signing_out_clears_what_the_browser_keeps()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal("\"cache\", \"storage\"", Assert.Single((await visitor.PostFromAsync("/me", "/logout")).Headers.GetValues("Clear-Site-Data")));
    }

    /// <summary>Browsers drop one of 4096 bytes, its name and attributes included.</summary>
    [Fact]
    public async Task No_cookie_is_larger_than_a_browser_keeps()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.GiveAsync(Role.Administrator, [Role.Technician, Role.Checker, Role.Approver, Role.Planner]);
        var visitor = laboratory.Visit();
        var login = laboratory.Logins.Single(one => one.Role == Role.Administrator);
        var answer = await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.True(cookie.Length < 2048, cookie.Split('=')[0]));
    }

    [Fact]
    public async Task No_request_is_traced_and_no_folder_is_listed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        var traced = await visitor.SendAsync(new(HttpMethod.Trace, "/me") { Headers = { { "X-Secret", "echo" } } });
        Assert.True(traced.StatusCode is HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, $"{traced.StatusCode}");
        Assert.DoesNotContain("echo", await traced.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        foreach (var folder in new[] { "/lib/", "/lib", "/.git/config", "/.git/" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(folder)).StatusCode);
    }
}
