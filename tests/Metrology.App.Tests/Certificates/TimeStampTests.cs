using Metrology.App.Certificates;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.TimeStamps;
using Metrology.Pdf.Reading;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrology.App.Tests.Certificates;

/// <summary>Certificates with a time stamp of a server that is good, slow, away or lies; asked outside of the transaction that writes.</summary>
public sealed class TimeStampTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static void NeedsOpenssl() => Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");

    [Fact]
    public async Task A_stamp_stands_in_the_signature_and_nobody_waits_for_it_but_the_one_who_issues()
    {
        NeedsOpenssl();
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(async query =>
        {
            // Somebody else writes meanwhile; within the transaction of the issue this would wait for ever.
            await laboratory.TamperAsync(db => db.Institutions.EditAsync(one => one.Telephone = one.Telephone + " ")).WaitAsync(Patience);
            return (200, StampAuthority.Reply, StampAuthority.Answer(query));
        });
        var before = DateTimeOffset.UtcNow.AddSeconds(-2);
        var issued = (await Issue(laboratory, Stamps(server.Address)).ExecuteAsync(laboratory.People.Approver, id, default)).Value;

        Assert.Equal("MN-JD-2026-00001", issued.Number);
        var kept = (await laboratory.The<CertificateQueries>().FindAsync(issued.Number, default))!;
        Assert.Equal("CN=示例时间戳 TSA", kept.TimeStamp!.Authority);
        Assert.InRange(kept.TimeStamp.At, before, DateTimeOffset.UtcNow.AddSeconds(2));
        var signature = Assert.Single(PdfReader.Open(kept.Pdf).Signatures);
        Assert.True(signature.IsGood);
        Assert.Equal((kept.TimeStamp.At, true), (signature.StampedTime!.Value, signature.CheckStampChain([StampAuthority.Certificate], signature.StampedTime.Value).IsTrusted));
        // A second click gets the same paper and asks nobody.
        Assert.Equal(issued.Number, (await Issue(laboratory, Stamps(server.Address)).ExecuteAsync(laboratory.People.Approver, id, default)).Value.Number);
        Assert.Equal(1, server.Asked);
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "error", "timestamp.unreachable" },
        { "page", "timestamp.unreachable" },
        { "silent", "timestamp.unreachable" },
        { "huge", "timestamp.unreachable" },
        { "garbage", "timestamp.wrong" },
        { "imprint", "timestamp.wrong" },
        { "nonce", "timestamp.wrong" },
        { "rejects", "timestamp.refused" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_server_that_is_away_or_lies_issues_nothing_where_a_stamp_is_required_and_a_paper_without_one_elsewhere(string lie, string code)
    {
        NeedsOpenssl();
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(query => Task.FromResult<(int, string, byte[])?>(lie switch
        {
            "error" => (500, StampAuthority.Reply, []),
            "page" => (200, "text/html", StampAuthority.Text("<html>")),
            "silent" => null,
            "huge" => (200, StampAuthority.Reply, new byte[TimeStampSettings.LargestAnswer + 1]),
            "garbage" => (200, StampAuthority.Reply, StampAuthority.Text("no answer")),
            "imprint" => (200, StampAuthority.Reply, StampAuthority.Answer(StampAuthority.Other(query, isNonce: false))),
            "nonce" => (200, StampAuthority.Reply, StampAuthority.Answer(StampAuthority.Other(query, isNonce: true))),
            _ => (200, StampAuthority.Reply, StampAuthority.Rejection),
        }));

        await RefusedAsync(laboratory, id, code, Stamps(server.Address, timeout: lie == "silent" ? TimeSpan.FromMilliseconds(300) : null));
        var issued = (await Issue(laboratory, Stamps(server.Address, isRequired: false, timeout: lie == "silent" ? TimeSpan.FromMilliseconds(300) : null)).ExecuteAsync(laboratory.People.Approver, id, default)).Value;
        Assert.Equal(("MN-JD-2026-00001", null), (issued.Number, issued.TimeStamp));
        Assert.Null(Assert.Single(PdfReader.Open(issued.Pdf).Signatures).StampedTime);
    }

    [Fact]
    public async Task A_clock_that_is_off_and_an_authority_of_somebody_else_are_refused()
    {
        NeedsOpenssl();
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(query => Task.FromResult<(int, string, byte[])?>((200, StampAuthority.Reply, StampAuthority.Answer(query))));
        using var other = new HttpTimeStamps(new(server.Address, true, Patience, [PdfReader.Open((await IssuedElsewhereAsync()).Pdf).Signatures[0].Certificate!]), TimeProvider.System);
        using var trusted = new HttpTimeStamps(new(server.Address, true, Patience, [StampAuthority.Certificate]), TimeProvider.System);
        using var slow = new HttpTimeStamps(new(server.Address, true, Patience, []), new SettableClock { Now = DateTimeOffset.UtcNow.AddHours(-1) });
        await RefusedAsync(laboratory, id, "timestamp.not-trusted", other);
        await RefusedAsync(laboratory, id, "timestamp.time-off", slow);
        await RefusedAsync(laboratory, id, "timestamp.unreachable", Stamps(new("http://127.0.0.1:9/")));
        Assert.NotNull((await Issue(laboratory, trusted).ExecuteAsync(laboratory.People.Approver, id, default)).Value.TimeStamp);
    }

    [Fact]
    public async Task Who_is_overtaken_by_another_server_asks_again_and_no_number_is_lost()
    {
        NeedsOpenssl();
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (own, other) = (await laboratory.ApprovedAsync(), await laboratory.ApprovedAsync());
        var isFirst = true;
        using var server = new HttpPeer(async query =>
        {
            if (isFirst)
                Assert.Null((await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, other, default)).Refusal);
            isFirst = false;
            return (200, StampAuthority.Reply, StampAuthority.Answer(query));
        });
        var issued = (await Issue(laboratory, Stamps(server.Address)).ExecuteAsync(laboratory.People.Approver, own, default)).Value;
        Assert.Equal(("MN-JD-2026-00002", 2), (issued.Number, server.Asked));
        Assert.Equal(issued.Number, PdfNumber(issued.Pdf));
    }

    [Fact]
    public async Task Parallel_issue_and_replacement_are_stamped_without_a_gap()
    {
        NeedsOpenssl();
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = new[] { await laboratory.ApprovedAsync(), await laboratory.ApprovedAsync(), await laboratory.ApprovedAsync() };
        using var server = new HttpPeer(query => Task.FromResult<(int, string, byte[])?>((200, StampAuthority.Reply, StampAuthority.Answer(query))));
        var transaction = Transaction(laboratory, Stamps(server.Address));
        var issue = new IssueCertificate(transaction, laboratory.The<ProcedureLibrary>(), laboratory.The<CertificateWriter>(), laboratory.Clock);
        var outcomes = await Task.WhenAll(ids.Concat(ids).Select(id => Task.Run(() => issue.ExecuteAsync(laboratory.People.Approver, id, default))));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal?.Code));
        Assert.Equal(["MN-JD-2026-00001", "MN-JD-2026-00002", "MN-JD-2026-00003"], outcomes.Select(one => one.Value.Number).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(3, server.Asked);

        await laboratory.TamperAsync(db => db.Institutions.EditAsync(one => one.Telephone = "010-1"));
        var withdraw = new WithdrawCertificate(laboratory.The<Store>(), transaction, laboratory.The<ProcedureLibrary>(), laboratory.The<CertificateWriter>(), laboratory.Clock);
        var replaced = (await withdraw.ReplaceAsync(laboratory.People.Approver, "MN-JD-2026-00002", "电话有误", default)).Value;
        Assert.Equal("MN-JD-2026-00004", replaced.Number);
        Assert.NotNull(replaced.TimeStamp);
        Assert.Equal(CertificateStatus.Replaced, (await laboratory.The<CertificateQueries>().FindAsync("MN-JD-2026-00002", default))!.Status);
    }

    private static string PdfNumber(byte[] pdf) => PdfReader.Open(pdf).Structure.All.Single(element => element.Title == PaperIds.Cover("number")).Text;

    private static async Task<Certificate> IssuedElsewhereAsync()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        return await IssueTests.IssueAsync(laboratory, id);
    }

    private static async Task RefusedAsync(Support.Laboratory laboratory, Guid id, string code, ITimeStampAuthority authority)
    {
        var refusal = (await Issue(laboratory, authority).ExecuteAsync(laboratory.People.Approver, id, default)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
        Assert.Equal((0, VerificationState.Approved), (await laboratory.AskAsync(db => db.Certificates.CountAsync()), await laboratory.StateAsync(id)));
        Assert.Equal(0, await laboratory.AskAsync(db => db.NumberRanges.CountAsync(range => range.Prefix == "MN-JD")));
    }

    private static HttpTimeStamps Stamps(Uri address, bool isRequired = true, TimeSpan? timeout = null) => new(new(address, isRequired, timeout ?? Patience, []), TimeProvider.System);

    internal static IssueTransaction Transaction(Support.Laboratory laboratory, ITimeStampAuthority authority, ISealService? seals = null) => new(
        laboratory.The<Store>(), new(laboratory.The<ICertificateRenderer>(), laboratory.The<ICertificateSigner>(), authority, seals ?? new NoSealService(), laboratory.Clock), NullLogger<IssueTransaction>.Instance);

    internal static IssueCertificate Issue(Support.Laboratory laboratory, ITimeStampAuthority authority, ISealService? seals = null) =>
        new(Transaction(laboratory, authority, seals), laboratory.The<ProcedureLibrary>(), laboratory.The<CertificateWriter>(), laboratory.Clock);
}
