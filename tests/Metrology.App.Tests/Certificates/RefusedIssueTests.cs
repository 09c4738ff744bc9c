using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.App.Certificates;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Documents.Signing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>What goes wrong at the moment of issue leaves no number, no row and no state behind.</summary>
public sealed class RefusedIssueTests
{
    [Theory]
    [InlineData("signature.certificate-not-valid", -20, -10, false)]
    [InlineData("signature.certificate-not-valid", 10, 20, false)]
    [InlineData("signing.not-for-signing", -10, 10, true)]
    public async Task A_key_that_may_not_sign_issues_nothing_and_the_next_has_the_first_number(string code, int from, int until, bool isForOther)
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var key = Key(laboratory.Clock.Now.AddDays(from), laboratory.Clock.Now.AddDays(until), isForOther);
        var writer = new CertificateWriter(laboratory.The<ICertificateRenderer>(), key, laboratory.The<CheckPage>(), laboratory.Clock);
        var issue = new IssueCertificate(laboratory.The<IssueTransaction>(), laboratory.The<ProcedureLibrary>(), writer, laboratory.Clock);

        var refusal = (await issue.ExecuteAsync(laboratory.People.Approver, id, default)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
        Assert.Equal(VerificationState.Approved, await laboratory.StateAsync(id));
        Assert.Equal("MN-JD-2026-00001", (await IssueTests.IssueAsync(laboratory, id)).Number);
    }

    [Fact]
    public async Task A_clock_that_was_set_back_issues_nothing_until_it_is_right_again()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (first, second) = (await laboratory.ApprovedAsync(), await laboratory.ApprovedAsync());
        laboratory.Clock.Now = laboratory.Clock.Now.AddDays(2);
        var issued = await IssueTests.IssueAsync(laboratory, first);
        laboratory.Clock.Now = laboratory.Clock.Now.AddDays(-1);

        var refusal = (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, second, default)).Refusal;
        Assert.Equal("certificate.clock-behind", refusal?.Code);
        Assert.Contains(issued.Number, refusal!.Text.En, StringComparison.Ordinal);
        laboratory.Clock.Now = laboratory.Clock.Now.AddDays(1);
        Assert.Equal("MN-JD-2026-00002", (await IssueTests.IssueAsync(laboratory, second)).Number);
    }

    [Fact]
    public async Task A_certificate_with_a_date_too_late_holds_up_the_others_until_it_is_withdrawn()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (first, second) = (await laboratory.ApprovedAsync(), await laboratory.ApprovedAsync());
        var right = laboratory.Clock.Now;
        laboratory.Clock.Now = right.AddYears(1);
        var wrong = await IssueTests.IssueAsync(laboratory, first);
        laboratory.Clock.Now = right;

        Assert.Equal("certificate.clock-behind", (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, second, default)).Refusal?.Code);
        Assert.Null((await laboratory.The<WithdrawCertificate>().ExecuteAsync(laboratory.People.Approver, wrong.Number, "签发日期有误", default)).Refusal?.Code);
        Assert.Equal("MN-JD-2026-00001", (await IssueTests.IssueAsync(laboratory, second)).Number);
    }

    private static LocalSigner Key(DateTimeOffset from, DateTimeOffset until, bool isForOther)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=示例", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isForOther ? X509KeyUsageFlags.KeyEncipherment : X509KeyUsageFlags.DigitalSignature, critical: true));
        using var certificate = request.CreateSelfSigned(from, until);
        return LocalSigner.Load(certificate.Export(X509ContentType.Pfx, "示例"), "示例").Value;
    }
}
