using System.Net;
using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>What the database alone says is not believed where it gives a right or an order, and what was taken out of it is missed where it is used.</summary>
public sealed class BelievedTests
{
    private static readonly Actor Administrator = new(5, "示例管理员", [Role.Administrator]) { Because = "测试" };

    /// <summary>When the password was given, and that a session has ended, is not for the database to say.</summary>
    [Fact]
    public async Task A_session_is_not_confirmed_or_brought_back_by_its_row()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        laboratory.Clock.Move(SessionLimits.Confirmed + TimeSpan.FromSeconds(1));
        await laboratory.SqlAsync("UPDATE SignInSessions SET ConfirmedAt = ConfirmedAt + 36000000000, StartedAt = StartedAt + 36000000000");
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.PostFromAsync($"/reviews/{id}", $"/reviews/{id}/check")).StatusCode);
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));

        // Signed out, with a copy of the cookie left.
        var sessions = laboratory.Get<SignInSessions>();
        var (person, planner) = (await AccountOfAsync(Role.Checker), await laboratory.SignInAsync(Role.Planner));
        var session = Assert.Single(await sessions.OfAsync(person.Id, default));
        Assert.Null((await sessions.EndAsync(Administrator, session.Id, default)).Refusal);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/api/v1/session")).StatusCode);
        await laboratory.SqlAsync("UPDATE SignInSessions SET EndedAt = NULL");
        Assert.Empty(await sessions.OfAsync(person.Id, default));
        Assert.Null(await sessions.FindAsync(SessionTicket.Of(session), default));
        Assert.Equal(HttpStatusCode.Unauthorized, (await checker.GetAsync("/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/api/v1/session")).StatusCode);

        // Nor is it the row that says of which state of the account the session is.
        var live = Assert.Single(await sessions.OfAsync((await AccountOfAsync(Role.Planner)).Id, default));
        Assert.NotNull(await sessions.FindAsync(SessionTicket.Of(live), default));
        Assert.Null(await sessions.FindAsync(SessionTicket.Of(live) with { Stamp = "before" }, default));

        // A server that starts again knows it, for as long as the session could have lived.
        var data = laboratory.Get<ServeOptions>().Data;
        await File.AppendAllTextAsync(data.SessionsEnded, "0123", default);
        Assert.True(new EndedSessionsFile(data, laboratory.Clock).Has(session.Id, session.StartedAt));
        laboratory.Clock.Move(SessionLimits.Absolute + TimeSpan.FromSeconds(1));
        var later = new EndedSessionsFile(data, laboratory.Clock);
        later.Add(Guid.NewGuid());
        Assert.False(later.Has(session.Id, session.StartedAt));
        Assert.Single(await File.ReadAllLinesAsync(data.SessionsEnded, default));

        async Task<Account> AccountOfAsync(Role role) => (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(role));
    }

    /// <summary>Somebody puts an order of a bulk issue there in the approver's name; the server that works on such orders issues nothing, and says why.</summary>
    [Fact]
    public async Task An_order_that_nobody_gave_opens_a_failure()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        foreach (var (role, action) in new[] { (Role.Checker, VerificationStates.Check), (Role.Approver, VerificationStates.Approve) })
            Assert.Null((await laboratory.Get<MoveVerification>().ExecuteAsync(ActorOf(role), id, action, null, default)).Refusal);
        var approver = ActorOf(Role.Approver);
        await laboratory.SqlAsync(
            $"INSERT INTO BulkIssues (Id, StartedById, StartedBy, StartedAt, Version) VALUES (1, {approver.AccountId}, '{approver.Name}', 1, 0); INSERT INTO BulkIssueLines (BulkId, Sequence, VerificationId, RecordNumber, State) VALUES (1, 1, '{id.ToString().ToUpperInvariant()}', 'x', 'Waiting')");
        await laboratory.Get<RunBulkIssue>().ExecuteAsync(default);
        Assert.Equal("ledger.unusable", Assert.Single((await laboratory.Get<BulkIssueQueries>().FindAsync(1, default))!.Troubles).Code);
        Assert.Empty(await laboratory.Get<CertificateQueries>().ListAsync(new(), default));
        Assert.Equal("BulkOrder 1", Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == RowCheck.Code).Where.Replace("register entry ", "", StringComparison.Ordinal));

        Actor ActorOf(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
    }

    /// <summary>Its number was drawn, and its record says that it was issued.</summary>
    [Fact]
    public async Task A_certificate_that_was_taken_out_is_missed()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var record = await laboratory.RecordOfAsync("SIM-EV-0001");
        var approver = await laboratory.SignInAsync(Role.Approver);
        string[] paths =
        [
            $"/certificates/{certificate.Number}", $"/certificates/{certificate.Number}/pdf", $"/api/v1/certificates/{certificate.Number}", $"/check/{certificate.Number}?code={certificate.CheckCode}",
            $"/api/v1/check/{certificate.Number}?code={certificate.CheckCode}", $"/verifications/{record}", $"/api/v1/verifications/{record}", $"/verifications/{record}/bundle.zip",
        ];
        foreach (var path in paths)
            Assert.Equal((path, HttpStatusCode.OK), (path, (await approver.GetAsync(path)).StatusCode));
        await laboratory.SqlAsync("PRAGMA foreign_keys = OFF; DELETE FROM Certificates");
        foreach (var path in paths)
            Assert.Equal((path, HttpStatusCode.Conflict), (path, (await approver.GetAsync(path)).StatusCode));
        // Who has the number only is told the same, by page and answer.
        foreach (var path in new[] { $"/check/{certificate.Number}", $"/api/v1/check/{certificate.Number}" })
            Assert.Contains("不能确认它是否有效", WebUtility.HtmlDecode(await (await laboratory.Visit().GetAsync(path)).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var next = certificate.Number[..^1] + "2";
        Assert.Equal(HttpStatusCode.NotFound, (await approver.GetAsync($"/api/v1/certificates/{next}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await approver.GetAsync($"/api/v1/certificates/MN-YS-{certificate.IssuedOn.Year}-00001")).StatusCode);
        // Nor does it help to say that the number was never drawn.
        await laboratory.SqlAsync("DELETE FROM NumberRanges");
        Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync($"/api/v1/certificates/{certificate.Number}")).StatusCode);
    }

    /// <summary>Lists say how many of their rows are not there, and mark those that the product did not write.</summary>
    [Fact]
    public async Task Lists_count_what_is_missing_and_mark_what_was_put_there()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (technician, administrator) = (await laboratory.SignInAsync(Role.Technician), await laboratory.SignInAsync(Role.Administrator));
        await laboratory.Get<MissingRows>().LookAsync(default);
        Assert.DoesNotContain("不可使用", await administrator.ReadAsync("/accounts"), StringComparison.Ordinal);
        Assert.DoesNotContain("已不在此处", await technician.ReadAsync("/units"), StringComparison.Ordinal);
        await laboratory.SqlAsync(
            """
            PRAGMA foreign_keys = OFF; DELETE FROM Units WHERE Id = (SELECT max(Id) FROM Units); UPDATE Benches SET NameZh = '伪造' WHERE Id = (SELECT min(Id) FROM Benches);
            CREATE TABLE Forged AS SELECT * FROM Accounts WHERE Id = 1; UPDATE Forged SET Id = 99, UserName = 'forged', NormalizedUserName = 'FORGED'; INSERT INTO Accounts SELECT * FROM Forged; DROP TABLE Forged
            """);
        await laboratory.Get<MissingRows>().LookAsync(default);
        Assert.Contains("台账记载的 1 行已不在此处", await technician.ReadAsync("/units"), StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single((await technician.GetAsync("/api/v1/units")).Headers.GetValues(RegisterGate.MissingHeader)));
        Assert.False((await technician.GetAsync("/api/v1/equipment")).Headers.Contains(RegisterGate.MissingHeader));
        Assert.Contains("不可使用", await administrator.ReadAsync("/accounts"), StringComparison.Ordinal);
        foreach (var page in new[] { "/benches", "/laboratory/benches" })
            Assert.Contains("不可使用", await technician.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("\"isUnusable\":true", await technician.ReadAsync("/api/v1/benches"), StringComparison.Ordinal);
        // The audit says it exactly.
        Assert.Equal("ledger.broken", (await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value.FaultCode);
        Assert.Equal((1, 0), (laboratory.Get<MissingRows>().Of("UnitUnderTest"), laboratory.Get<MissingRows>().Of("Account", "Bench")));
    }

    /// <summary>Days that do not follow from the rows are made anew; that they did not is said of the standard until a person has looked.</summary>
    [Fact]
    public async Task A_standard_whose_days_were_changed_is_named_and_marked_until_the_failure_is_closed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        await laboratory.SqlAsync("UPDATE StandingSpans SET Ends = Ends + 100 WHERE Subject = 2 AND ItemId = 2 AND Ends < 1000000");
        Assert.Null((await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value.FaultCode);
        var fault = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Where == "MeasurementStandard 2");
        Assert.Equal(DerivedRows.Code, fault.Code);
        Assert.Contains((await laboratory.Get<Store>().ReadAsync(db => db.Standards.SingleAsync(row => row.Id == 2), default)).NameZh, fault.SaidZh, StringComparison.Ordinal);
        Assert.Contains("不可使用", await planner.ReadAsync("/standards"), StringComparison.Ordinal);
        Assert.Contains("关闭该故障记录之前请勿采信", await planner.ReadAsync("/standards/2"), StringComparison.Ordinal);
        Assert.DoesNotContain("关闭该故障记录之前请勿采信", await planner.ReadAsync("/standards/1"), StringComparison.Ordinal);
        Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, fault.Id, "核对齐全", default)).Refusal);
        Assert.DoesNotContain("不可使用", await planner.ReadAsync("/standards"), StringComparison.Ordinal);
        Assert.DoesNotContain("关闭该故障记录之前请勿采信", await planner.ReadAsync("/standards/2"), StringComparison.Ordinal);
    }
}
