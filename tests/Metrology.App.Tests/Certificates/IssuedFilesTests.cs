using System.Security.Cryptography;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Signing;
using Metrology.Pdf;
using Metrology.Pdf.Reading;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>What is handed out: pages with the digital certificate inside, both signed; and what keeps it from being handed out.</summary>
public sealed class IssuedFilesTests
{
    [Fact]
    public async Task Pages_carry_the_digital_certificate_and_both_are_signed_by_the_same()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueTests.IssueAsync(laboratory, id);
        var kept = (await laboratory.The<CertificateQueries>().FindAsync(issued.Number, default))!;

        var file = PdfReader.Open(kept.Pdf);
        var signature = Assert.Single(file.Signatures);
        Assert.True(signature is { IsGood: true, CoversWholeFile: true }, string.Join(' ', signature.Faults));
        var attachment = Assert.Single(file.Attachments);
        Assert.Equal(("dcc.xml", AttachmentRelationship.Alternative, "text/xml"), (attachment.FileName, attachment.Relationship, attachment.MediaType));
        Assert.Equal(kept.Dcc, attachment.Content());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept.Dcc!)), kept.DccHash);
        var report = Assert.Single(DccSignature.Check(kept.Dcc).Value);
        Assert.Equal(signature.Certificate!.RawData, report.Signer.RawData);
        Assert.Equal(kept.Signature, new SigningIdentity(report.Signer.Subject, report.Signer.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), IsDemonstration: true));
        Assert.Empty(Parity.Check(kept.Document, DccReader.Read(kept.Dcc).Value));
    }

    [Fact]
    public async Task Without_a_key_the_files_are_the_same_but_for_their_signatures()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var writer = new CertificateWriter(laboratory.The<ICertificateRenderer>(), new NoSigner(), laboratory.The<CheckPage>(), laboratory.Clock);
        var issued = (await new IssueCertificate(laboratory.The<IssueTransaction>(), laboratory.The<ProcedureLibrary>(), writer, laboratory.Clock).ExecuteAsync(laboratory.People.Approver, id, default)).Value;

        Assert.Null(issued.Signature);
        var file = PdfReader.Open(issued.Pdf);
        Assert.Empty(file.Signatures);
        Assert.Equal(issued.Dcc, Assert.Single(file.Attachments).Content());
        Assert.False(DccReader.Read(issued.Dcc).Value.HasSignature);
        Assert.Empty(Parity.Check(issued.Document, DccReader.Read(issued.Dcc).Value));
    }

    [Fact]
    public async Task A_text_that_somebody_forgot_to_fill_keeps_the_record_from_being_approved_and_is_said_in_both_languages()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await laboratory.TamperAsync(db => db.Institutions.EditAsync(one => one.AuthorisationEn = "see page 1 of ??"));
        var id = await CheckedAsync(laboratory);

        var review = (await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Approver, id, default)).Value;
        var finding = Assert.Single(review.Findings, one => one.Weight == FindingWeight.Blocking);
        Assert.Equal("lint.page-placeholder", finding.Code);
        Assert.NotEqual(finding.Text.Zh, finding.Text.En);
        foreach (var refusal in new[]
        {
            (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, VerificationStates.Approve, null, default)).Refusal,
            (await laboratory.The<IssueCertificate>().ApproveAndExecuteAsync(laboratory.People.Approver, id, default)).Refusal,
        })
            Assert.Equal("lint.page-placeholder", refusal?.Code);
        Assert.Equal(VerificationState.Checked, await laboratory.StateAsync(id));
        Assert.Equal(0, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
    }

    [Fact]
    public async Task A_character_that_xml_cannot_hold_is_found_before_approval()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await laboratory.TamperAsync(db => db.Customers.EditAsync(one => one.Name = "示例\u0001公司"));
        var id = await CheckedAsync(laboratory);
        Assert.Equal("dcc.unwritable-text", (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, VerificationStates.Approve, null, default)).Refusal?.Code);
    }

    [Fact]
    public async Task An_ordinary_record_has_only_warnings()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var review = (await laboratory.The<ReviewQueries>().FindAsync(laboratory.People.Approver, await CheckedAsync(laboratory), default)).Value;
        Assert.DoesNotContain(review.Findings, one => one.Weight == FindingWeight.Blocking);
    }

    private static async Task<Guid> CheckedAsync(Support.Laboratory laboratory)
    {
        var id = await laboratory.MeasuredAsync();
        await laboratory.MovedAsync(laboratory.People.Of(Role.Technician), id, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Of(Role.Checker), id, VerificationStates.Check);
        return id;
    }
}
