using System.Net;
using Metrology.App.Certificates;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Ledger;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Metrology.Web.Demonstration;
using Metrology.Web.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>
/// Somebody writes to the database, and then the product goes on: no row that is not what the ledger's latest entry of it says is extended, used for a right, or used for a paper, and the audit afterwards still names it.
/// </summary>
public sealed class OnTopOfForgeryTests
{
    private static readonly Actor Administrator = new(5, "示例管理员", [Role.Administrator]) { Because = "测试" }, Approver = new(3, "示例批准人", [Role.Approver]), Planner = new(4, "示例规划员", [Role.Planner]);

    /// <summary>The newest row is taken out and its number given back: the next honest row of its kind takes its place, and the ledger has that number twice for ever.</summary>
    [Fact]
    public async Task A_row_that_was_taken_out_is_missed_when_its_number_is_given_once_more()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        var (technician, planner) = (accounts.First(row => row.Roles.Contains(Role.Technician)), accounts.First(row => row.Roles.Contains(Role.Planner)));
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetRolesAsync(Administrator, technician.Id, [Role.Technician, Role.Approver], default)).Refusal);
        foreach (var table in new[] { "AccountEvents", "ParameterChanges" })
            await laboratory.SqlAsync($"DELETE FROM {table} WHERE Id = (SELECT MAX(Id) FROM {table}); UPDATE sqlite_sequence SET seq = (SELECT COALESCE(MAX(Id), 0) FROM {table}) WHERE name = '{table}'");
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetRolesAsync(Administrator, planner.Id, [Role.Planner, Role.Checker], default)).Refusal);
        var findings = (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings;
        Assert.Contains(findings, one => one.Code == "ledger.row-twice" && one.Where.StartsWith("AccountEvent ", StringComparison.Ordinal));
        Assert.Contains(findings, one => one.Code == "ledger.row-twice" && one.Where.StartsWith("ParameterChange ", StringComparison.Ordinal));
    }

    /// <summary>Sessions are no legal rows: one that is turned to another account, so that it lives on after its own was disabled, is none of its cookie.</summary>
    [Fact]
    public async Task A_session_that_was_turned_to_another_account_is_over()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        var (approver, planner) = (accounts.First(row => row.Roles.Contains(Role.Approver)), accounts.First(row => row.Roles.Contains(Role.Planner)));
        var visitor = await laboratory.SignInAsync(Role.Approver);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/v1/certificates")).StatusCode);
        Assert.Null((await laboratory.Get<AdministerAccounts>().SetDisabledAsync(Administrator, approver.Id, true, default)).Refusal);
        await laboratory.SqlAsync($"UPDATE SignInSessions SET AccountId = {planner.Id}, Stamp = (SELECT SecurityStamp FROM Accounts WHERE Id = {planner.Id}), EndedAt = NULL");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/v1/certificates")).StatusCode);
    }

    /// <summary>A role that was taken away comes back: the row of before, with its place. What is remembered beside the key says that another state followed.</summary>
    [Fact]
    public async Task An_older_state_of_an_account_lets_nobody_in_and_nothing_is_saved_on_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(Role.Technician));
        var accounts = laboratory.Get<AdministerAccounts>();
        Assert.Null((await accounts.SetRolesAsync(Administrator, technician.Id, [Role.Technician, Role.Approver], default)).Refusal);
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/v1/certificates")).StatusCode);
        await KeepAsync(laboratory, "Accounts", "Account", technician.Id);
        Assert.Null((await accounts.SetRolesAsync(Administrator, technician.Id, [Role.Technician], default)).Refusal);
        await PutBackAsync(laboratory, "Accounts");
        Assert.Contains(Role.Approver, (await laboratory.Get<LaboratoryQueries>().AccountAsync(technician.Id, default))!.Roles);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/v1/certificates")).StatusCode);
        Assert.Equal(RowCheck.Code, (await accounts.SetDisabledAsync(Administrator, technician.Id, true, default)).Refusal?.Code);
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        Assert.NotEqual(HttpStatusCode.Redirect, (await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).StatusCode);
    }

    /// <summary>
    /// Where an older state is believed, the next honest save of it would have been the product's own word; now its entry says what it replaced. That stays for ever, and so it has a failure that one person closes once:
    /// the same entry opens none again, another one does.
    /// </summary>
    [Fact]
    public async Task An_older_state_that_the_product_went_on_from_is_named_for_ever_and_settled_once()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var store = laboratory.Get<Store>();
        Task<Outcome<int>> MoveAsync(string place) => ChangeAsync(store, db => db.Units.Where(row => row.Id == 4), unit => unit.Location = place);
        async Task<string> ForgeAsync(string place)
        {
            await KeepAsync(laboratory, "Units", "UnitUnderTest", 4);
            Assert.Null((await MoveAsync(place)).Refusal);
            await PutBackAsync(laboratory, "Units");
            Assert.Null((await MoveAsync(place + "二")).Refusal);
            return $"UnitUnderTest 4, entry {await store.ReadAsync(db => db.LedgerEntries.MaxAsync(row => row.Index), default)} ";
        }

        var where = await ForgeAsync("别处");
        string[] named = ["ledger.row-set-back UnitUnderTest 4"];
        Assert.Equal(named, (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}"));
        // So do the entries alone, without the database.
        var chain = LedgerChain.Of([], null, laboratory.Get<ILedgerWitness>().Key);
        foreach (var entry in await store.ReadAsync(db => db.LedgerEntries.OrderBy(row => row.Index).Select(row => row.Bytes).ToListAsync(), default))
            chain.Next(entry, null);
        Assert.Equal("UnitUnderTest 4", Assert.Single(chain.Findings).Where);

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
        var trace = Assert.Single(await OpenAsync(), row => row.Code == "ledger.row-set-back");
        Assert.StartsWith(where, trace.Where, StringComparison.Ordinal);
        Assert.Equal(2, trace.Times);
        // Who closes only the job's failure has said nothing of it.
        await CloseAsync("ledger.broken");
        Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
        Assert.Equal("fault.administrator", (await laboratory.Get<CloseFault>().ExecuteAsync(Approver, trace.Id, "查明", default)).Refusal?.Code);
        await CloseAsync("ledger.row-set-back");
        await CloseAsync("ledger.broken");
        Assert.Null((await AuditAsync()).FaultCode);
        Assert.Empty(await OpenAsync());
        Assert.True(await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default) > 0);
        Assert.Equal(named, (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}"));

        // Another entry is another finding. A record of the failure that was closed in the database is no word of a person.
        var second = await ForgeAsync("远处");
        Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
        Assert.StartsWith(second, Assert.Single(await OpenAsync(), row => row.Code == "ledger.row-set-back").Where, StringComparison.Ordinal);
        await laboratory.SqlAsync("UPDATE FaultRecords SET ClosedAt = LastAt, ClosedBy = 'x', Action = 'x' WHERE ClosedAt IS NULL");
        Assert.Single((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Settled);

        async Task<JobRun> AuditAsync() => (await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value;
        async Task<List<FaultRecord>> OpenAsync() => (await laboratory.Get<FaultQueries>().AllAsync(default)).FindAll(row => row.ClosedAt is null);
        async Task CloseAsync(string code) => Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, (await OpenAsync()).Single(row => row.Code == code).Id, "查明原因，采取措施", default)).Refusal);
    }

    /// <summary>What is counted from the register is kept for ever; nothing is, while a standard of it is not what the ledger says.</summary>
    [Fact]
    public async Task Nothing_is_counted_and_kept_from_a_forged_register()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (day, make) = (DateOnly.FromDateTime(laboratory.Clock.GetLocalNow().DateTime), laboratory.Get<Metrology.App.Reports.MakeReport>());
        await laboratory.SqlAsync("CREATE TABLE Kept AS SELECT * FROM StandardCertificates; UPDATE StandardCertificates SET ValidUntil = '2020-01-01' WHERE ValidUntil > '2026-01-01'");
        var before = await RowsAsync();
        foreach (var job in new[] { JobCatalog.TargetSnapshots, JobCatalog.ForecastRefresh })
            Assert.Equal((job.Id, RowCheck.Code), (job.Id, (await laboratory.Get<RunJob>().OnScheduleAsync(job.Id, default)).Value.FaultCode));
        Assert.Equal(RowCheck.Code, (await make.AskedAsync(Planner, day.AddDays(-30), day, default)).Refusal?.Code);
        Assert.Equal(before, await RowsAsync());
        await laboratory.SqlAsync("PRAGMA foreign_keys = OFF; INSERT OR REPLACE INTO StandardCertificates SELECT * FROM Kept; DROP TABLE Kept");
        Assert.Null((await make.AskedAsync(Planner, day.AddDays(-30), day, default)).Refusal);
        Assert.Null((await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.TargetSnapshots.Id, default)).Value.FaultCode);
        await laboratory.SqlAsync("PRAGMA foreign_keys = OFF; DELETE FROM Standards WHERE Id = (SELECT max(Id) FROM Standards)");
        Assert.Equal(RowCheck.Code, (await make.AskedAsync(Planner, day.AddDays(-30), day, default)).Refusal?.Code);

        Task<(int, int, int)> RowsAsync() => laboratory.Get<Store>().ReadAsync(async db => (await db.SupervisionReports.CountAsync(), await db.TargetSnapshots.CountAsync(), await db.ForecastSnapshots.CountAsync()), default);
    }

    private static Task KeepAsync(Laboratory laboratory, string table, string kind, int id) =>
        laboratory.SqlAsync($"CREATE TABLE Kept AS SELECT * FROM {table} WHERE Id = {id}; CREATE TABLE KeptPlace AS SELECT * FROM LedgerPlaces WHERE Row = '{kind} {id}'");

    private static Task PutBackAsync(Laboratory laboratory, string table) =>
        laboratory.SqlAsync($"PRAGMA foreign_keys = OFF; INSERT OR REPLACE INTO {table} SELECT * FROM Kept; INSERT OR REPLACE INTO LedgerPlaces SELECT * FROM KeptPlace; DROP TABLE Kept; DROP TABLE KeptPlace");

    /// <summary>Each attack is followed by the save that would have had the ledger say that the product wrote it.</summary>
    [Fact]
    public async Task Nothing_is_saved_on_top_of_a_forged_row()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var store = laboratory.Get<Store>();
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        var technician = accounts.First(row => row.Roles.Contains(Role.Technician));
        Task<Outcome<string>> DrawAsync() => store.WriteAsync<string>(
            async db => await NumberRange.DrawAsync(db, (await db.LedgerPlaces.Where(row => row.Row.StartsWith("NumberRange ")).Select(row => row.Row).FirstAsync())["NumberRange ".Length..].Split(',')[0], laboratory.Clock.GetLocalNow().Year, default), default);

        (string Attack, string Named, Func<Task<Refusal?>> Save)[] attacks =
        [
            ("UPDATE NumberRanges SET Next = 500", "ledger.row-changed NumberRange", async () => (await DrawAsync()).Refusal),
            ($"UPDATE Accounts SET Roles = 'Administrator' WHERE Id = {technician.Id}", $"ledger.row-changed Account {technician.Id}",
                async () => (await laboratory.Get<AdministerAccounts>().SetDisabledAsync(Administrator, technician.Id, true, default)).Refusal),
            ("UPDATE Institutions SET NameZh = NameZh || '二'", "ledger.row-changed Institution", async () => (await EditAsync(laboratory)).Refusal),
            ("UPDATE Units SET SerialNumber = 'FORGED-SN' WHERE Id = 4", "ledger.row-changed UnitUnderTest 4", async () => (await ChangeAsync(store, db => db.Units.Where(row => row.Id == 4), unit => unit.Location = "别处")).Refusal),
            ("UPDATE Targets SET BaselineNumber = '1000'", "ledger.row-changed TargetRow", async () => (await store.WriteAsync<int>(async db => db.Remove(await db.Targets.FirstAsync()).Entity is null ? 0 : 1, default)).Refusal),
            ("UPDATE Verifications SET State = 'Approved' WHERE rowid = (SELECT min(rowid) FROM Verifications)", "ledger.row-changed Verification",
                async () => (await ChangeAsync(store, db => db.Verifications.Where(row => row.State == VerificationState.Approved), record => record.State = VerificationState.Checked)).Refusal),
        ];
        foreach (var (attack, named, save) in attacks)
        {
            await laboratory.SqlAsync(attack);
            Assert.Equal((attack, RowCheck.Code), (attack, (await save())?.Code));
            Assert.Contains((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings, one => $"{one.Code} {one.Where}".StartsWith(named, StringComparison.Ordinal));
        }

        // Each leaves the record of a failure. A row that was taken out is not made anew as if it had never been.
        Assert.Equal(attacks.Length, (await laboratory.Get<FaultQueries>().AllAsync(default)).Count(row => row.Code == RowCheck.Code));
        await laboratory.SqlAsync("DELETE FROM NumberRanges");
        Assert.Equal(RowCheck.Code, (await DrawAsync()).Refusal?.Code);
        Assert.Equal(0, await store.ReadAsync(db => db.NumberRanges.CountAsync(), default));
    }

    /// <summary>The failure that stops issuing is itself a row that can be forged, or removed.</summary>
    [Theory]
    [InlineData("UPDATE FaultRecords SET ClosedAt = LastAt, ClosedBy = 'x', Action = 'x'")]
    [InlineData("DELETE FROM FaultRecords")]
    public async Task A_failure_that_nobody_closed_goes_on_stopping(string attack)
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        Assert.Equal(HttpStatusCode.Redirect, (await (await laboratory.SignInAsync(Role.Checker)).PostAsync($"/reviews/{id}/check")).StatusCode);
        var sums = await SumsAsync();
        await laboratory.SqlAsync("UPDATE Targets SET BaselineNumber = '1000' WHERE rowid = (SELECT min(rowid) FROM Targets); UPDATE StandingSteps SET Change = Change * 2");
        Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
        // What plans count by is made anew, whatever else is broken.
        Assert.Equal(sums, await SumsAsync());
        await laboratory.SqlAsync(attack);
        Assert.Equal("ledger.fault-open", (await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Approver, id, default)).Refusal?.Code);
        Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));

        Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
        var opened = (await laboratory.Get<FaultQueries>().AllAsync(default)).First(row => row.Code == "ledger.broken" && row.ClosedAt is null);
        Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, opened.Id, "查明并恢复", default)).Refusal);
        Assert.Null((await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Approver, id, default)).Refusal);

        async Task<JobRun> AuditAsync() => (await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value;
        Task<long> SumsAsync() => laboratory.Get<Store>().ReadAsync(db => db.StandingSteps.SumAsync(row => (long)row.Change * (row.Day % 1000)), default);
    }

    /// <summary>With the database alone: the last entry says another row, its hash and the head are computed again. The server knows where its ledger ended.</summary>
    [Fact]
    public async Task What_came_after_the_last_checkpoint_is_not_rewritten_unnoticed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        Assert.True(await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default) > 0);
        Assert.Null((await EditAsync(laboratory)).Refusal);
        var store = laboratory.Get<Store>();
        var (last, head) = await store.ReadAsync(async db => (await db.LedgerEntries.OrderByDescending(row => row.Index).FirstAsync(), await db.LedgerHeads.SingleAsync()), default);
        var forged = await store.ReadAsync(async db =>
        {
            var institution = await db.Institutions.AsNoTracking().SingleAsync();
            institution.NameZh = "伪造的机构";
            var hash = LegalRow.Of(db, institution).Hash;
            var text = LedgerText.Parse(last.Bytes).Value;
            return (text with { Lines = [.. text.Lines.Select(line => line.Kind == "Institution" ? line with { Hash = hash } : line)] }).ToBytes();
        }, default);
        var leaf = MerkleTree.LeafHash(forged);
        var whole = new MerkleFrontier();
        foreach (var one in await store.ReadAsync(db => db.LedgerEntries.Where(row => row.Index < last.Index).OrderBy(row => row.Index).Select(row => row.LeafHash).ToListAsync(), default))
            whole.Append(one);
        whole.Append(leaf);
        Assert.Equal(head.Size, whole.Size);
        await laboratory.SqlAsync(
            $"UPDATE Institutions SET NameZh = '伪造的机构'; UPDATE LedgerEntries SET Bytes = x'{Convert.ToHexString(forged)}', LeafHash = x'{Convert.ToHexString(leaf)}' WHERE \"Index\" = {last.Index}; UPDATE LedgerHeads SET LastHash = x'{Convert.ToHexString(leaf)}', Frontier = x'{Convert.ToHexString(whole.ToBytes())}'");

        // Rows, entries and head agree with each other. The entry bears no seal of its new bytes.
        Assert.Superset(
            new HashSet<string> { $"ledger.rewritten end {last.Index + 1}", $"ledger.entry-foreign entry {last.Index}" },
            (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}").ToHashSet());
        // The product writes on; what it remembers is not overwritten by that.
        Assert.Equal(RowCheck.Code, (await EditAsync(laboratory)).Refusal?.Code);
        Assert.Null((await ChangeAsync(store, db => db.Units.Where(row => row.Id == 4), unit => unit.Location = "别处")).Refusal);
        Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));
        var fault = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == LedgerFaults.NotContinued);
        Assert.Contains($"ledger.rewritten end {last.Index + 1}", (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}"));
        // Who says that this is the ledger has not yet said that the entry is right.
        Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, fault.Id, "查明", default)).Refusal);
        Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));
    }

    /// <summary>The process is killed between a commit and the file beside the key, or the machine loses its power while it is written.</summary>
    [Fact]
    public async Task A_file_that_is_behind_says_nothing_wrong()
    {
        var laboratory = await Laboratory.StartAsync();
        var file = laboratory.Get<ServeOptions>().Data.LedgerEnd;
        var behind = await File.ReadAllTextAsync(file, default);
        Assert.Null((await EditAsync(laboratory)).Refusal);
        Assert.NotEqual(behind, await File.ReadAllTextAsync(file, default));
        await File.WriteAllTextAsync(file, behind, default);
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);
        await using var again = await laboratory.RestartAsync();
        Assert.Empty(await again.Get<FaultQueries>().AllAsync(default));
        Assert.NotEqual(behind, await File.ReadAllTextAsync(file, default));
        await File.WriteAllTextAsync(file, "", default);
        Assert.Null((await EditAsync(again)).Refusal);
        Assert.True(await again.Get<TakeCheckpoint>().ExecuteAsync(default) > 0);
        Assert.Equal((await again.Get<AuditLedger>().ExecuteAsync(default)).Size, again.Get<ILedgerWitness>().End?.Size);
    }

    /// <summary>Pages, lists and answers of the registers say it themselves; nobody waits for the audit.</summary>
    [Fact]
    public async Task A_forged_register_is_red_on_its_pages()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var item = await laboratory.Get<Store>().ReadAsync(db => db.TraceabilityCertificates.Select(row => row.EquipmentId).FirstAsync(), default);
        string[] standards = ["/standards/2", "/api/v1/standards/2", "/trace/standard/2", "/api/v1/trace/standard/2"], equipment = [$"/equipment/{item}", $"/api/v1/equipment/{item}", $"/trace/equipment/{item}", $"/api/v1/trace/equipment/{item}"];
        foreach (var path in standards.Concat(equipment))
            Assert.Equal((path, HttpStatusCode.OK), (path, (await planner.GetAsync(path)).StatusCode));
        foreach (var list in new[] { "/standards", "/equipment" })
            Assert.DoesNotContain("不可使用", await planner.ReadAsync(list), StringComparison.Ordinal);
        await laboratory.SqlAsync($"UPDATE StandardCertificates SET ValidUntil = '2039-01-01' WHERE StandardId = 2; UPDATE TraceabilityCertificates SET ExpandedUncertainty = '0.0001' WHERE EquipmentId = {item}");
        foreach (var path in standards.Concat(equipment))
            Assert.Equal((path, HttpStatusCode.Conflict), (path, (await planner.GetAsync(path)).StatusCode));
        foreach (var list in new[] { "/standards", "/equipment" })
        {
            Assert.Contains("不可使用", await planner.ReadAsync(list), StringComparison.Ordinal);
            Assert.Contains("\"isUnusable\":true", await planner.ReadAsync($"/api/v1{list}"), StringComparison.Ordinal);
        }
    }

    /// <summary>The paper is what was signed; the register says of whose it is what nobody wrote. Each page says which.</summary>
    [Fact]
    public async Task A_forged_customer_is_marked_beside_good_papers()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var record = await laboratory.RecordOfAsync("SIM-EV-0001");
        var approver = await laboratory.SignInAsync(Role.Approver);
        await laboratory.SqlAsync("UPDATE Customers SET Name = Name || '伪造'");
        var line = Assert.Single(await laboratory.Get<CertificateQueries>().ListAsync(new(), default));
        Assert.Equal((certificate.Number, CertificateStatus.Standing, true), (line.Number, line.Status, line.IsRegisterUnusable));
        Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync($"/certificates/{certificate.Number}")).StatusCode);
        Assert.Contains("登记资料不可使用", await approver.ReadAsync("/certificates"), StringComparison.Ordinal);
        Assert.Contains("\"isRegisterUnusable\":true", await approver.ReadAsync("/api/v1/certificates"), StringComparison.Ordinal);
        Assert.Contains("error-card unusable", await approver.ReadAsync($"/verifications/{record}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync($"/trace/certificate/{certificate.Number}")).StatusCode);
    }

    /// <summary>A standard is suspended by a row; without the row it would stand again.</summary>
    [Fact]
    public async Task An_act_that_was_removed_is_missed()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var request = await DemoRequest.OfAsync(laboratory.App.Services, "SIM-EV-0001", default);
        var day = DateOnly.FromDateTime(laboratory.Clock.GetLocalNow().DateTime);
        Assert.Null((await laboratory.Get<RecordAct>().ExecuteAsync(Planner, new(request.StandardId, StandardAct.Suspended, day.AddDays(-10), day.AddDays(40), "设备维修（示例）", "示例-封-7"), default)).Refusal);
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        var technician = accounts.Where(row => row.Roles.Contains(Role.Technician)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
        Assert.NotEqual("ledger.unusable", (await laboratory.Get<OpenVerification>().ExecuteAsync(technician, request, default)).Refusal?.Code);
        await using (var raw = new SqliteConnection($"Data Source={laboratory.Get<ServeOptions>().Data.Database}"))
        {
            await raw.OpenAsync(TestContext.Current.CancellationToken);
            await using var delete = raw.CreateCommand();
            delete.CommandText = "DELETE FROM StandardEvents";
            Assert.Contains("append-only", (await Assert.ThrowsAsync<SqliteException>(() => delete.ExecuteNonQueryAsync(TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
        }

        await laboratory.SqlAsync($"DELETE FROM StandardEvents WHERE StandardId = {request.StandardId}");
        Assert.Equal("ledger.unusable", (await laboratory.Get<OpenVerification>().ExecuteAsync(technician, request, default)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.Conflict, (await (await laboratory.SignInAsync(Role.Planner)).GetAsync($"/standards/{request.StandardId}")).StatusCode);
        // Nor is anything entered beside what is missing, which would be judged without it.
        var more = await laboratory.Get<RecordAct>().ExecuteAsync(Planner, new(request.StandardId, StandardAct.Withdrawn, day, null, "停用（示例）", "示例-撤-7"), default);
        Assert.Equal("ledger.unusable", more.Refusal?.Code);
    }

    private static async Task<Outcome<int>> EditAsync(Laboratory laboratory)
    {
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(default))!;
        institution.Telephone = $"010-{Guid.NewGuid():N}"[..12];
        var edited = await laboratory.Get<EditInstitution>().ExecuteAsync(Administrator, institution, default);
        return edited.Refusal is { } refusal ? refusal : 1;
    }

    private static Task<Outcome<int>> ChangeAsync<T>(Store store, Func<MetrologyDb, IQueryable<T>> which, Action<T> change) where T : class => store.WriteAsync<int>(
        async db =>
        {
            change(await which(db).FirstAsync());
            return 1;
        },
        default);
}
