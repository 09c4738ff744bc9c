using System.Net;
using Metrology.App.Certificates;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>What a server does with a database that somebody wrote to behind it: it signs nothing of it, issues nothing from it, and shows nothing of it as valid.</summary>
public sealed class ForgeryTests
{
    private static readonly Actor Administrator = new(5, "示例管理员", [Role.Administrator]), Approver = new(3, "示例批准人", [Role.Approver]);

    /// <summary>A ledger that was built anew has no checkpoint that speaks against it, once all were removed; the server knows by itself what it signed.</summary>
    [Theory]
    [InlineData("DELETE FROM LedgerCheckpoints")]
    [InlineData("DELETE FROM LedgerCheckpoints WHERE Size = (SELECT min(Size) FROM LedgerCheckpoints)")]
    [InlineData("UPDATE LedgerHeads SET Frontier = zeroblob(length(Frontier))")]
    public async Task A_ledger_that_does_not_lead_on_from_the_last_signature_is_not_signed_until_an_administrator_says_why(string attack)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var (taking, key) = (laboratory.Get<TakeCheckpoint>(), laboratory.Get<ILedgerWitness>());
        Assert.True(await taking.ExecuteAsync(default) > 0);
        await AddAsync(laboratory);
        var signed = await taking.ExecuteAsync(default);
        Assert.Equal((signed, signed), (key.Signed.Size, key.Signed.Kept));
        await laboratory.SqlAsync(attack);
        if (!attack.StartsWith("UPDATE", StringComparison.Ordinal))
            await AddAsync(laboratory);
        Assert.Equal(0, await taking.ExecuteAsync(default));
        var fault = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == LedgerFaults.NotContinued);
        Assert.Equal("fault.administrator", (await laboratory.Get<CloseFault>().ExecuteAsync(Approver, fault.Id, "看过", default)).Refusal?.Code);
        if (attack.StartsWith("UPDATE", StringComparison.Ordinal))
            return;
        Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, fault.Id, "检查点由本人误删", default)).Refusal);
        Assert.True(await taking.ExecuteAsync(default) > 0);
    }

    [Fact]
    public async Task A_ledger_that_the_audit_found_broken_is_not_signed_and_nothing_is_issued_until_that_is_closed()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Equal(HttpStatusCode.Redirect, (await checker.PostAsync($"/reviews/{id}/check")).StatusCode);
        // Something that no paper is made of.
        await laboratory.SqlAsync("UPDATE Targets SET BaselineNumber = '1000' WHERE rowid = (SELECT min(rowid) FROM Targets)");
        Assert.Equal("ledger.broken", (await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value.FaultCode);
        Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));

        var approver = await laboratory.SignInAsync(Role.Approver);
        var issued = await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Approver, id, default);
        Assert.Equal("ledger.fault-open", issued.Refusal?.Code);
        Assert.Equal(StatusCodes409, ErrorPages.StatusOf(issued.Refusal!));
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));

        var fault = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == "ledger.broken");
        Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, fault.Id, "恢复了正确的行", default)).Refusal);
        Assert.Null((await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Approver, id, default)).Refusal);
        Assert.True(await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default) > 0);
    }

    /// <summary>Nobody waits for the audit: what a paper is made from is compared when it is made.</summary>
    [Theory]
    [InlineData("UPDATE TraceabilityCertificates SET Number = 'FORGED-CAL-1', ExpandedUncertainty = '0.001', ValidUntil = '2040-01-01' WHERE EquipmentId = (SELECT ReferenceId FROM Benches LIMIT 1)")]
    [InlineData("UPDATE StandardCertificates SET ValidUntil = '2040-01-01'")]
    [InlineData("UPDATE Standards SET UncertaintyText = '0.001 %'")]
    [InlineData("UPDATE Equipment SET SerialNumber = SerialNumber || 'X' WHERE Id = (SELECT ReferenceId FROM Benches LIMIT 1)")]
    [InlineData("UPDATE Customers SET Name = Name || '二'")]
    [InlineData("UPDATE Units SET SerialNumber = 'SIM-EV-0001', Model = 'FORGED' WHERE SerialNumber = 'SIM-EV-0001'")]
    [InlineData("UPDATE Institutions SET NameZh = NameZh || '二'")]
    [InlineData("UPDATE Accounts SET DisplayName = '别人' WHERE Id = 3")]
    [InlineData("DELETE FROM StandardCertificates WHERE Id = (SELECT max(Id) FROM StandardCertificates WHERE StandardId = (SELECT StandardId FROM Verifications LIMIT 1))")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM TraceabilityCertificates WHERE EquipmentId = (SELECT ReferenceId FROM Benches LIMIT 1)")]
    [InlineData("DELETE FROM Capabilities")]
    [InlineData("DELETE FROM BenchPart WHERE rowid = (SELECT max(rowid) FROM BenchPart WHERE BenchId = (SELECT BenchId FROM Verifications LIMIT 1))")]
    public async Task Nothing_is_opened_signed_or_issued_from_registers_that_are_not_what_the_ledger_says(string attack)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        Actor Of(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
        Assert.Null((await laboratory.Get<MoveVerification>().ExecuteAsync(Of(Role.Checker), id, VerificationStates.Check, null, default)).Refusal);
        var request = await Demonstration.DemoRequest.OfAsync(laboratory.App.Services, "SIM-EV-0001", default);
        await laboratory.SqlAsync(attack);

        var issued = await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Of(Role.Approver), id, default);
        Assert.Equal("ledger.unusable", issued.Refusal?.Code);
        Assert.Equal("ledger.unusable", (await laboratory.Get<MoveVerification>().ExecuteAsync(Of(Role.Approver), id, VerificationStates.Approve, null, default)).Refusal?.Code);
        if (!attack.Contains("Accounts", StringComparison.Ordinal))
            Assert.Equal("ledger.unusable", (await laboratory.Get<OpenVerification>().ExecuteAsync(Of(Role.Technician), request, default)).Refusal?.Code);
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));
    }

    /// <summary>Numbers go on where they were: neither a range that was moved nor one that is gone draws any.</summary>
    [Theory]
    [InlineData("UPDATE NumberRanges SET Next = 500")]
    [InlineData("DELETE FROM NumberRanges")]
    public async Task No_number_is_drawn_from_a_range_that_was_changed(string attack)
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        await laboratory.SqlAsync(attack);
        var year = int.Parse(certificate.Number[6..10], System.Globalization.CultureInfo.InvariantCulture);
        var drawn = await laboratory.Get<Store>().WriteAsync<string>(async db => await NumberRange.DrawAsync(db, certificate.Number[..5], year, default), default);
        Assert.Equal("ledger.unusable", drawn.Refusal?.Code);
    }

    /// <summary>What lets people in is compared when it does, and at every request after.</summary>
    [Fact]
    public async Task An_account_that_was_changed_behind_the_product_lets_nobody_in()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/me")).StatusCode);
        var (approver, technician) = (laboratory.Logins.Single(one => one.Role == Role.Approver), laboratory.Logins.Single(one => one.Role == Role.Technician));
        await laboratory.SqlAsync($"""
            UPDATE Accounts SET Roles = 'Administrator' WHERE UserName = '{laboratory.Logins.Single(one => one.Role == Role.Planner).UserName}';
            UPDATE Accounts SET PasswordHash = (SELECT PasswordHash FROM Accounts WHERE UserName = '{technician.UserName}') WHERE UserName = '{approver.UserName}'
            """);
        Assert.Equal("/login", (await planner.GetAsync("/accounts")).Headers.Location?.OriginalString.Split('?')[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await laboratory.Visit().PostAsync("/login", ("userName", approver.UserName), ("password", technician.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/me")).StatusCode);
    }

    [Theory]
    [InlineData("UPDATE StandardCertificates SET ValidUntil = '2039-01-01'", "/standards/1", "/trace/standard/1", "/api/v1/standards/1", "/api/v1/trace/standard/1")]
    [InlineData("UPDATE TraceabilityCertificates SET ExpandedUncertainty = '0.001'", "/equipment/1", "/trace/equipment/1", "/api/v1/equipment/1", "/standards/1")]
    [InlineData("UPDATE Customers SET Name = Name || '二'", "/customers/1", "/units/1", "/api/v1/units/1")]
    public async Task A_register_row_that_was_changed_behind_the_product_is_shown_nowhere_as_one_that_stands(string attack, params string[] paths)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var approver = await laboratory.SignInAsync(Role.Approver);
        var record = (await laboratory.RecordOfAsync("SIM-EV-0001")).ToString();
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync(path.Replace("{record}", record, StringComparison.Ordinal))).StatusCode);
        await laboratory.SqlAsync(attack);
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync(path.Replace("{record}", record, StringComparison.Ordinal))).StatusCode);
        Assert.Contains("error-card unusable", await (await approver.GetAsync(paths[0])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_edited_stands_nowhere_as_valid()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var approver = await laboratory.SignInAsync(Role.Approver);
        var record = await laboratory.RecordOfAsync("SIM-EV-0001");
        var trace = $"/trace/certificate/{certificate.Number}";
        Assert.DoesNotContain("不可使用", await approver.ReadAsync("/certificates"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync(trace)).StatusCode);
        await laboratory.SqlAsync("UPDATE Certificates SET ValidUntil = '2039-11-26'");

        Assert.Contains("不可使用", await approver.ReadAsync("/certificates"), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"Unusable\"", await approver.ReadAsync("/api/v1/certificates"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("不可使用", await approver.ReadAsync($"/verifications/{record}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync(trace)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync("/api/v1" + trace)).StatusCode);
        // Chains of thousands of papers are marked by what the audit found.
        var standard = await laboratory.Get<Store>().ReadAsync(db => db.Verifications.Where(row => row.Id == record).Select(row => row.StandardId).SingleAsync(), default);
        await laboratory.Get<CheckLedger>().RunAsync(default);
        Assert.Contains("不可使用", await approver.ReadAsync($"/trace/standard/{standard}"), StringComparison.Ordinal);
        Assert.Contains("\"isUnusable\":true", await approver.ReadAsync($"/api/v1/trace/standard/{standard}"), StringComparison.Ordinal);
    }

    /// <summary>They are no record: the audit names them, makes them anew from the registers, and leaves a record of a failure.</summary>
    [Fact]
    public async Task Numbers_of_plans_that_were_edited_are_made_anew()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var store = laboratory.Get<Store>();
        var before = await CountsAsync();
        await laboratory.SqlAsync("UPDATE StandingSteps SET Change = Change * 2; UPDATE StandingSpans SET Ends = Ends + 1; DELETE FROM SearchTexts WHERE Id % 2 = 0; DELETE FROM LedgerPlaces");
        Assert.NotEqual(before, await CountsAsync());
        Assert.Null((await laboratory.Get<CheckLedger>().RunAsync(default)).Refusal);
        Assert.Contains(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == DerivedRows.Code);
        Assert.Equal(before, await CountsAsync());
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);

        Task<string> CountsAsync() => store.ReadAsync(
            async db => $"{await db.StandingSteps.SumAsync(row => row.Change * (row.Day % 1000))} {await db.StandingSpans.SumAsync(row => (long)row.Ends)} {await db.SearchTexts.CountAsync()} {await db.LedgerPlaces.Where(row => !row.Row.StartsWith("FaultRecord ")).SumAsync(row => row.Entry)}", default);
    }

    private const int StatusCodes409 = 409;

    private static async Task AddAsync(Laboratory laboratory)
    {
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(default))!;
        institution.Telephone = $"010-{Guid.NewGuid():N}"[..12];
        Assert.Null((await laboratory.Get<EditInstitution>().ExecuteAsync(Administrator with { Because = "测试" }, institution, default)).Refusal);
    }
}
