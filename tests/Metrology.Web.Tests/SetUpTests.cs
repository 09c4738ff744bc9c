using System.Net;
using Metrology.App.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

public sealed class SetUpTests
{
    private const string Password = "lamps hum over grey roofs";

    private static readonly (string, string)[] Filled =
    [
        ("NameZh", "测试计量所"), ("UserName", "zhang.san"), ("DisplayName", "张三"), ("Password", Password), ("PasswordAgain", Password),
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/login")]
    [InlineData("/accounts")]
    public async Task Without_accounts_every_page_leads_to_the_setup(string path)
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var answer = await laboratory.Visit().GetAsync(path);
        Assert.Equal("/setup", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_first_administrator_is_signed_in_and_the_door_closes()
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var visitor = laboratory.Visit();
        var done = await visitor.PostAsync("/setup", [.. Filled, laboratory.SetUpCode]);
        Assert.Equal("/", done.Headers.Location!.OriginalString);
        Assert.Contains("zhang.san", await visitor.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.Contains("测试计量所", await visitor.ReadAsync("/institution"), StringComparison.Ordinal);

        Assert.Equal("/", (await visitor.GetAsync("/setup")).Headers.Location!.OriginalString);
        var again = await visitor.PostFromAsync("/accounts/new", "/setup", Filled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains("laboratory.set-up-already", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Ticked unless somebody takes the tick away: the page says so, and then nothing works before it is set up.</summary>
    [Fact]
    public async Task Administrators_begin_with_a_second_factor_unless_it_is_unticked()
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var visitor = laboratory.Visit();
        Assert.Matches("name=\"SecondFactor\"[^>]* checked", await visitor.ReadRawAsync("/setup"));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/setup", [.. Filled, laboratory.SetUpCode, (FirstRun.SecondFactorField, "on")])).StatusCode);
        Assert.Equal("/me/second-factor", (await visitor.GetAsync("/accounts")).Headers.Location!.OriginalString);
        Assert.Equal(SetUpLaboratory.RolesOfSecondFactor.Order(), await laboratory.Get<LaboratoryQueries>().SecondFactorRolesAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Whoever reaches the address first, but not the machine, becomes nobody.</summary>
    [Fact]
    public async Task Without_the_code_nobody_becomes_the_administrator()
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var file = laboratory.Get<ServeOptions>().Data.SetUpCode;
        foreach (var code in new[] { "", "0000000000000000" })
        {
            var answer = await laboratory.Visit().PostAsync("/setup", [.. Filled, (FirstRun.CodeField, code)]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("setup.wrong-code", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal("/", (await laboratory.Visit().PostAsync("/setup", [.. Filled, (FirstRun.CodeField, (await File.ReadAllTextAsync(file)).ToLowerInvariant())])).Headers.Location!.OriginalString);
        Assert.False(File.Exists(file));
    }

    /// <summary>Names stand in lists, mails and on papers: they have one line.</summary>
    [Theory]
    [InlineData("DisplayName", "Boss\r\nBcc: x@y.z")]
    [InlineData("NameZh", "测试\n计量所")]
    public async Task A_name_of_several_lines_is_refused(string field, string name)
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var answer = await laboratory.Visit().PostAsync("/setup", [.. Filled.Where(one => one.Item1 != field), (field, name), laboratory.SetUpCode]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("input.control-character", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "access.password-length")]
    [InlineData("aaaaaaaaaaaaaaaa", "access.password-too-plain")]
    [InlineData("my name is zhang.san", "access.password-too-plain")]
    public async Task Weak_passwords_are_refused(string password, string code)
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var answer = await laboratory.Visit().PostAsync(
            "/setup", ("NameZh", "测试计量所"), ("UserName", "zhang.san"), ("DisplayName", "张三"), ("Password", password), ("PasswordAgain", password), laboratory.SetUpCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_in_the_summary()
    {
        await using var laboratory = await Laboratory.StartAsync(demo: false);
        var answer = await laboratory.Visit().PostAsync("/setup", ("NameZh", ""), ("UserName", "with space"), ("Password", Password), ("PasswordAgain", "other"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        foreach (var field in new[] { "NameZh", "UserName", "DisplayName", "PasswordAgain" })
        {
            Assert.Contains($"href=\"#{field}\"", page, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"with space\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, page, StringComparison.Ordinal);
    }
}
