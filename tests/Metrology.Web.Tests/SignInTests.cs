using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task Strangers_are_led_to_the_sign_in_page_and_back()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        var sent = await visitor.GetAsync("/accounts");
        Assert.Equal("/login", sent.Headers.Location!.OriginalString.Split('?')[0]);
        Assert.Contains("returnUrl=%2Faccounts", sent.Headers.Location.OriginalString, StringComparison.OrdinalIgnoreCase);

        var login = laboratory.Logins.Single(one => one.Role == Role.Administrator);
        var answer = await visitor.PostAsync("/login", ("userName", login.UserName.ToUpperInvariant()), ("password", login.Password), ("returnUrl", "/accounts"));
        Assert.Equal("/accounts", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_elsewhere(string returnUrl)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var login = laboratory.Logins[0];
        var answer = await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", login.Password), ("returnUrl", returnUrl));
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_are_answered_alike()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var known = await laboratory.Visit().PostAsync("/login", ("userName", laboratory.Logins[0].UserName), ("password", "wrong-password"));
        var unknown = await laboratory.Visit().PostAsync("/login", ("userName", "nobody"), ("password", "wrong-password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, known.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(Errors(await known.Content.ReadAsStringAsync()), Errors(await unknown.Content.ReadAsStringAsync()));

        static string Errors(string page) => page[page.IndexOf("form-errors", StringComparison.Ordinal)..page.IndexOf("</ul>", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Five_failures_lock_the_account_for_fifteen_minutes()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        var login = laboratory.Logins[0];
        for (var failure = 0; failure < PasswordPolicy.FailuresUntilLockout; failure++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", "wrong-password"))).StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
        var store = laboratory.App.Services.GetRequiredService<Store>();
        var until = await store.ReadAsync(db => db.Accounts.Where(row => row.UserName == login.UserName).Select(row => row.LockoutEnd).SingleAsync(), CancellationToken.None);
        Assert.InRange(until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Contains("已锁定", await administrator.ReadAsync("/accounts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_failures_do_not_lock()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        var login = laboratory.Logins[0];
        for (var failure = 1; failure < PasswordPolicy.FailuresUntilLockout; failure++)
            await visitor.PostAsync("/login", ("userName", login.UserName), ("password", "wrong-password"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_refused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = laboratory.Visit();
        HttpStatusCode last = default;
        for (var attempt = 0; attempt <= Limits.SignInAttempts; attempt++)
            last = (await visitor.PostAsync("/login", ("userName", "nobody"), ("password", ""))).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    /// <summary>Programs in a circle and stolen sessions take nobody else's turn.</summary>
    [Fact]
    public async Task Too_many_requests_of_one_person_are_refused_and_those_of_another_are_not()
    {
        const int Most = 6;
        await using var laboratory = await Laboratory.StartAsync(with: options => options with { PersonRequests = Most });
        var (busy, other) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Planner));
        for (var request = 0; request < Most; request++)
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/api/v1/about")).StatusCode);
        var refused = await busy.GetAsync("/api/v1/about");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), Limits.PersonWindow);
        Assert.Contains("web.too-many-requests", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/v1/about")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        await visitor.PostFromAsync("/", "/logout");
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_session_at_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await laboratory.SignInAsync(Role.Technician);
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var done = await administrator.PostFromAsync("/accounts/1", "/accounts/1/state", ("disabled", "true"), ("stateBecause", "示例"));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);

        Assert.Equal("/login", (await technician.GetAsync("/")).Headers.Location!.OriginalString.Split('?')[0]);
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
    }

    [Fact]
    public async Task Demo_passwords_differ_and_the_sign_in_page_offers_them()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Equal(Enum.GetValues<Role>(), laboratory.Logins.Select(login => login.Role).Order());
        Assert.Equal(5, laboratory.Logins.Select(login => login.Password).Distinct().Count());
        Assert.Contains("demo-technician", await laboratory.Visit().ReadAsync("/login"), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_passwords_are_drawn_anew_and_kept_for_the_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-logins-").FullName;
        var file = Path.Combine(folder, "logins.json");
        DemoLogins.Login login = new(Role.Technician, "technician", DemoLogins.NewPassword());
        new DemoLogins(file).Keep([login]);

        Assert.Equal(login, Assert.Single(new DemoLogins(file).All));
        Assert.NotEqual(DemoLogins.NewPassword(), login.Password);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Directory.Delete(folder, recursive: true);
    }
}
