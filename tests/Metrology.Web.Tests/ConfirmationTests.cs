using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>Whoever signs has just given the password; the signature is of the record as it was.</summary>
public sealed class ConfirmationTests
{
    private static readonly TimeSpan Late = SessionLimits.Confirmed + TimeSpan.FromSeconds(1);

    private static string PasswordOf(Laboratory laboratory, Role role) => laboratory.Logins.Single(login => login.Role == role).Password;

    private static Task<HttpResponseMessage> PressAsync(Visitor visitor, Guid id, string move, params (string, string)[] fields) =>
        visitor.PostFromAsync($"/reviews/{id}", $"/reviews/{id}/{move}", fields);

    [Fact]
    public async Task A_late_signature_waits_for_the_password_and_loses_nothing()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        laboratory.Clock.Move(Late);

        var asked = await PressAsync(checker, id, "return", ("reason", "铭牌照片缺一张 <b>"));
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Forbidden, asked.StatusCode);
        Assert.Contains("name=\"confirmPassword\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"reason\" value=\"铭牌照片缺一张 &lt;b&gt;\"", WebUtility.HtmlDecode(page).Replace("<b>", "&lt;b&gt;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));

        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(checker, id, "return", ("reason", "x"), ("confirmPassword", "wrong"))).StatusCode);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "return", ("reason", "x"), ("confirmPassword", PasswordOf(laboratory, Role.Checker)))).StatusCode);
        Assert.Equal(VerificationState.Evaluated, await laboratory.StateOfAsync(id));

        // It holds for a while.
        laboratory.Clock.Move(SessionLimits.Confirmed - TimeSpan.FromSeconds(1));
        var second = await laboratory.RecordOfAsync("SIM-EV-0002");
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, second, "check")).StatusCode);
    }

    [Fact]
    public async Task A_late_signature_gives_the_session_another_name()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var (id, sessions) = (await laboratory.RecordOfAsync("SIM-EV-0001"), laboratory.Get<SignInSessions>());
        var checker = await laboratory.SignInAsync(Role.Checker);
        var account = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Single(row => row.Roles.Contains(Role.Checker)).Id;
        var before = Assert.Single(await sessions.OfAsync(account, TestContext.Current.CancellationToken));
        laboratory.Clock.Move(Late);
        await PressAsync(checker, id, "check", ("confirmPassword", PasswordOf(laboratory, Role.Checker)));
        var after = Assert.Single(await sessions.OfAsync(account, TestContext.Current.CancellationToken));
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(before.StartedAt, after.StartedAt);
        Assert.Equal(HttpStatusCode.OK, (await checker.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Whoever_guesses_is_locked_out_and_the_session_is_over()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        laboratory.Clock.Move(Late);
        for (var guess = 1; guess < PasswordPolicy.FailuresUntilLockout; guess++)
            Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(checker, id, "check", ("confirmPassword", "wrong"))).StatusCode);
        Assert.Equal("/login", (await PressAsync(checker, id, "check", ("confirmPassword", "wrong"))).Headers.Location!.OriginalString);
        Assert.Equal("/login", (await checker.GetAsync("/")).Headers.Location!.OriginalString.Split('?')[0]);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_too()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        var (authenticator, _) = await Authenticator.SetUpAsync(laboratory, checker);
        laboratory.Clock.Move(Late);
        var password = PasswordOf(laboratory, Role.Checker);
        Assert.Contains("name=\"confirmCode\"", await (await PressAsync(checker, id, "check")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(checker, id, "check", ("confirmPassword", password))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "check", ("confirmPassword", password), ("confirmCode", authenticator.Code))).StatusCode);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_while_somebody_signs_signs_nothing()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        await checker.ReadAsync($"/reviews/{id}");
        var account = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(TestContext.Current.CancellationToken)).Single(row => row.Roles.Contains(Role.Checker));
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetRolesAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, account.Id, [Role.Planner], TestContext.Current.CancellationToken)).Refusal);
        await PressAsync(checker, id, "check");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task A_program_confirms_before_it_signs()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        laboratory.Clock.Move(Late);
        await AnsweredAsync($"/api/v1/reviews/{id}/moves", new { move = "check" }, HttpStatusCode.Forbidden, ConfirmationGate.Code);
        await AnsweredAsync("/api/v1/session/confirmation", new { password = "wrong" }, HttpStatusCode.Forbidden, "access.sign-in-refused");
        await AnsweredAsync("/api/v1/session/confirmation", new { password = PasswordOf(laboratory, Role.Checker) }, HttpStatusCode.NoContent, "");
        await AnsweredAsync($"/api/v1/reviews/{id}/moves", new { move = "check" }, HttpStatusCode.OK, "checked");

        async Task AnsweredAsync(string path, object body, HttpStatusCode status, string says)
        {
            using var session = JsonDocument.Parse(await checker.ReadAsync("/api/v1/session"));
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add(session.RootElement.GetProperty("header").GetString()!, session.RootElement.GetProperty("token").GetString());
            var answer = await checker.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
            Assert.Contains(says, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_signatures_are_of_one_and_the_same_record()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var (checker, approver) = (await laboratory.SignInAsync(Role.Checker), await laboratory.SignInAsync(Role.Approver));
        await PressAsync(checker, id, "check");
        await PressAsync(approver, id, "approve-and-issue");
        var moves = await laboratory.Get<Store>().ReadAsync(
            db => db.Transitions.Where(row => row.VerificationId == id).OrderBy(row => row.Sequence).ToListAsync(), TestContext.Current.CancellationToken);
        var signed = moves.Where(move => move.SignedHash is not null).ToList();
        Assert.Equal(["submit", "check", "approve", "issue"], signed.Select(move => move.Action));
        var hash = Assert.Single(signed.Select(move => move.SignedHash!).Distinct());
        Assert.Equal(64, hash.Length);

        var page = await checker.ReadAsync($"/verifications/{id}");
        Assert.Contains(hash[..16], page, StringComparison.Ordinal);
        Assert.Contains("签字与记录一致", page, StringComparison.Ordinal);
        using var record = JsonDocument.Parse(await checker.ReadAsync($"/verifications/{id}/record.json"));
        Assert.Equal(4, record.RootElement.GetProperty("signatures").EnumerateArray().Count(one => one.TryGetProperty("content", out var content) && content.GetString() == hash));
    }
}
