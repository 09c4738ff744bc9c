using System.Net;
using Metrology.App.Laboratory;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>What was changed behind the product is looked at when it is read, and is of no use from then on: red on the page, 409 for programs, nothing handed out.</summary>
public sealed class UnusableTests
{
    [Fact]
    public async Task A_record_with_an_edited_reading_is_shown_red_and_goes_no_further()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Equal(HttpStatusCode.OK, (await checker.GetAsync($"/verifications/{id}")).StatusCode);
        await laboratory.SqlAsync($"UPDATE Observations SET Text = Text || '1' WHERE VerificationId = '{id.ToString().ToUpperInvariant()}' AND Sequence = 3");

        var page = await checker.GetAsync($"/verifications/{id}");
        Assert.Equal(HttpStatusCode.Conflict, page.StatusCode);
        var text = await page.Content.ReadAsStringAsync();
        Assert.Contains("error-card unusable", text, StringComparison.Ordinal);
        Assert.Contains("读数 ", WebUtility.HtmlDecode(text), StringComparison.Ordinal);
        foreach (var path in new[] { $"/verifications/{id}/bundle.zip", $"/verifications/{id}/transcript", $"/api/v1/verifications/{id}" })
            Assert.Equal(HttpStatusCode.Conflict, (await checker.GetAsync(path)).StatusCode);
        await checker.PostAsync($"/reviews/{id}/check");
        Assert.Equal(App.Verifications.VerificationState.Submitted, await laboratory.Get<App.Storage.Store>().ReadAsync(db => db.Verifications.Where(row => row.Id == id).Select(row => row.State).SingleAsync(), CancellationToken.None));
        // The other record is untouched.
        Assert.Equal(HttpStatusCode.OK, (await checker.GetAsync($"/verifications/{await laboratory.RecordOfAsync("SIM-EV-0002")}")).StatusCode);
    }

    [Theory]
    [InlineData("UPDATE Certificates SET Pdf = Pdf || x'0A'")]
    [InlineData("UPDATE Certificates SET ValidUntil = '2099-01-01'")]
    [InlineData("UPDATE Certificates SET CheckCode = 'FORGED'")]
    public async Task A_certificate_that_was_edited_is_not_handed_out(string attack)
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var approver = await laboratory.SignInAsync(Role.Approver);
        string[] paths = [$"/certificates/{certificate.Number}/pdf", $"/certificates/{certificate.Number}/dcc", $"/api/v1/certificates/{certificate.Number}"];
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.OK, (await approver.GetAsync(path)).StatusCode);
        await laboratory.SqlAsync(attack);
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync(path)).StatusCode);
        // A stranger's program is not told that it is valid.
        Assert.NotEqual(HttpStatusCode.OK, (await laboratory.Visit().GetAsync($"/api/v1/check/{certificate.Number}?code={certificate.CheckCode}")).StatusCode);
        await AssertRedAsync(approver, $"/certificates/{certificate.Number}");
        Assert.Equal(HttpStatusCode.NotFound, (await approver.GetAsync("/certificates/MN-JD-2026-09999/pdf")).StatusCode);
    }

    /// <summary>Removing the end of a certificate does not make it valid again, nor does removing what came in its place.</summary>
    [Theory]
    [InlineData("withdraw", "DELETE FROM CertificateWithdrawals")]
    [InlineData("replace", "DELETE FROM Certificates WHERE Id = (SELECT max(Id) FROM Certificates)")]
    [InlineData("replace and withdraw", "DELETE FROM CertificateWithdrawals WHERE CertificateId = (SELECT max(CertificateId) FROM CertificateWithdrawals)")]
    public async Task A_certificate_whose_end_was_removed_is_not_valid_again(string ends, string attack)
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var approver = await laboratory.SignInAsync(Role.Approver);
        var (page, check) = ($"/certificates/{certificate.Number}", $"/check/{certificate.Number}?code={certificate.CheckCode}");
        if (ends.StartsWith("replace", StringComparison.Ordinal))
        {
            await CertificateTests.CorrectInstitutionAsync(laboratory);
            await approver.PostFromAsync(page, $"{page}/replace", ("reason", "客户名称有误"));
        }

        if (ends.EndsWith("withdraw", StringComparison.Ordinal))
        {
            var last = await laboratory.Get<App.Storage.Store>().ReadAsync(db => db.Certificates.OrderBy(row => row.Id).Select(row => row.Number).LastAsync(), CancellationToken.None);
            await approver.PostFromAsync(page, $"/certificates/{last}/withdraw", ("reason", "标准器失准"));
        }

        Assert.Contains("banner-barred", await approver.ReadAsync(page), StringComparison.Ordinal);
        await laboratory.SqlAsync($"PRAGMA foreign_keys = OFF; {attack}");

        await AssertRedAsync(approver, page);
        foreach (var path in new[] { $"{page}/pdf", $"{page}/dcc", $"/api/v1{page}" })
            Assert.Equal(HttpStatusCode.Conflict, (await approver.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await approver.PostFromAsync("/certificates", $"{page}/withdraw", ("reason", "再撤一次"))).StatusCode);
        var stranger = laboratory.Visit();
        var answer = await stranger.GetAsync(check);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var said = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("不能确认它是否有效", said, StringComparison.Ordinal);
        Assert.DoesNotContain("check-found", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.GetAsync($"/api/v1{check}")).StatusCode);
        if (attack == "DELETE FROM CertificateWithdrawals")
            Assert.Contains("不可使用", await approver.ReadAsync("/certificates"), StringComparison.Ordinal);
        // Whoever takes away what the entry is found by as well gains nothing by it, and is named by the audit.
        await laboratory.SqlAsync("UPDATE LedgerEntries SET Sought = NULL");
        if (attack.Contains("CertificateWithdrawals", StringComparison.Ordinal))
            await AssertRedAsync(approver, page);
        Assert.Contains("ledger.entry-changed", (await laboratory.Get<App.Ledger.AuditLedger>().ExecuteAsync(CancellationToken.None)).Findings.Select(one => one.Code));
    }

    private static async Task AssertRedAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("error-card unusable", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
