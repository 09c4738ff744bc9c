using System.Security.Cryptography;
using Metrology.App.Certificates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>Number, bytes and state of a certificate are one transaction.</summary>
public sealed class IssueTests
{
    [Fact]
    public async Task A_passed_record_becomes_a_certificate_with_its_bytes_and_their_hash()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueAsync(laboratory, id);

        var kept = (await laboratory.The<CertificateQueries>().FindAsync(issued.Number, default))!;
        Assert.Equal(("MN-JD-2026-00001", CertificateKind.VerificationCertificate), (kept.Number, kept.Kind));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept.Pdf)), kept.PdfHash);
        Assert.Equal("%PDF-"u8.ToArray(), kept.Pdf[..5]);
        Assert.Equal((true, true, laboratory.Today), (kept.IsSimulated, kept.IsDemonstration, kept.IssuedOn));
        // Three years, to the day before the anniversary, as the procedure says.
        Assert.Equal(laboratory.Today.AddYears(3).AddDays(-1), kept.ValidUntil);
        Assert.Equal(VerificationState.Issued, await laboratory.StateAsync(id));
        Assert.Equal(kept.Number, (await laboratory.The<CertificateQueries>().OfVerificationAsync(id, default))?.Number);
    }

    [Fact]
    public async Task A_failed_record_becomes_a_notice_of_its_own_range_without_an_end_of_validity()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var issued = await IssueAsync(laboratory, await laboratory.ApprovedAsync(errorPercent: 1.6m));
        Assert.Equal(("MN-TZ-2026-00001", CertificateKind.RejectionNotice, null), (issued.Number, issued.Kind, issued.ValidUntil));
    }

    [Fact]
    public async Task Simulated_and_real_papers_are_numbered_apart()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var simulated = await laboratory.ApprovedAsync();
        await laboratory.MakeRealAsync();
        var real = await laboratory.ApprovedAsync();
        var failed = await laboratory.ApprovedAsync(errorPercent: -1.6m);

        Assert.Equal("JD-2026-00001", (await IssueAsync(laboratory, real)).Number);
        Assert.Equal("MN-JD-2026-00001", (await IssueAsync(laboratory, simulated)).Number);
        Assert.Equal("TZ-2026-00001", (await IssueAsync(laboratory, failed)).Number);
    }

    [Fact]
    public async Task Parallel_issue_leaves_no_gap_and_gives_no_number_twice()
    {
        const int papers = 8;
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < papers; i++)
            ids.Add(await laboratory.ApprovedAsync());

        // Each is asked for twice at once, as two impatient clicks do.
        var outcomes = await Task.WhenAll(ids.Concat(ids).Select(id => Task.Run(() => laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default))));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal?.Code));
        // The second click gets the paper that the first one made.
        Assert.Equal(
            Enumerable.Range(1, papers).SelectMany(number => Enumerable.Repeat($"MN-JD-2026-{number:00000}", 2)),
            outcomes.Select(outcome => outcome.Value.Number).Order(StringComparer.Ordinal));
        Assert.Equal(papers, await laboratory.AskAsync(db => db.Certificates.Select(row => row.CheckCode).Distinct().CountAsync()));
    }

    [Fact]
    public async Task A_refusal_after_the_number_was_drawn_gives_it_back()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (good, bad) = (await laboratory.ApprovedAsync(), await laboratory.SkippedAsync());
        // A record with a skipped item has no verdict, and that is found after the number is drawn.
        await laboratory.TamperAsync(async db => (await db.Verifications.SingleAsync(row => row.Id == bad)).State = VerificationState.Approved);
        Assert.Equal("certificate.no-verdict", (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, bad, default)).Refusal?.Code);
        Assert.Equal("MN-JD-2026-00001", (await IssueAsync(laboratory, good)).Number);
    }

    [Fact]
    public async Task The_year_of_a_number_is_that_of_the_institutions_calendar()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        laboratory.Clock.Now = new(2026, 12, 31, 16, 30, 0, TimeSpan.Zero);
        var issued = await IssueAsync(laboratory, id);
        Assert.Equal(("MN-JD-2027-00001", new DateOnly(2027, 1, 1)), (issued.Number, issued.IssuedOn));
    }

    [Fact]
    public async Task Without_an_institution_nothing_is_issued()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        await laboratory.TamperAsync(db => db.Institutions.ExecuteDeleteAsync());
        Assert.Equal("laboratory.no-institution", (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        Assert.Equal(VerificationState.Approved, await laboratory.StateAsync(id));
    }

    [Fact]
    public async Task The_preview_is_what_is_issued_but_for_number_and_address()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var preview = (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Value;
        var issued = await IssueAsync(laboratory, id);

        var identity = new CertificateIdentity(issued.Number, issued.IssuedOn, laboratory.The<CheckPage>().AddressOf(issued.Number, issued.CheckCode), issued.CheckCode) { Ledger = issued.Document.Ledger };
        var record = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value;
        var institution = await laboratory.AskAsync(db => db.Institutions.SingleAsync());
        var document = CertificateDraft.Of(record, institution, identity).Value;
        StartsWith(laboratory.The<ICertificateRenderer>().Render(document, issued.Dcc).Value, issued.Pdf);
        var cover = preview.Cover.Select(field => field.Id == "number" ? field with { Value = Core.Words.BilingualText.Same(issued.Number) } : field);
        StartsWith(
            laboratory.The<ICertificateRenderer>().Render(
                preview with { Number = issued.Number, Ledger = issued.Document.Ledger, CheckAddress = identity.CheckAddress, CheckCode = identity.CheckCode, Cover = [.. cover] }, issued.Dcc).Value,
            issued.Pdf);
    }

    /// <summary>A signature is appended; every byte before it is what was rendered.</summary>
    private static void StartsWith(byte[] rendered, byte[] signed) => Assert.Equal(rendered, signed[..rendered.Length]);

    internal static async Task<Certificate> IssueAsync(Support.Laboratory laboratory, Guid id)
    {
        var issued = await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default);
        Assert.Null(issued.Refusal?.Code);
        return issued.Value;
    }
}
