using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;

namespace Metrology.Web.Tests;

public sealed class BulkIssueTests
{
    [Fact]
    public async Task An_approver_issues_the_chosen_records_and_sees_how_far_it_is()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var (passed, failed) = (await laboratory.RecordOfAsync("SIM-EV-0001"), await laboratory.RecordOfAsync("SIM-EV-0002"));
        await ApproveAsync(laboratory, passed, failed);
        var approver = await laboratory.SignInAsync(Role.Approver);
        var list = await approver.ReadAsync("/reviews/approve");
        Assert.Contains("签发全部 2 条已批准的记录", list, StringComparison.Ordinal);
        Assert.Contains($"name=\"Records\" value=\"{passed}\"", list, StringComparison.Ordinal);
        var nothing = await approver.PostFromAsync("/reviews/approve", "/reviews/bulk", ("All", "false"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Contains("bulk.nothing", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var path = (await approver.PostFromAsync("/reviews/approve", "/reviews/bulk", ("All", "false"), ("Records", $"{passed}"), ("Records", $"{failed}"))).Headers.Location!.OriginalString;
        await EndAsync(laboratory, path);
        var page = await approver.ReadAsync(path);
        Assert.Contains("已完成 2 / 2", page, StringComparison.Ordinal);
        Assert.Matches("/certificates/MN-JD-[0-9]{4}-00001", page);
        Assert.Matches("/certificates/MN-TZ-[0-9]{4}-00001", page);
        // It asks for itself no more.
        Assert.DoesNotContain("hx-trigger", page, StringComparison.Ordinal);
        approver.AcceptLanguage = "en";
        Assert.Contains("Done 2 / 2", await approver.ReadAsync(path + "/progress"), StringComparison.Ordinal);
        Assert.DoesNotContain("Issue all", await approver.ReadAsync("/reviews/approve"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_start_look_and_cancel()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await ApproveAsync(laboratory, await laboratory.RecordOfAsync("SIM-EV-0001"));
        var approver = await laboratory.SignInAsync(Role.Approver);
        var submitted = await SendAsync(approver, "/api/v1/bulk-issues", new { records = new[] { await laboratory.RecordOfAsync("SIM-EV-0002") } });
        Assert.Contains("bulk.not-approved", await submitted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var started = await SendAsync(approver, "/api/v1/bulk-issues", new { all = true });
        using var answer = JsonDocument.Parse(await started.Content.ReadAsStringAsync());
        var path = $"/api/v1/bulk-issues/{answer.RootElement.GetProperty("id").GetInt32()}";
        await EndAsync(laboratory, path);
        using var progress = JsonDocument.Parse(await approver.ReadAsync(path));
        Assert.Equal((1, 1, 0), (progress.RootElement.GetProperty("total").GetInt32(), progress.RootElement.GetProperty("issued").GetInt32(), progress.RootElement.GetProperty("notIssued").GetInt32()));
        Assert.Contains("bulk.ended", await (await SendAsync(approver, path + "/cancel", new { })).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.GetAsync(path)).StatusCode);
    }

    private static async Task ApproveAsync(Laboratory laboratory, params Guid[] ids)
    {
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(default);
        foreach (var id in ids)
        {
            foreach (var (role, action) in new[] { (Role.Checker, VerificationStates.Check), (Role.Approver, VerificationStates.Approve) })
            {
                var account = accounts.First(row => row.Roles.Contains(role));
                Assert.Null((await laboratory.Get<MoveVerification>().ExecuteAsync(new(account.Id, account.DisplayName, account.Roles), id, action, null, default)).Refusal);
            }
        }
    }

    /// <summary>Until the server has written that it is done.</summary>
    private static async Task EndAsync(Laboratory laboratory, string path)
    {
        var id = int.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await laboratory.Get<BulkIssueQueries>().FindAsync(id, patience.Token))!.Bulk.EndedAt is null)
            await Task.Yield();
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", Regex.Match(await visitor.ReadAsync("/reviews/approve"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value);
        return await visitor.SendAsync(request);
    }
}
