using System.Net;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests;

/// <summary>Checking, approving and issuing through the pages, on records that were measured on the simulated bench.</summary>
public sealed class ReviewTests
{
    private const string Passing = "SIM-EV-0001";
    private const string Failing = "SIM-EV-0002";

    private static async Task<HttpResponseMessage> PressAsync(Visitor visitor, Guid id, string move, params (string Name, string Value)[] fields) =>
        await visitor.PostFromAsync($"/reviews/{id}", $"/reviews/{id}/{move}", fields);

    private static async Task<string> RefusedAsync(HttpResponseMessage answer, string code)
    {
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        return page;
    }

    private static void Went(HttpResponseMessage answer, string path) =>
        Assert.Equal((HttpStatusCode.Redirect, path), (answer.StatusCode, answer.Headers.Location?.OriginalString));

    [Theory]
    [InlineData(Passing, CertificateKind.VerificationCertificate, "MN-JD-")]
    [InlineData(Failing, CertificateKind.RejectionNotice, "MN-TZ-")]
    public async Task Three_persons_bring_a_record_to_its_paper(string serial, CertificateKind kind, string prefix)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(serial);
        var (checker, approver) = (await laboratory.SignInAsync(Role.Checker), await laboratory.SignInAsync(Role.Approver));

        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "check")).StatusCode);
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));
        var issued = await PressAsync(approver, id, "approve-and-issue");

        var certificate = (await laboratory.Get<CertificateQueries>().OfVerificationAsync(id, CancellationToken.None))!;
        Went(issued, $"/certificates/{certificate.Number}");
        Assert.Equal(kind, certificate.Kind);
        Assert.StartsWith(prefix, certificate.Number, StringComparison.Ordinal);
        var moves = (await laboratory.Get<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value.Verification.Transitions;
        Assert.Equal(["check", "approve", "issue"], moves.TakeLast(3).Select(move => move.Action));
        Assert.Equal(3, moves.Where(move => move.Action is "submit" or "check" or "approve").Select(move => move.AccountId).Distinct().Count());
        Assert.Equal(["示例批准人", "示例核验员", "示例检定员"], certificate.Document.Signatures.OrderByDescending(one => one.Role).Select(one => one.Name));
    }

    /// <summary>Whoever may never make a move is told so, also while the record waits for another one.</summary>
    [Fact]
    public async Task A_move_that_is_not_of_this_role_is_forbidden_whatever_the_state()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var refused = await laboratory.Get<MoveVerification>().ExecuteAsync(new(1, "", [Role.Technician]), id, VerificationStates.Approve, null, CancellationToken.None);
        Assert.Equal(LaboratoryErrors.NotAllowed, refused.Refusal);
        Assert.Equal(VerificationErrors.IllegalMove, (await laboratory.Get<MoveVerification>().ExecuteAsync(new(3, "", [Role.Approver]), id, VerificationStates.Approve, null, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task The_list_says_what_waits_and_signing_leads_to_the_next()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var (first, second) = (await laboratory.RecordOfAsync(Passing), await laboratory.RecordOfAsync(Failing));
        var checker = await laboratory.SignInAsync(Role.Checker);
        var page = await checker.ReadAsync("/reviews/check");

        Assert.True(page.IndexOf($"/reviews/{first}", StringComparison.Ordinal) < page.IndexOf($"/reviews/{second}", StringComparison.Ordinal), "the oldest first");
        Assert.All(new[] { "示例检定员", "合格", "不合格", "项规程内容未确认", "模拟", "示例", "可以签字" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        Went(await PressAsync(checker, first, "check"), $"/reviews/{second}");
        Went(await PressAsync(checker, second, "check"), "/reviews/check");
        Assert.Contains("没有待核验的记录", await checker.ReadAsync("/reviews/check"), StringComparison.Ordinal);
        Assert.Contains($"/reviews/{first}", await (await laboratory.SignInAsync(Role.Approver)).ReadAsync("/reviews/approve"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_record_and_paper_side_by_side()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Failing);
        var page = await (await laboratory.SignInAsync(Role.Checker)).ReadAsync($"/reviews/{id}");
        var evaluation = (await laboratory.Get<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value.Evaluate();

        Assert.Contains("检定结果通知书", page, StringComparison.Ordinal);
        Assert.Contains("不合格（不合格项目：工作误差）", page, StringComparison.Ordinal);
        Assert.Contains("读数来自模拟器", page, StringComparison.Ordinal);
        // A notice has no validity, and says nothing of the rules for one.
        var (said, unsaid) = (evaluation.UnconfirmedFacts.Where(fact => !IsOfValidity(fact)).ToList(), evaluation.UnconfirmedFacts.Where(IsOfValidity).ToList());
        Assert.NotEmpty(unsaid);
        Assert.All(said, fact => Assert.Contains(fact.Text.Zh, page, StringComparison.Ordinal));
        Assert.All(unsaid, fact => Assert.DoesNotContain(fact.Text.Zh, page, StringComparison.Ordinal));
        Assert.All(evaluation.Items.SelectMany(item => item.Points), point => Assert.Contains(Languages.Figures.Signed(point.Rounded!.Value), page, StringComparison.Ordinal));
        Assert.Contains("示例-DC-0001", page, StringComparison.Ordinal);
    }

    private static bool IsOfValidity(Core.Runs.UnconfirmedFact fact) => fact.Path is "periodMonths" or "validUntil";

    [Fact]
    public async Task Whoever_measured_can_neither_check_nor_approve()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.GiveAsync(Role.Technician, Role.Checker, Role.Approver);
        var id = await laboratory.RecordOfAsync(Passing);
        var same = await laboratory.SignInAsync(Role.Technician);

        Assert.Contains("必须是三个不同的人", await same.ReadAsync("/reviews/check"), StringComparison.Ordinal);
        var page = await same.ReadAsync($"/reviews/{id}");
        Assert.Contains("verification.same-person", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-key=\"v\"", page, StringComparison.Ordinal);
        await RefusedAsync(await PressAsync(same, id, "check"), "verification.same-person");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task Whoever_checked_cannot_approve_and_nothing_is_half_done()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.GiveAsync(Role.Checker, Role.Approver);
        var id = await laboratory.RecordOfAsync(Passing);
        var both = await laboratory.SignInAsync(Role.Checker);
        await PressAsync(both, id, "check");

        await RefusedAsync(await PressAsync(both, id, "approve-and-issue"), "verification.same-person");
        await RefusedAsync(await PressAsync(both, id, "approve"), "verification.same-person");
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));
        Assert.Null(await laboratory.Get<CertificateQueries>().OfVerificationAsync(id, CancellationToken.None));
    }

    [Theory]
    [InlineData(Role.Technician, "check", HttpStatusCode.Forbidden)]
    [InlineData(Role.Checker, "approve", HttpStatusCode.Forbidden)]
    [InlineData(Role.Checker, "issue", HttpStatusCode.Forbidden)]
    [InlineData(Role.Approver, "check", HttpStatusCode.Forbidden)]
    [InlineData(Role.Planner, "return", HttpStatusCode.Forbidden)]
    public async Task A_role_without_the_right_changes_nothing(Role role, string move, HttpStatusCode expected)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Passing);
        var visitor = await laboratory.SignInAsync(role);
        Assert.Equal(expected, (await visitor.PostFromAsync("/", $"/reviews/{id}/{move}", ("reason", "x"))).StatusCode);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task A_move_out_of_turn_is_refused()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Passing);
        var approver = await laboratory.SignInAsync(Role.Approver);

        await RefusedAsync(await PressAsync(approver, id, "approve-and-issue"), "verification.illegal-move");
        await RefusedAsync(await PressAsync(approver, id, "issue"), "verification.illegal-move");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task A_return_needs_a_reason_and_the_record_keeps_it()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Passing);
        var checker = await laboratory.SignInAsync(Role.Checker);

        await RefusedAsync(await PressAsync(checker, id, "return", ("reason", "  ")), "verification.no-reason");
        await RefusedAsync(await PressAsync(checker, id, "return", ("reason", new string('字', 1001))), "verification.reason-too-long");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "return", ("reason", "铭牌照片缺一张 <b>"))).StatusCode);
        Assert.Equal(VerificationState.Evaluated, await laboratory.StateOfAsync(id));
        var raw = await (await checker.GetAsync($"/reviews/{id}")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("一张 <b>", WebUtility.HtmlDecode(raw.Replace("&lt;b&gt;", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("铭牌照片缺一张", WebUtility.HtmlDecode(raw), StringComparison.Ordinal);
        await RefusedAsync(await PressAsync(checker, id, "check"), "verification.illegal-move");
    }

    [Fact]
    public async Task A_second_press_changes_nothing_and_a_second_person_is_told()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.GiveAsync(Role.Approver, Role.Checker);
        var id = await laboratory.RecordOfAsync(Passing);
        var (checker, other) = (await laboratory.SignInAsync(Role.Checker), await laboratory.SignInAsync(Role.Approver));

        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "check")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(checker, id, "check")).StatusCode);
        await RefusedAsync(await PressAsync(other, id, "check"), "verification.illegal-move");

        var pressed = await Task.WhenAll(PressAsync(other, id, "approve-and-issue"), PressAsync(other, id, "approve-and-issue"));
        Assert.Equal(pressed[0].Headers.Location, pressed[1].Headers.Location);
        Assert.Single(await laboratory.Get<CertificateQueries>().ListAsync(new(), CancellationToken.None));
        var moves = (await laboratory.Get<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value.Verification.Transitions;
        Assert.Equal(moves.Select(move => move.Action).Distinct().Count(), moves.Count);
    }

    [Fact]
    public async Task Approval_and_issue_can_be_two_presses()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Passing);
        var approver = await laboratory.SignInAsync(Role.Approver);
        await PressAsync(await laboratory.SignInAsync(Role.Checker), id, "check");

        await PressAsync(approver, id, "approve");
        Assert.Equal(VerificationState.Approved, await laboratory.StateOfAsync(id));
        Assert.Contains("已批准", await approver.ReadAsync("/reviews/approve"), StringComparison.Ordinal);
        await PressAsync(approver, id, "issue");
        Assert.Equal(VerificationState.Issued, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task A_character_without_glyph_keeps_the_paper_from_being_issued()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync(Passing);
        var approver = await laboratory.SignInAsync(Role.Approver);
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.NameZh += "\U0001F980";
        Assert.Equal("certificate.unprintable", (await laboratory.Get<EditInstitution>().ExecuteAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None)).Refusal?.Code);
        // Rows from before that check.
        await laboratory.Get<App.Storage.Store>().WriteAsync<bool>(new Actor(0, "", [Role.Administrator]).Saying("测试"), async db =>
        {
            (await db.Institutions.SingleAsync()).NameZh += "\U0001F980";
            return true;
        }, CancellationToken.None);
        // Submitted anew, the record takes the name as it now is.
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(CancellationToken.None);
        foreach (var (role, move, reason) in new[] { (Role.Checker, VerificationStates.Return, "示例"), (Role.Technician, VerificationStates.Submit, null) })
        {
            var account = accounts.First(row => row.Roles.Contains(role));
            Assert.Null((await laboratory.Get<MoveVerification>().ExecuteAsync(new(account.Id, account.DisplayName, account.Roles), id, move, reason, CancellationToken.None)).Refusal);
        }

        await PressAsync(await laboratory.SignInAsync(Role.Checker), id, "check");
        await RefusedAsync(await PressAsync(approver, id, "approve"), "certificate.unprintable");
        var page = await RefusedAsync(await PressAsync(approver, id, "approve-and-issue"), "certificate.unprintable");
        Assert.Contains("U+1F980", page, StringComparison.Ordinal);
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));
    }

    [Fact]
    public async Task An_unknown_record_is_not_found()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await (await laboratory.SignInAsync(Role.Checker)).GetAsync($"/reviews/{Guid.NewGuid()}")).StatusCode);
    }
}
