using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;

namespace Metrology.Web.Tests;

/// <summary>A failure leaves a record that a person closes in words; papers of a day on which the clock was set say so.</summary>
public sealed class FaultPageTests
{
    [Fact]
    public async Task A_failed_job_opens_a_record_that_is_closed_once_with_words()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var run = laboratory.Get<RunJob>();
        foreach (var _ in new[] { 1, 2 })
            await run.NowAsync(new(5, "A", [Role.Administrator]), "backup", default);
        var fault = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default));
        Assert.Equal(("backup.not-configured", "backup", 2), (fault.Code, fault.Where, fault.Times));
        var page = $"/faults/{fault.Id}";
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Contains("backup.not-configured", await checker.ReadAsync("/faults"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Action\"", await checker.ReadAsync(page), StringComparison.Ordinal);
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Contains("fault.no-action", await (await administrator.PostFromAsync(page, page + "/close", ("Action", " "))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync(page, page + "/close", ("Action", "已配置备份目录"))).StatusCode);
        Assert.Contains("已配置备份目录", await checker.ReadAsync(page), StringComparison.Ordinal);
        var again = await TokenApi.SendAsync(administrator, HttpMethod.Post, $"/api/v1/faults/{fault.Id}/close", JsonContent.Create(new { action = "x" }));
        Assert.Equal("fault.closed", JsonDocument.Parse(await again.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        // The same failure again is another record.
        await run.NowAsync(new(5, "A", [Role.Administrator]), "backup", default);
        Assert.Equal(2, JsonDocument.Parse(await administrator.ReadAsync("/api/v1/faults")).RootElement.GetArrayLength());
        Assert.Equal(1, await laboratory.Get<FaultQueries>().OpenAsync(default));
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);
    }

    [Fact]
    public async Task Certificates_of_a_day_on_which_the_clock_was_set_say_so()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var approver = await laboratory.SignInAsync(Role.Approver);
        Assert.DoesNotContain(ClockWatch.Code, await approver.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        var watch = new ClockWatch(laboratory.Clock, laboratory.Get<RecordFault>());
        await watch.LookAsync(default);
        laboratory.Clock.Move(TimeSpan.FromMinutes(30));
        Assert.False(await watch.LookAsync(default));
        Assert.Contains(ClockWatch.Code, await approver.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
    }
}
