using System.Net;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

public sealed class AccountTests
{
    private const string Own = "lamps hum over grey roofs";

    [Fact]
    public async Task An_administrator_makes_an_account_that_can_sign_in()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync(
            "/accounts/new", ("UserName", "li.si"), ("DisplayName", "李四"), ("Roles", "Technician"), ("Roles", "Checker"));
        var code = await Visitor.OneTimeCodeOf(made);
        var list = await administrator.ReadAsync("/accounts");
        Assert.Contains("李四", list, StringComparison.Ordinal);
        Assert.Contains("代码待使用", list, StringComparison.Ordinal);
        Assert.DoesNotContain(code, list, StringComparison.Ordinal);

        var visitor = laboratory.Visit();
        await visitor.WelcomeAsync("li.si", code.ToUpperInvariant(), Own);
        Assert.DoesNotContain("代码待使用", await administrator.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Equal("""{"name":"李四","roles":["Technician","Checker"]}""", System.Text.RegularExpressions.Regex.Unescape(await visitor.ReadAsync("/api/v1/me")));
    }

    [Fact]
    public async Task A_user_name_is_given_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var answer = await administrator.PostAsync(
            "/accounts/new", ("UserName", "TECHNICIAN"), ("DisplayName", "李四"), ("Roles", "Technician"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("laboratory.user-name-taken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_role_nothing_is_saved()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var made = await administrator.PostAsync("/accounts/new", ("UserName", "li.si"), ("DisplayName", "李四"));
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
        var code = await Visitor.OneTimeCodeOf(await administrator.PostFromAsync("/accounts/1", "/accounts/1/password", ("identity", "Document"), ("passwordBecause", "本人忘记密码")));

        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
        var visitor = laboratory.Visit();
        await visitor.WelcomeAsync(login.UserName, code, Own);
        Assert.Contains("""["Approver","Planner"]""", await visitor.ReadAsync("/api/v1/me"), StringComparison.Ordinal);
    }

    /// <summary>An administrator knows no password of others: the code chooses one, once, for a day, and is not given silently.</summary>
    [Fact]
    public async Task A_one_time_code_makes_nobody_somebody_else()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        var approver = laboratory.Logins.Single(one => one.Role == Role.Approver);
        const string Path = "/accounts/3/password";
        foreach (var (fields, code) in new[] { ([("identity", "Known")], "parameter.no-reason"), ([("passwordBecause", "本人忘记密码")], "access.identity-not-checked"), (new[] { ("identity", "7"), ("passwordBecause", "x") }, "access.identity-not-checked") })
        {
            var silent = await administrator.PostFromAsync("/accounts/3", Path, fields);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
            Assert.Contains(code, await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var first = await GiveAsync();
        var page = await administrator.ReadAsync("/accounts/3");
        Assert.Contains("本人忘记密码", page, StringComparison.Ordinal);
        Assert.Contains("按机构存有的电话回拨", page, StringComparison.Ordinal);
        // Neither the old password nor the code signs in.
        foreach (var password in new[] { approver.Password, first })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", approver.UserName), ("password", password))).StatusCode);
        var second = await GiveAsync();
        Assert.Contains("access.code-refused", await ChooseAsync(first), StringComparison.Ordinal);
        Assert.Contains("access.password-too-common", await ChooseAsync(second, "password 2026 login"), StringComparison.Ordinal);
        var visitor = laboratory.Visit();
        await visitor.WelcomeAsync(approver.UserName, second, Own);
        Assert.Contains("access.code-refused", await ChooseAsync(second), StringComparison.Ordinal);
        var told = await visitor.ReadAsync("/notifications");
        Assert.Contains("本人忘记密码", told, StringComparison.Ordinal);
        Assert.Contains("按机构存有的电话回拨", told, StringComparison.Ordinal);

        var late = await GiveAsync();
        laboratory.Clock.Move(OneTimeCode.Life + TimeSpan.FromMinutes(1));
        Assert.Contains("access.code-refused", await ChooseAsync(late), StringComparison.Ordinal);

        async Task<string> GiveAsync()
        {
            return await Visitor.OneTimeCodeOf(await administrator.PostFromAsync("/accounts/3", Path, ("identity", "CalledBack"), ("passwordBecause", "本人忘记密码")));
        }

        async Task<string> ChooseAsync(string code, string own = Own)
        {
            return await (await laboratory.Visit().PostAsync("/welcome", ("userName", approver.UserName), ("oneTimeCode", code), ("password", own), ("passwordAgain", own))).Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_a_second_factor_is_asked_for_all_the_same()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (administrator, technician) = (await laboratory.SignInAsync(Role.Administrator), await laboratory.SignInAsync(Role.Technician));
        var name = laboratory.Logins.Single(one => one.Role == Role.Technician).UserName;
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, technician);
        laboratory.Clock.Move(TimeCode.Step);
        var code = await GiveAsync();
        Assert.Contains("access.wrong-code", await ChooseAsync(code, ""), StringComparison.Ordinal);
        Assert.Contains("access.wrong-code", await ChooseAsync(code, Authenticator.WrongCode(laboratory)), StringComparison.Ordinal);
        Assert.Equal("", await ChooseAsync(code, authenticator.Code));

        code = await GiveAsync();
        for (var wrong = 0; wrong < 5; wrong++)
            Assert.Contains("access.code-refused", await ChooseAsync("wrong", ""), StringComparison.Ordinal);
        Assert.Contains("access.code-refused", await ChooseAsync(code, authenticator.Code), StringComparison.Ordinal);

        async Task<string> GiveAsync()
        {
            return await Visitor.OneTimeCodeOf(await administrator.PostFromAsync("/accounts/1", "/accounts/1/password", ("identity", "Known"), ("passwordBecause", "示例")));
        }

        async Task<string> ChooseAsync(string one, string factor)
        {
            return await (await laboratory.Visit().PostAsync("/welcome", ("userName", name), ("oneTimeCode", one), ("code", factor), ("password", Own), ("passwordAgain", Own))).Content.ReadAsStringAsync();
        }
    }

    /// <summary>Who waits for a code that ended is not forgotten.</summary>
    [Fact]
    public async Task Codes_that_nobody_uses_are_told_before_and_after_they_end()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        await administrator.PostAsync("/accounts/new", ("UserName", "li.si"), ("DisplayName", "李四"), ("Roles", "Technician"));
        await laboratory.Get<App.Warnings.SayWarnings>().RunAsync(default);
        await laboratory.Get<App.Warnings.SayWarnings>().RunAsync(default);
        Assert.Single(await ToldAsync(), text => text.Contains("还没有使用", StringComparison.Ordinal));
        laboratory.Clock.Move(OneTimeCode.Life + TimeSpan.FromMinutes(1));
        await laboratory.Get<App.Warnings.SayWarnings>().RunAsync(default);
        Assert.Single(await ToldAsync(), text => text.Contains("没有使用过", StringComparison.Ordinal));
        Assert.Contains("已过期", await (await laboratory.SignInAsync(Role.Administrator)).ReadAsync("/accounts"), StringComparison.Ordinal);

        async Task<List<string>> ToldAsync()
        {
            return await laboratory.Get<App.Storage.Store>().ReadAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Notices.Where(row => row.TextZh.StartsWith("李四")).Select(row => row.TextZh)), default);
        }
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
