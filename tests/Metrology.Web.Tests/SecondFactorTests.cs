using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Testing;
using Metrology.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>Password, then code: set up, asked for, lost, required.</summary>
public sealed partial class SecondFactorTests
{
    private static DemoLogins.Login LoginOf(Laboratory laboratory, Role role) => laboratory.Logins.Single(login => login.Role == role);

    private static Task<HttpResponseMessage> GivePasswordAsync(Laboratory laboratory, Visitor visitor, Role role) =>
        visitor.PostAsync("/login", ("userName", LoginOf(laboratory, role).UserName), ("password", LoginOf(laboratory, role).Password));

    /// <summary>Gives the password, then the code.</summary>
    private static async Task<HttpStatusCode> SignInAsync(Laboratory laboratory, Visitor visitor, string code, Role role = Role.Technician)
    {
        var asked = await (await GivePasswordAsync(laboratory, visitor, role)).Content.ReadAsStringAsync();
        Assert.Contains("autocomplete=\"one-time-code\"", asked, StringComparison.Ordinal);
        return (await visitor.PostFromAsync("/login", "/login/code", ("ticket", Authenticator.TicketOf(asked)), ("code", code))).StatusCode;
    }

    private static Task<Account> RowAsync(Laboratory laboratory, Role role) =>
        laboratory.Get<Store>().ReadAsync(db => db.Accounts.SingleAsync(row => row.UserName == LoginOf(laboratory, role).UserName), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_code_is_asked_for_after_the_password_and_taken_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (here, elsewhere) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Technician));
        var page = await here.ReadRawAsync("/me/second-factor");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await here.PostAsync("/me/second-factor", ("ticket", Authenticator.TicketOf(page)), ("code", Authenticator.WrongCode(laboratory)))).StatusCode);

        var (authenticator, recovery) = await Authenticator.SetUpAsync(laboratory, here);
        Assert.Equal(RecoveryCodes.Count, recovery.Length);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/")).StatusCode);
        Assert.Equal("/login", (await elsewhere.GetAsync("/")).Headers.Location!.OriginalString.Split('?')[0]);

        // Neither the database nor a page says the key or a recovery code again.
        var row = await RowAsync(laboratory, Role.Technician);
        Assert.DoesNotContain(authenticator.Key, row.SecondFactorKey!, StringComparison.Ordinal);
        Assert.DoesNotContain(recovery[0], row.RecoveryHashes, StringComparison.Ordinal);
        Assert.DoesNotContain(recovery[0], await here.ReadAsync("/me"), StringComparison.Ordinal);

        // The code that set it up is spent.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(laboratory, laboratory.Visit(), authenticator.Code));
        laboratory.Clock.Move(TimeCode.Step);
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(laboratory, laboratory.Visit(), authenticator.Code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(laboratory, laboratory.Visit(), authenticator.Code));

        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(laboratory, laboratory.Visit(), recovery[3].ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(laboratory, laboratory.Visit(), recovery[3]));
        Assert.Contains("使用恢复码", await here.ReadAsync("/me"), StringComparison.Ordinal);
    }

    /// <summary>Another password begins a session that counts as confirmed: who has the session and saw the password over the shoulder does not sign by it.</summary>
    [Fact]
    public async Task The_own_password_is_changed_with_the_code_where_a_signature_would_ask_for_it()
    {
        const string Better = "a sentence that I remember";
        await using var laboratory = await Laboratory.StartAsync();
        var (here, login) = (await laboratory.SignInAsync(Role.Technician), LoginOf(laboratory, Role.Technician));
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, here);
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));
        foreach (var code in new[] { "", Authenticator.WrongCode(laboratory) })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ChangeAsync(code)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await ChangeAsync(authenticator.Code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/")).StatusCode);

        Task<HttpResponseMessage> ChangeAsync(string code) =>
            here.PostFromAsync("/me", "/me/password", ("CurrentPassword", login.Password), ("Password", Better), ("PasswordAgain", Better), ("code", code));
    }

    [Fact]
    public async Task Without_a_right_password_no_code_is_asked_and_a_ticket_ends()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, await laboratory.SignInAsync(Role.Technician));
        var visitor = laboratory.Visit();
        var wrong = await visitor.PostAsync("/login", ("userName", LoginOf(laboratory, Role.Technician).UserName), ("password", "wrong-password"));
        Assert.DoesNotContain("one-time-code", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/login", "/login/code", ("ticket", "made up"), ("code", authenticator.Code))).StatusCode);

        var asked = await (await GivePasswordAsync(laboratory, visitor, Role.Technician)).Content.ReadAsStringAsync();
        laboratory.Clock.Move(Ticket.Life);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostFromAsync("/login", "/login/code", ("ticket", Authenticator.TicketOf(asked)), ("code", authenticator.Code))).StatusCode);
    }

    [Fact]
    public async Task Guessed_codes_lock_the_account_although_the_password_is_right_each_time()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, await laboratory.SignInAsync(Role.Technician));
        laboratory.Clock.Move(TimeCode.Step);
        for (var guess = 0; guess < PasswordPolicy.FailuresUntilLockout; guess++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await SignInAsync(laboratory, laboratory.Visit(), Authenticator.WrongCode(laboratory)));
        var locked = await (await GivePasswordAsync(laboratory, laboratory.Visit(), Role.Technician)).Content.ReadAsStringAsync();
        Assert.Contains(SignInWordsCode, locked, StringComparison.Ordinal);
        Assert.NotNull((await RowAsync(laboratory, Role.Technician)).LockoutEnd);
        Assert.NotEmpty(authenticator.Code);
    }

    private const string SignInWordsCode = "access.sign-in-refused";

    [Fact]
    public async Task Whoever_has_a_role_that_requires_one_sets_it_up_first()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync("/accounts", "/accounts/second-factor-roles", ("Roles", "Technician"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync("/")).StatusCode);

        foreach (var path in new[] { "/", "/verifications", "/me" })
            Assert.Equal("/me/second-factor", (await technician.GetAsync(path)).Headers.Location!.OriginalString);
        var refused = await technician.GetAsync("/api/v1/verifications");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("access.enrol-not-allowed", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await Authenticator.SetUpAsync(laboratory, technician);
        Assert.Equal(HttpStatusCode.OK, (await technician.GetAsync("/verifications")).StatusCode);
        var kept = await technician.PostFromAsync("/me", "/me/second-factor/remove");
        Assert.Contains("access.second-factor-required", await kept.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_resets_what_is_lost_but_not_the_own()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        await Authenticator.SetUpAsync(laboratory, technician);
        await Authenticator.SetUpAsync(laboratory, administrator);
        var (lost, own) = ((await RowAsync(laboratory, Role.Technician)).Id, (await RowAsync(laboratory, Role.Administrator)).Id);

        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync($"/accounts/{lost}", $"/accounts/{lost}/second-factor/reset", ("factorIdentity", "Known"), ("factorBecause", "示例"))).StatusCode);
        Assert.Equal("/login", (await technician.GetAsync("/")).Headers.Location!.OriginalString.Split('?')[0]);
        Assert.Equal(HttpStatusCode.Redirect, (await GivePasswordAsync(laboratory, laboratory.Visit(), Role.Technician)).StatusCode);
        Assert.Contains("重置第二因素", await administrator.ReadAsync($"/accounts/{lost}"), StringComparison.Ordinal);

        var refused = await administrator.PostFromAsync($"/accounts/{own}", $"/accounts/{own}/second-factor/reset");
        Assert.Contains("access.not-your-own", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var said = await laboratory.Get<Store>().ReadAsync(db => db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes).ToListAsync(), TestContext.Current.CancellationToken);
        Assert.Contains(said, bytes => System.Text.Encoding.UTF8.GetString(bytes).Contains(nameof(AccountEvent), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_program_gives_the_code_with_the_password()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, await laboratory.SignInAsync(Role.Technician));
        laboratory.Clock.Move(TimeCode.Step);
        var login = LoginOf(laboratory, Role.Technician);
        await RefusedAsync(new { login.UserName, login.Password }, "access.code-needed");
        await RefusedAsync(new { login.UserName, login.Password, code = Authenticator.WrongCode(laboratory) }, "access.wrong-code");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(new { login.UserName, login.Password, code = authenticator.Code })).StatusCode);

        async Task RefusedAsync(object body, string code)
        {
            var answer = await SendAsync(body);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Task<HttpResponseMessage> SendAsync(object body) => laboratory.Visit().SendAsync(new(HttpMethod.Post, "/api/v1/session") { Content = JsonContent.Create(body) });
    }

    [Fact]
    public async Task A_foreign_reader_reads_the_key_from_the_picture()
    {
        Assert.SkipWhen(ForeignProgram.Missing("zbarimg") is not null, ForeignProgram.Missing("zbarimg") ?? "");
        await using var laboratory = await Laboratory.StartAsync();
        var page = await (await laboratory.SignInAsync(Role.Planner)).ReadRawAsync("/me/second-factor");
        var key = TypedKey().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        var side = int.Parse(ViewBox().Match(page).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var file = Path.Combine(Directory.CreateTempSubdirectory("metrology-qr-").FullName, "code.pbm");
        await File.WriteAllTextAsync(file, Bitmap(side, [.. Squares().Matches(page).Select(match => (int.Parse(match.Groups[1].Value, null), int.Parse(match.Groups[2].Value, null)))]), TestContext.Current.CancellationToken);

        var read = ForeignProgram.Run("zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output.Trim();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.StartsWith("otpauth://totp/", read, StringComparison.Ordinal);
        Assert.Contains($"secret={key}&", read, StringComparison.Ordinal);
        Assert.Contains(LoginOf(laboratory, Role.Planner).UserName, read, StringComparison.Ordinal);
    }

    /// <summary>A plain bitmap (PBM) of the squares, eight dots each.</summary>
    private static string Bitmap(int side, HashSet<(int Column, int Row)> dark)
    {
        const int Dots = 8;
        var rows = Enumerable.Range(0, side * Dots).Select(y => string.Concat(Enumerable.Range(0, side * Dots).Select(x => dark.Contains((x / Dots, y / Dots)) ? "1 " : "0 ")));
        return $"P1\n{side * Dots} {side * Dots}\n{string.Join('\n', rows)}\n";
    }

    [GeneratedRegex("typed-key\">([A-Z2-7 ]+)<")]
    private static partial Regex TypedKey();

    [GeneratedRegex("class=\"qr\" viewBox=\"0 0 (\\d+) ")]
    private static partial Regex ViewBox();

    [GeneratedRegex("M(\\d+) (\\d+)h1v1h-1z")]
    private static partial Regex Squares();
}
