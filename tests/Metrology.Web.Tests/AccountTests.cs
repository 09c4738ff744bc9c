using System.Net;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

public sealed class AccountTests
{
    private const string Password = "lamps hum over grey roofs";

    [Fact]
    public async Task An_administrator_makes_an_account_that_can_sign_in()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync(
            "/accounts/new", ("UserName", "li.si"), ("DisplayName", "李四"), ("Password", Password), ("PasswordAgain", Password), ("Roles", "Technician"), ("Roles", "Checker"));
        Assert.Equal("/accounts", made.Headers.Location?.OriginalString);
        var list = await administrator.ReadAsync("/accounts");
        Assert.Contains("李四", list, StringComparison.Ordinal);
        Assert.Contains("已建立账户“李四”", list, StringComparison.Ordinal);
        Assert.DoesNotContain("已建立账户“李四”", await administrator.ReadAsync("/accounts"), StringComparison.Ordinal);

        var visitor = laboratory.Visit();
        await visitor.SignInFirstAsync("li.si", Password, "my very own password");
        Assert.Equal("""{"name":"李四","roles":["Technician","Checker"]}""", System.Text.RegularExpressions.Regex.Unescape(await visitor.ReadAsync("/api/v1/me")));
    }

    [Fact]
    public async Task A_user_name_is_given_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var answer = await administrator.PostAsync(
            "/accounts/new", ("UserName", "TECHNICIAN"), ("DisplayName", "李四"), ("Password", Password), ("PasswordAgain", Password), ("Roles", "Technician"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("laboratory.user-name-taken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_role_nothing_is_saved()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync("/accounts/new", ("UserName", "li.si"), ("DisplayName", "李四"), ("Password", Password), ("PasswordAgain", Password));
        var changed = await administrator.PostFromAsync("/accounts/1", "/accounts/1/roles");
        foreach (var answer in new[] { made, changed })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("laboratory.no-role", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        foreach (var (path, field) in new[] { ("/accounts/5/state", ("disabled", "true")), ("/accounts/5/roles", ("Roles", "Planner")) })
        {
            var answer = await administrator.PostFromAsync("/accounts/5", path, field);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("laboratory.last-administrator", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Roles_change_and_a_new_password_replaces_the_old()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        await administrator.PostFromAsync("/accounts/1", "/accounts/1/roles", ("Roles", "Planner"), ("Roles", "Approver"), ("rolesBecause", "示例"));
        await administrator.PostFromAsync("/accounts/1", "/accounts/1/password", ("Password", Password), ("PasswordAgain", Password), ("passwordBecause", "本人忘记密码"));

        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
        var visitor = laboratory.Visit();
        await visitor.SignInFirstAsync(login.UserName, Password, "my very own password");
        Assert.Contains("""["Approver","Planner"]""", await visitor.ReadAsync("/api/v1/me"), StringComparison.Ordinal);
    }

    /// <summary>Who gives a password knows it: it opens nothing but the page that changes it, for a day, and it is not given silently.</summary>
    [Fact]
    public async Task A_password_that_was_given_makes_nobody_somebody_else()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var approver = laboratory.Logins.Single(one => one.Role == Role.Approver);
        const string Path = "/accounts/3/password";
        var silent = await administrator.PostFromAsync("/accounts/3", Path, ("Password", Password), ("PasswordAgain", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("parameter.no-reason", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync("/accounts/3", Path, ("Password", Password), ("PasswordAgain", Password), ("passwordBecause", "本人忘记密码"))).StatusCode);
        Assert.Contains("本人忘记密码", await administrator.ReadAsync("/accounts/3"), StringComparison.Ordinal);

        var visitor = laboratory.Visit();
        await visitor.PostAsync("/login", ("userName", approver.UserName), ("password", Password));
        foreach (var page in new[] { "/", "/reviews/approve", "/certificates", "/me/second-factor" })
            Assert.Equal("/me", (await visitor.GetAsync(page)).Headers.Location?.OriginalString);
        var refused = await visitor.GetAsync("/api/v1/certificates");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("access.own-password-not-allowed", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await visitor.PostFromAsync("/me", "/me/password", ("CurrentPassword", Password), ("Password", "my very own password"), ("PasswordAgain", "my very own password"));
        Assert.Contains("本人忘记密码", await visitor.ReadAsync("/notifications"), StringComparison.Ordinal);

        await administrator.PostFromAsync("/accounts/3", Path, ("Password", Password), ("PasswordAgain", Password), ("passwordBecause", "再次"));
        laboratory.Clock.Move(AdministerAccounts.GivenPassword + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", approver.UserName), ("password", Password))).StatusCode);
    }

    [Fact]
    public async Task The_institution_is_edited()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var saved = await administrator.PostAsync("/institution", ("NameZh", "另一个计量所"), ("Telephone", "010-12345678"), ("Because", "示例"));
        Assert.Equal("/institution", saved.Headers.Location?.OriginalString);
        var page = await administrator.ReadAsync("/institution");
        Assert.Contains("另一个计量所", page, StringComparison.Ordinal);
        Assert.Contains("已保存", page, StringComparison.Ordinal);
        // What makes it a demonstration cannot be edited away.
        Assert.Contains("没有法律效力", page, StringComparison.Ordinal);
    }
}
