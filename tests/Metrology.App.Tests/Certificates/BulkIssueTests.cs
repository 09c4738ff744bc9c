using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrology.App.Tests.Certificates;

public sealed class BulkIssueTests
{
    [Fact]
    public async Task Each_draws_its_number_and_one_that_fails_stops_no_other()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = await ApprovedAsync(laboratory, 4);
        // The second cannot be read any more; the third is not this person's to sign.
        await laboratory.TamperAsync(db => db.RunEvents.Where(row => row.VerificationId == ids[1] && row.Sequence == 3).ExecuteUpdateAsync(row => row.SetProperty(one => one.Kind, "Nonsense")));
        await laboratory.TamperAsync(async db => (await db.Verifications.SingleAsync(row => row.Id == ids[2])).VerifierId = laboratory.People.Approver.AccountId);
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, ids, default)).Value;
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);

        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.Equal((4, 2, 2, 0), (progress.Total, progress.Issued, progress.NotIssued, progress.Cancelled));
        Assert.NotNull(progress.Bulk.EndedAt);
        Assert.Equal(["ledger.unusable", "verification.same-person"], progress.Troubles.Select(line => line.Code));
        Assert.All(progress.Troubles, line => Assert.NotEqual(line.Said!.Zh, line.Said.En));
        // No number is lost to one that failed.
        Assert.Equal([$"MN-JD-{laboratory.Today.Year}-00001", $"MN-JD-{laboratory.Today.Year}-00002"], await NumbersAsync(laboratory));
        Assert.Equal([VerificationState.Issued, VerificationState.Approved, VerificationState.Approved, VerificationState.Issued], [.. await StatesAsync(laboratory, ids)]);
    }

    [Fact]
    public async Task Cancel_stops_after_the_one_in_hand()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = await ApprovedAsync(laboratory, 3);
        var start = laboratory.The<StartBulkIssue>();
        var id = (await start.ExecuteAsync(laboratory.People.Approver, null, default)).Value;
        // Cancelled while the first is being signed.
        var signer = new Interrupting(() => start.CancelAsync(laboratory.People.Approver, id, default));
        var writing = Worker(laboratory, signer).ExecuteAsync(default);
        await writing;
        Assert.Null((await signer.Interruption!).Refusal);

        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.Equal((3, 1, 0, 2), (progress.Total, progress.Issued, progress.NotIssued, progress.Cancelled));
        Assert.NotNull(progress.Bulk.EndedAt);
        Assert.Single(await NumbersAsync(laboratory));
        Assert.Equal("bulk.ended", (await start.CancelAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        // What was not begun can be begun anew.
        Assert.False((await start.ExecuteAsync(laboratory.People.Approver, null, default)).IsRefused);
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);
        Assert.Equal(3, (await NumbersAsync(laboratory)).Count);
        Assert.Equal(VerificationState.Issued, (await StatesAsync(laboratory, ids)).Distinct().Single());
    }

    /// <summary>Whoever is disabled while the first is being signed issues that one and no other: what ends a right ends it at once, not with the last of ten thousand.</summary>
    [Fact]
    public async Task Whoever_is_disabled_meanwhile_issues_nothing_more()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ApprovedAsync(laboratory, 3);
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, null, default)).Value;
        var signer = new Interrupting(async () =>
            (await laboratory.The<AdministerAccounts>().SetDisabledAsync(new(0, "示例", [Role.Administrator]) { Because = "离职" }, laboratory.People.Approver.AccountId, disabled: true, default)).Refusal is { } refusal ? refusal : 0);
        await Worker(laboratory, signer).ExecuteAsync(default);
        Assert.Null((await signer.Interruption!).Refusal);
        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.Equal((1, 2), (progress.Issued, progress.NotIssued));
        Assert.All(progress.Troubles, line => Assert.Equal("laboratory.not-allowed", line.Code));
        Assert.Single(await NumbersAsync(laboratory));
    }

    /// <summary>A process that dies between a certificate and its line: the next finds it issued and does not issue it twice.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_of_a_dead_server_is_taken_over_when_its_lease_ends_or_nobody_else_works_here(bool isAlone)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = await ApprovedAsync(laboratory, 2);
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, ids, default)).Value;
        var dead = laboratory.Clock.Now;
        await laboratory.TamperAsync(db => db.BulkIssues.ExecuteUpdateAsync(row => row.SetProperty(one => one.Worker, Guid.NewGuid()).SetProperty(one => one.LeasedUntil, dead.AddMinutes(2))));
        Assert.False((await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, ids[0], default)).IsRefused);
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);
        Assert.Null((await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!.Bulk.EndedAt);

        // Whoever knows that it is alone need not wait.
        if (isAlone)
            await laboratory.The<RunBulkIssue>().TakeOverAsync(default);
        else
            laboratory.Clock.Now = dead.AddMinutes(3);
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);
        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.Equal((2, 0), (progress.Issued, progress.NotIssued));
        Assert.Equal(2, (await NumbersAsync(laboratory)).Count);
    }

    [Fact]
    public async Task A_signer_that_throws_is_said_at_its_line()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ApprovedAsync(laboratory, 2);
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, null, default)).Value;
        await Worker(laboratory, new Interrupting(() => throw new InvalidOperationException("示例"))).ExecuteAsync(default);
        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.Equal((1, 1), (progress.Issued, progress.NotIssued));
        Assert.Equal("bulk.failed", Assert.Single(progress.Troubles).Code);
        Assert.Equal([$"MN-JD-{laboratory.Today.Year}-00001"], await NumbersAsync(laboratory));
    }

    [Fact]
    public async Task What_cannot_be_begun_is_refused()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var start = laboratory.The<StartBulkIssue>();
        var people = laboratory.People;
        Assert.Equal("laboratory.not-allowed", (await start.ExecuteAsync(people.Checker, null, default)).Refusal?.Code);
        Assert.Equal("bulk.nothing", (await start.ExecuteAsync(people.Approver, null, default)).Refusal?.Code);
        Assert.Equal("bulk.nothing", (await start.ExecuteAsync(people.Approver, [], default)).Refusal?.Code);
        Assert.Equal("verification.not-found", (await start.ExecuteAsync(people.Approver, [Guid.NewGuid()], default)).Refusal?.Code);
        var measured = await laboratory.MeasuredAsync();
        Assert.Equal("bulk.not-approved", (await start.ExecuteAsync(people.Approver, [measured], default)).Refusal?.Code);
        Assert.Equal("bulk.too-many", (await start.ExecuteAsync(people.Approver, [.. Enumerable.Range(0, StartBulkIssue.Most + 1).Select(_ => Guid.NewGuid())], default)).Refusal?.Code);
        Assert.Equal("bulk.not-found", (await start.CancelAsync(people.Approver, 9, default)).Refusal?.Code);
    }

    /// <summary>The account lost its right after it had started: what remains is refused at its line, as if the person pressed the button now.</summary>
    [Fact]
    public async Task Rights_are_those_of_the_moment_of_each_issue()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ApprovedAsync(laboratory, 1);
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, null, default)).Value;
        await laboratory.TamperAsync(db => db.Accounts.Where(row => row.Id == laboratory.People.Approver.AccountId).ExecuteUpdateAsync(row => row.SetProperty(one => one.IsDisabled, true)));
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);
        Assert.Equal("laboratory.not-allowed", Assert.Single((await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!.Troubles).Code);
        Assert.Empty(await NumbersAsync(laboratory));
    }

    /// <summary>The rows that say how far it is can be written by everybody who has the database; what is issued is what a person ordered, and what the ledger says of that.</summary>
    [Theory]
    [InlineData("an order that nobody gave")]
    [InlineData("a line of another record")]
    [InlineData("an order in another's name")]
    [InlineData("another record in the order")]
    [InlineData("an order that has ended")]
    [InlineData("an order that was cancelled")]
    [InlineData("an order whose end was taken out")]
    [InlineData("an order whose end was taken out of everything in the database")]
    [InlineData("an order that an open failure names")]
    public async Task What_was_not_ordered_is_not_issued(string attack)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = await ApprovedAsync(laboratory, 2);
        var (start, run, approver) = (laboratory.The<StartBulkIssue>(), laboratory.The<RunBulkIssue>(), laboratory.People.Approver);
        var told = new List<Refusal>();
        laboratory.The<Store>().Unusable = refusal =>
        {
            told.Add(refusal);
            return Task.CompletedTask;
        };
        var id = 7;
        if (attack != "an order that nobody gave")
            id = (await start.ExecuteAsync(approver, [ids[0]], default)).Value;
        if (attack == "an order that was cancelled" || attack.StartsWith("an order whose end", StringComparison.Ordinal))
            Assert.Null((await start.CancelAsync(approver, id, default)).Refusal);
        if (attack is "an order that has ended" or "an order that was cancelled" || attack.StartsWith("an order whose end", StringComparison.Ordinal))
            await run.ExecuteAsync(default);
        if (attack == "an order that an open failure names")
            await laboratory.The<RecordFault>().ExecuteAsync(RowCheck.Code, $"register entry BulkOrderEnd {id}", new("示例", "example"), default);
        var line = new BulkIssueLine { BulkId = id, Sequence = 2, VerificationId = ids[1], RecordNumber = "x" };
        await laboratory.TamperAsync(async db =>
        {
            switch (attack)
            {
                case "an order that nobody gave":
                    db.Add(new BulkIssue { Id = id, StartedById = approver.AccountId, StartedBy = approver.Name, StartedAt = laboratory.Clock.Now });
                    db.Add(line);
                    return;
                case "an order in another's name":
                    await db.BulkOrders.ExecuteUpdateAsync(row => row.SetProperty(one => one.OrderedById, laboratory.People.Checker.AccountId));
                    return;
                case "another record in the order":
                    var (order, approved) = (await db.BulkOrders.AsNoTracking().SingleAsync(), await db.Transitions.Where(row => row.VerificationId == ids[1] && row.SignedHash != null).OrderBy(row => row.Sequence).Select(row => row.SignedHash).LastAsync());
                    await db.BulkOrders.ExecuteUpdateAsync(row => row.SetProperty(one => one.Records, order.Records + $"\n{ids[1]:D} {approved}"));
                    break;
                case "an order that an open failure names":
                    return;
                case "an order whose end was taken out":
                    await db.BulkOrderEnds.ExecuteDeleteAsync();
                    break;
                case "an order whose end was taken out of everything in the database":
                    await db.BulkOrderEnds.ExecuteDeleteAsync();
                    await db.LedgerEntries.ExecuteUpdateAsync(row => row.SetProperty(one => one.Sought, (string?)null));
                    await db.BulkIssueLines.ExecuteUpdateAsync(row => row.SetProperty(one => one.State, BulkLineState.Waiting));
                    break;
            }

            await db.BulkIssues.ExecuteUpdateAsync(row => row.SetProperty(one => one.EndedAt, (DateTimeOffset?)null).SetProperty(one => one.CancelledAt, (DateTimeOffset?)null));
            db.Add(line);
        });
        var before = (await NumbersAsync(laboratory)).Count;
        await run.ExecuteAsync(default);

        var progress = (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!;
        Assert.NotNull(progress.Bulk.EndedAt);
        // The one that was ordered is issued all the same where only a line was added.
        Assert.Equal(before + (attack == "a line of another record" ? 1 : 0), (await NumbersAsync(laboratory)).Count);
        Assert.Equal(VerificationState.Approved, (await StatesAsync(laboratory, ids)).Last());
        if (attack == "an order that was cancelled")
        {
            Assert.Equal(2, progress.Cancelled);
            return;
        }

        var isNamed = attack == "an order that an open failure names";
        Assert.All(progress.Troubles, trouble => Assert.Equal(isNamed ? "ledger.fault-open" : "ledger.unusable", trouble.Code));
        Assert.NotEmpty(progress.Troubles);
        Assert.Equal(isNamed, told.Count == 0);
    }

    /// <summary>A failure that says that a record is not what the ledger says of it stops its paper, and no other, until a person has closed it; not somebody who closes it in the database.</summary>
    [Fact]
    public async Task A_record_that_an_open_failure_names_is_not_issued()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (ids, issue, approver) = (await ApprovedAsync(laboratory, 2), laboratory.The<IssueCertificate>(), laboratory.People.Approver);
        await laboratory.The<RecordFault>().ExecuteAsync(RowCheck.Code, $"record {ids[0]:D}", new("示例", "example"), default);
        Assert.Equal("ledger.fault-open", (await issue.ExecuteAsync(approver, ids[0], default)).Refusal?.Code);
        Assert.Null((await issue.ExecuteAsync(approver, ids[1], default)).Refusal);
        await laboratory.TamperAsync(db => db.FaultRecords.ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, laboratory.Clock.Now)));
        Assert.Equal("ledger.fault-open", (await issue.ExecuteAsync(approver, ids[0], default)).Refusal?.Code);
        await laboratory.TamperAsync(db => db.FaultRecords.ExecuteUpdateAsync(row => row.SetProperty(one => one.ClosedAt, (DateTimeOffset?)null)));
        var fault = Assert.Single(await laboratory.The<FaultQueries>().AllAsync(default));
        Assert.Null((await laboratory.The<CloseFault>().ExecuteAsync(approver, fault.Id, "查明并恢复", default)).Refusal);
        Assert.Null((await issue.ExecuteAsync(approver, ids[0], default)).Refusal);
    }

    /// <summary>What was approved when it was ordered is issued, and nothing else.</summary>
    [Fact]
    public async Task A_record_that_was_approved_anew_since_is_not_the_one_that_was_ordered()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var record = (await ApprovedAsync(laboratory, 1))[0];
        Assert.Equal("bulk.approved-anew", (await laboratory.The<IssueCertificate>().OrderedAsync(laboratory.People.Approver, record, new string('0', 64), default)).Refusal?.Code);
        Assert.Empty(await NumbersAsync(laboratory));
        var id = (await laboratory.The<StartBulkIssue>().ExecuteAsync(laboratory.People.Approver, null, default)).Value;
        await laboratory.The<RunBulkIssue>().ExecuteAsync(default);
        Assert.Equal(1, (await laboratory.The<BulkIssueQueries>().FindAsync(id, default))!.Issued);
        // Order and end stand in the ledger, which holds.
        Assert.Equal((1, 1), await laboratory.AskAsync(async db => (await db.BulkOrders.CountAsync(), await db.BulkOrderEnds.CountAsync())));
        Assert.Empty((await laboratory.The<Metrology.App.Ledger.AuditLedger>().ExecuteAsync(default)).Findings);
    }

    private static RunBulkIssue Worker(Support.Laboratory laboratory, ICertificateSigner signer)
    {
        var writer = new CertificateWriter(laboratory.The<ICertificateRenderer>(), signer, laboratory.The<CheckPage>(), laboratory.Clock);
        return new(
            laboratory.The<Store>(), new IssueCertificate(laboratory.The<IssueTransaction>(), laboratory.The<ProcedureLibrary>(), writer, laboratory.Clock), laboratory.Clock, NullLogger<RunBulkIssue>.Instance);
    }

    private static async Task<List<Guid>> ApprovedAsync(Support.Laboratory laboratory, int count)
    {
        var ids = new List<Guid>();
        while (ids.Count < count)
            ids.Add(await laboratory.ApprovedAsync());
        return ids;
    }

    private static Task<List<string>> NumbersAsync(Support.Laboratory laboratory) => laboratory.AskAsync(db => db.Certificates.OrderBy(row => row.Id).Select(row => row.Number).ToListAsync());

    private static async Task<IEnumerable<VerificationState>> StatesAsync(Support.Laboratory laboratory, IEnumerable<Guid> ids)
    {
        var states = await laboratory.AskAsync(db => db.Verifications.ToDictionaryAsync(row => row.Id, row => row.State));
        return ids.Select(id => states[id]);
    }

    /// <summary>The key of the tests, with something that happens while the first paper is signed.</summary>
    private sealed class Interrupting(Func<Task<Outcome<int>>> happens) : ICertificateSigner
    {
        public Task<Outcome<int>>? Interruption { get; private set; }

        private bool began;

        public SigningIdentity? Identity => Signing.Demonstration.Identity;

        public Outcome<byte[]> SignDcc(byte[] dcc, DateTimeOffset at) => Signing.Demonstration.SignDcc(dcc, at);

        public Outcome<byte[]> SignPdf(byte[] pdf, DateTimeOffset at)
        {
            // Not awaited: the writer is in hand, and the other write comes after it.
            if (!began)
            {
                began = true;
                Interruption = happens();
            }

            return Signing.Demonstration.SignPdf(pdf, at);
        }

        public Outcome<byte[]?> SignManifest(byte[] manifest, DateTimeOffset at) => (byte[]?)null;

        public Outcome<(byte[] Pdf, TimeStampFacts Stamp)> SignPdf(byte[] pdf, DateTimeOffset at, ITimeStampAuthority authority) => Signing.Demonstration.SignPdf(pdf, at, authority);
    }
}
