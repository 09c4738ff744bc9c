using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.TestHost;

namespace Metrology.Web.Tests;

/// <summary>Each sign-in is a row that is seen, and is over when it is said to be.</summary>
public sealed partial class SessionTests
{
    private static async Task<bool> IsInAsync(Visitor visitor) => (await visitor.GetAsync("/")).StatusCode == HttpStatusCode.OK;

    private static async Task<int> IdOfAsync(Laboratory laboratory, Role role) =>
        (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Single(row => row.UserName == laboratory.Logins.Single(login => login.Role == role).UserName).Id;

    /// <summary>Every bit is one of the generator: those of <see cref="Guid.NewGuid"/> that say its version stand still.</summary>
    [Fact]
    public async Task Names_of_sessions_have_128_bits_of_the_generator()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var account = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken))[0];
        var (ones, zeros) = (new byte[16], new byte[16]);
        for (var one = 0; one < 40; one++)
        {
            var started = await laboratory.Get<SignInSessions>().StartAsync(account, new(SignInMethod.Password), new("::1", "x"), null, TestContext.Current.CancellationToken);
            var bytes = started.Value.Id.ToByteArray();
            for (var at = 0; at < bytes.Length; at++)
                (ones[at], zeros[at]) = ((byte)(ones[at] | bytes[at]), (byte)(zeros[at] | ~bytes[at]));
        }

        Assert.All(ones.Concat(zeros), seen => Assert.Equal(0xFF, seen));
    }

    [Fact]
    public async Task A_person_sees_and_ends_the_own_sessions_only()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (here, elsewhere, other) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Planner));
        using var mine = JsonDocument.Parse(await here.ReadAsync("/api/v1/sessions"));
        Assert.Equal(2, mine.RootElement.GetArrayLength());
        var elsewhereId = mine.RootElement.EnumerateArray().Single(one => !one.GetProperty("isThis").GetBoolean()).GetProperty("id").GetGuid();
        Assert.Contains($"/me/sessions/{elsewhereId}/end", await here.ReadRawAsync("/me"), StringComparison.Ordinal);

        // Somebody else's session is not there for a person without the right.
        Assert.Contains("access.session-not-found", await (await other.PostFromAsync("/me", $"/me/sessions/{elsewhereId}/end")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(await IsInAsync(elsewhere));

        Assert.Equal(HttpStatusCode.Redirect, (await here.PostFromAsync("/me", $"/me/sessions/{elsewhereId}/end")).StatusCode);
        Assert.False(await IsInAsync(elsewhere));
        Assert.True(await IsInAsync(here));
    }

    [Fact]
    public async Task An_administrator_ends_anybodys()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        var id = await IdOfAsync(laboratory, Role.Technician);
        var session = EndOf().Match(await administrator.ReadRawAsync($"/accounts/{id}")).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync($"/accounts/{id}", session)).StatusCode);
        Assert.False(await IsInAsync(technician));
        Assert.Contains("结束登录", await administrator.ReadAsync($"/accounts/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_role_holds_at_the_next_request()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.OK, (await technician.GetAsync("/verifications")).StatusCode);
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetRolesAsync(
            new(0, "", [Role.Administrator]) { Because = "测试" }, await IdOfAsync(laboratory, Role.Technician), [Role.Planner], TestContext.Current.CancellationToken)).Refusal);
        Assert.Equal("/login", (await technician.GetAsync("/verifications")).Headers.Location!.OriginalString.Split('?')[0]);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_a_request_and_after_twelve_in_all()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (idle, busy) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician));
        var almost = SessionLimits.Idle - TimeSpan.FromMinutes(1);
        laboratory.Clock.Move(almost);
        Assert.True(await IsInAsync(busy));
        laboratory.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.False(await IsInAsync(idle));
        for (var passed = SessionLimits.Idle; passed + almost < SessionLimits.Absolute; passed += almost)
        {
            Assert.True(await IsInAsync(busy));
            laboratory.Clock.Move(almost);
        }

        Assert.True(await IsInAsync(busy));
        laboratory.Clock.Move(almost);
        Assert.False(await IsInAsync(busy));
    }

    [Fact]
    public async Task Another_password_ends_the_sessions_everywhere_else()
    {
        const string Better = "a sentence that I remember";
        await using var laboratory = await Laboratory.StartAsync();
        var (here, elsewhere) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician));
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync("wrong", Better)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync(login.Password, "short")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(login.Password, Better)).StatusCode);
        Assert.True(await IsInAsync(here));
        Assert.False(await IsInAsync(elsewhere));
        Assert.Equal(HttpStatusCode.Redirect, (await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", Better))).StatusCode);

        Task<HttpResponseMessage> ChangeAsync(string current, string better) =>
            here.PostFromAsync("/me", "/me/password", ("CurrentPassword", current), ("Password", better), ("PasswordAgain", better));
    }

    [Fact]
    public async Task Over_https_cookies_belong_to_this_host_alone()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var client = laboratory.Server.CreateClient();
        client.BaseAddress = new("https://localhost/");
        var page = await client.GetAsync("/login", TestContext.Current.CancellationToken);
        var form = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        AssertHost(form, "metrology.form");

        var login = laboratory.Logins[0];
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        var signedIn = await client.SendAsync(
            new(HttpMethod.Post, "/login")
            {
                Headers = { { "Cookie", form.Split(';')[0] } },
                Content = new FormUrlEncodedContent([new("userName", login.UserName), new("password", login.Password), new("__RequestVerificationToken", token)]),
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var session = signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("metrology.session", StringComparison.Ordinal));
        AssertHost(session, "metrology.session");
        var value = session.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(value));
        // A cookie of the bare name, as another host of the domain could set it, is nobody's.
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(value["__Host-".Length..]));

        async Task<HttpStatusCode> StatusAsync(string cookie) =>
            (await client.SendAsync(new(HttpMethod.Get, "/me") { Headers = { { "Cookie", cookie } } }, TestContext.Current.CancellationToken)).StatusCode;

        static void AssertHost(string cookie, string name)
        {
            Assert.StartsWith($"__Host-{name}=", cookie, StringComparison.Ordinal);
            foreach (var part in new[] { "path=/", "secure", "httponly", "samesite=" })
                Assert.Contains($"; {part}", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        }
    }

    [GeneratedRegex("action=\"(/accounts/\\d+/sessions/[0-9a-f-]+/end)\"")]
    private static partial Regex EndOf();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
