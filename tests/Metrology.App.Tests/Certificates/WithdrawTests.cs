using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>A certificate ends once, with a reason and a name, and its paper stays what it was.</summary>
public sealed class WithdrawTests
{
    private const string Reason = "客户名称有误";

    [Fact]
    public async Task A_withdrawn_certificate_keeps_its_bytes_and_says_to_everybody_that_it_ended()
    {
        var (laboratory, certificate) = await IssuedAsync();
        await using var open = laboratory;
        Assert.Null((await laboratory.The<WithdrawCertificate>().ExecuteAsync(laboratory.People.Approver, certificate.Number, $" {Reason} ", default)).Refusal?.Code);

        var queries = laboratory.The<CertificateQueries>();
        var kept = (await queries.FindAsync(certificate.Number, default))!;
        Assert.Equal(certificate.Pdf, kept.Pdf);
        Assert.Equal((CertificateStatus.Withdrawn, Reason, null, laboratory.People.Approver.Name), (kept.Status, kept.Withdrawal!.Reason, kept.Withdrawal.ReplacedBy, kept.Withdrawal.AccountName));
        var facts = (await queries.CheckAsync(certificate.Number, certificate.CheckCode, default)).Value;
        Assert.Equal((CertificateStatus.Withdrawn, laboratory.Today), (facts.Status, facts.EndedOn));
        Assert.Empty(await queries.ListAsync(new(Validity: StandardStanding.Valid), default));
        Assert.Equal(CertificateStatus.Withdrawn, Assert.Single(await queries.ListAsync(new(Validity: StandardStanding.Withdrawn), default)).Status);
    }

    /// <summary>Whoever holds the first paper learns that what replaced it is gone, too.</summary>
    [Fact]
    public async Task The_end_of_a_replacement_is_said_of_the_original()
    {
        var (laboratory, first) = await IssuedAsync();
        await using var open = laboratory;
        var (withdraw, queries, approver) = (laboratory.The<WithdrawCertificate>(), laboratory.The<CertificateQueries>(), laboratory.People.Approver);
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "第二个名称"));
        var second = (await withdraw.ReplaceAsync(approver, first.Number, Reason, default)).Value;
        Assert.Equal([new(second.Number, CertificateStatus.Standing, null)], (await queries.CheckAsync(first.Number, first.CheckCode, default)).Value.Successors);
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "第三个名称"));
        var third = (await withdraw.ReplaceAsync(approver, second.Number, Reason, default)).Value;
        Assert.Null((await withdraw.ExecuteAsync(approver, third.Number, Reason, default)).Refusal?.Code);

        List<Successor> chain = [new(second.Number, CertificateStatus.Replaced, laboratory.Today), new(third.Number, CertificateStatus.Withdrawn, laboratory.Today)];
        Assert.Equal(chain, (await queries.CheckAsync(first.Number, first.CheckCode, default)).Value.Successors);
        Assert.Equal(chain, await queries.SuccessorsAsync((await queries.FindAsync(first.Number, default))!, default));
        Assert.Equal(chain[1..], (await queries.CheckAsync(second.Number, second.CheckCode, default)).Value.Successors);
        Assert.Empty((await queries.CheckAsync(third.Number, third.CheckCode, default)).Value.Successors);
    }

    [Fact]
    public async Task A_reason_that_cannot_be_printed_ends_nothing()
    {
        var (laboratory, certificate) = await IssuedAsync();
        await using var open = laboratory;
        var refusal = (await laboratory.The<WithdrawCertificate>().ReplaceAsync(laboratory.People.Approver, certificate.Number, "名称有误 \U0001F697", default)).Refusal;
        Assert.Equal(("certificate.unprintable", "Reason"), (refusal?.Code, refusal?.Field));
        Assert.Equal(CertificateStatus.Standing, (await laboratory.The<CertificateQueries>().FindAsync(certificate.Number, default))!.Status);
    }

    [Fact]
    public async Task A_replacement_has_a_number_of_its_own_names_the_old_one_and_shows_what_was_corrected()
    {
        var (laboratory, old) = await IssuedAsync();
        await using var open = laboratory;
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "更正后的名称"));
        var replaced = await laboratory.The<WithdrawCertificate>().ReplaceAsync(laboratory.People.Approver, old.Number, Reason, default);
        Assert.Null(replaced.Refusal?.Code);

        var (queries, fresh) = (laboratory.The<CertificateQueries>(), replaced.Value);
        Assert.Equal(("MN-JD-2026-00002", CertificateStatus.Standing), (fresh.Number, fresh.Status));
        Assert.NotEqual(old.CheckCode, fresh.CheckCode);
        Assert.Equal("更正后的名称", fresh.Document.Cover.Single(field => field.Id == "customer").Value.Zh);
        var replaces = fresh.Document.Cover.Single(field => field.Id == "replaces").Value;
        Assert.All([replaces.Zh, replaces.En], text => Assert.All([old.Number, Reason], part => Assert.Contains(part, text, StringComparison.Ordinal)));
        // What was measured is the same, cell by cell.
        Assert.Equal(Results(old), Results(fresh));

        var kept = (await queries.FindAsync(old.Number, default))!;
        Assert.Equal((CertificateStatus.Replaced, fresh.Number), (kept.Status, kept.Withdrawal!.ReplacedBy));
        Assert.Equal(old.Pdf, kept.Pdf);
        Assert.Equal(fresh.Number, (await queries.OfVerificationAsync(old.VerificationId, default))?.Number);
        Assert.Equal((fresh.Number, CertificateStatus.Standing), (await queries.OfUnitAsync(kept.Verification!.UnitId, default))[old.VerificationId]);
        Assert.Equal(fresh.Number, (await queries.CheckAsync(old.Number, old.CheckCode, default)).Value.ReplacedBy);

        static IEnumerable<string> Results(Certificate certificate) =>
            certificate.Document.Sections.SelectMany(section => section.Blocks).OfType<Core.Certificates.Table>().SelectMany(table => table.Rows).SelectMany(row => row).Select(cell => $"{cell.ValueId} {cell.Text}");
    }

    [Fact]
    public async Task Whoever_measured_or_checked_it_may_not_end_it_and_nobody_does_so_without_a_reason_or_twice()
    {
        var (laboratory, certificate) = await IssuedAsync();
        await using var open = laboratory;
        var (withdraw, people) = (laboratory.The<WithdrawCertificate>(), laboratory.People);
        foreach (var act in new Func<Actor, string, string?, Task<string?>>[]
        {
            async (actor, number, reason) => (await withdraw.ExecuteAsync(actor, number, reason, default)).Refusal?.Code,
            async (actor, number, reason) => (await withdraw.ReplaceAsync(actor, number, reason, default)).Refusal?.Code,
        })
        {
            Assert.Equal("laboratory.not-allowed", await act(people.Checker, certificate.Number, Reason));
            Assert.Equal("verification.same-person", await act(people.Technician with { Roles = people.Approver.Roles }, certificate.Number, Reason));
            Assert.Equal("verification.same-person", await act(people.Checker with { Roles = people.Approver.Roles }, certificate.Number, Reason));
            Assert.Equal("verification.no-reason", await act(people.Approver, certificate.Number, " "));
            Assert.Equal("verification.reason-too-long", await act(people.Approver, certificate.Number, new('长', 1001)));
            Assert.Equal("certificate.not-found", await act(people.Approver, "MN-JD-2026-99999", Reason));
        }

        Assert.Equal(0, await laboratory.AskAsync(db => db.CertificateWithdrawals.CountAsync()));
        Assert.Equal("certificate.nothing-corrected", (await withdraw.ReplaceAsync(people.Approver, certificate.Number, Reason, default)).Refusal?.Code);
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "更正后的名称"));
        // Two at once: one paper comes of it, and no number is lost.
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => withdraw.ReplaceAsync(people.Approver, certificate.Number, Reason, default))));
        Assert.Equal(["MN-JD-2026-00002"], both.Where(one => !one.IsRefused).Select(one => one.Value.Number));
        Assert.All(both.Where(one => one.IsRefused), one => Assert.Equal("certificate.replaced", one.Refusal!.Code));
        Assert.Equal("certificate.replaced", (await withdraw.ExecuteAsync(people.Approver, certificate.Number, Reason, default)).Refusal?.Code);
        Assert.Null((await withdraw.ExecuteAsync(people.Approver, "MN-JD-2026-00002", Reason, default)).Refusal);
        Assert.Equal("certificate.withdrawn", (await withdraw.ReplaceAsync(people.Approver, "MN-JD-2026-00002", Reason, default)).Refusal?.Code);
        Assert.Equal(2, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task The_paper_speaks_of_the_instrument_that_was_measured_whatever_the_register_says_later()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var serial = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Item.SerialNumber;
        await laboratory.TamperAsync(db => db.Units.EditAsync(one => (one.SerialNumber, one.Model) = ("FAKE-0009", "OTHER")));
        var issued = await IssueTests.IssueAsync(laboratory, id);
        Assert.Equal(serial, issued.Document.Cover.Single(field => field.Id == "serial-number").Value.Zh);
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Address = "更正后的地址"));
        var replaced = (await laboratory.The<WithdrawCertificate>().ReplaceAsync(laboratory.People.Approver, issued.Number, Reason, default)).Value;
        Assert.Equal(serial, replaced.Document.Cover.Single(field => field.Id == "serial-number").Value.Zh);
        Assert.DoesNotContain("FAKE-0009", System.Text.Encoding.UTF8.GetString((await laboratory.The<RecordExport>().ExecuteAsync(id, default)).Value), StringComparison.Ordinal);
        // Whoever replaces it approves it.
        Assert.Equal(laboratory.People.Approver.Name, replaced.Document.Signatures.Single(signature => signature.Role == Core.Certificates.SignatureRole.Approver).Name);
        Assert.True(replaced.Document.Signatures.Single(signature => signature.Role == Core.Certificates.SignatureRole.Approver).SignedAt
            >= issued.Document.Signatures.Single(signature => signature.Role == Core.Certificates.SignatureRole.Approver).SignedAt);
    }

    private static async Task<(Support.Laboratory Laboratory, Certificate Certificate)> IssuedAsync()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        return (laboratory, await IssueTests.IssueAsync(laboratory, id));
    }
}
