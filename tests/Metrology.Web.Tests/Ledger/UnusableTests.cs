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
        Assert.Contains("ObservationRow", text, StringComparison.Ordinal);
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
        Assert.Contains("banner-broken", await approver.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await approver.GetAsync("/certificates/MN-JD-2026-09999/pdf")).StatusCode);
    }
}
