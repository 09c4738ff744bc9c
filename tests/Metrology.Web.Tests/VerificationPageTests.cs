using System.Net;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Records;
using Metrology.Adapters.Transcripts;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed class VerificationPageTests
{
    [Fact]
    public async Task An_empty_queue_says_what_to_do_and_a_new_verification_leads_to_the_bench()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Contains("队列是空的", await visitor.ReadAsync("/queue"), StringComparison.Ordinal);

        var technician = await Technician.OpenAsync(laboratory, visitor: visitor);
        var queue = await visitor.ReadAsync("/queue");
        Assert.Contains($"href=\"{technician.Bench}\"", queue, StringComparison.Ordinal);
        Assert.Contains("SIM-EV-0001", queue, StringComparison.Ordinal);
        Assert.Contains("模拟", queue, StringComparison.Ordinal);
        Assert.DoesNotContain(technician.Bench, await visitor.ReadAsync("/queue?state=Submitted"), StringComparison.Ordinal);
        Assert.DoesNotContain(technician.Bench, await visitor.ReadAsync("/queue?q=EV-0002"), StringComparison.Ordinal);
        Assert.Contains(technician.Bench, await visitor.ReadAsync("/queue?q=EV-0001&state=&after=&mark=of-others"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{technician.Record}\"", await visitor.ReadAsync("/verifications"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SerialNumber", "NO-SUCH-PILE", "customer.unit-not-found")]
    [InlineData("SerialNumber", "", null)]
    [InlineData("BenchId", "2", "verification.reference-not-valid")]
    [InlineData("BenchId", "", null)]
    [InlineData("StandardId", "2", "verification.reference-not-in-standard")]
    [InlineData("Kind", "Yearly", null)]
    [InlineData("WorkDate", "2022-12-01", "procedure.not-in-force")]
    [InlineData("WorkDate", "yesterday", null)]
    public async Task What_is_wrong_is_said_at_its_field_and_opens_nothing(string field, string value, string? code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var fields = await Technician.FormAsync(visitor, ("SerialNumber", "SIM-EV-0001"), ("Place", "二号厅"), (field, value));
        var answer = await visitor.PostAsync("/verifications/new", fields);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        if (code is not null)
            Assert.Contains($"<code>{code}</code>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"二号厅\"", page, StringComparison.Ordinal);
        Assert.Contains("队列是空的", await visitor.ReadAsync("/queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_opens_one_verification()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        var fields = await Technician.FormAsync(visitor, ("SerialNumber", "SIM-EV-0001"));
        var first = await visitor.PostAsync("/verifications/new", fields);
        var second = await visitor.PostAsync("/verifications/new", fields);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Contains("1 行", await visitor.ReadAsync("/queue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_measured_record_shows_everything_and_goes_on_to_the_checker()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        await technician.GoodAsync("begin");
        await technician.UntilPhaseAsync(Core.Runs.StepPhase.Read);
        await technician.GoodAsync("repeat", ("reason-repeat", "插头松动"));
        await technician.GoodAsync("comment", ("reason-comment", "已重新插紧"));
        // An accepted step is opened again: the dialog lists what is done, and asks why.
        Assert.Contains("value=\"appearance/default/1\"", await technician.Visitor.ReadAsync(technician.Bench + "/takeback"), StringComparison.Ordinal);
        Assert.Contains("reason-takeback-error", await (await technician.ActAsync("takeback", ("step", "appearance/default/1"), ("reason-takeback", " "))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("run.not-done", await (await technician.ActAsync("takeback", ("step", "operating-error/full/1"), ("reason-takeback", "x"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await technician.GoodAsync("takeback", ("step", "environment/default/1"), ("reason-takeback", "温度计读错"));
        await technician.GoodAsync("environment", ("temperature", "23.5"), ("relative-humidity", "45"), ("insulation-resistance", "120"));
        await technician.GoodAsync("accept");
        while ((await technician.RecordAsync()).Verification.State == VerificationState.Running)
        {
            await technician.GoodAsync("begin");
            await technician.UntilPhaseAsync(Core.Runs.StepPhase.Read);
            await technician.GoodAsync("accept");
        }

        var record = await technician.RecordAsync();
        Assert.Equal(Verdict.Pass, record.Evaluate().Verdict);
        var visitor = technician.Visitor;
        var page = await visitor.ReadAsync(technician.Record);
        Assert.Contains(record.Verification.ProcedureHash, page, StringComparison.Ordinal);
        Assert.Contains("插头松动", page, StringComparison.Ordinal);
        Assert.Contains("已重新插紧", page, StringComparison.Ordinal);
        Assert.Equal(7, page.Split("<tr class=\"superseded\">").Length - 1);
        Assert.Equal(3, page.Split("<div class=\"second-line\">已撤回</div>").Length - 1);
        Assert.Contains("温度计读错", page, StringComparison.Ordinal);
        Assert.Contains(ReviewFindings.Of(record, record.Evaluate()), finding => finding.Code == "taken-back");
        Assert.Contains("未经确认的规程内容", page, StringComparison.Ordinal);
        foreach (var observation in record.State.Observations)
            Assert.Contains(observation.Reading.RawHash, page, StringComparison.Ordinal);
        // The queue leads from an evaluated record to the record, where it is submitted.
        Assert.Contains($"href=\"{technician.Record}\"", await visitor.ReadAsync("/queue"), StringComparison.Ordinal);

        var transcript = await visitor.ReadAsync(technician.Record + "/transcript");
        Assert.Contains("FE FE FE FE 68 01 00 00 00 00 00 68 11", transcript, StringComparison.Ordinal);
        Assert.Contains("正向有功总电能", transcript, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await visitor.ReadAsync(technician.Record + "/record.json"));
        // What is downloaded is what a stranger computes again.
        var zip = await (await visitor.GetAsync(technician.Record + "/bundle.zip")).Content.ReadAsByteArrayAsync();
        Assert.True(Recompute.Run(RecordBundle.Read(zip).Value.Load().Content!, TranscriptCodecs.All).Agrees);
        Assert.Equal(record.State.Observations.Count, json.RootElement.GetProperty("observations").GetArrayLength());

        var submitted = await visitor.PostFromAsync(technician.Record, technician.Record + "/submit");
        Assert.Equal(HttpStatusCode.Redirect, submitted.StatusCode);
        var again = await visitor.PostFromAsync(technician.Record, technician.Record + "/submit");
        Assert.Equal(technician.Record, again.Headers.Location!.OriginalString);
        Assert.Single((await technician.RecordAsync()).Verification.Transitions, move => move.Action == VerificationStates.Submit);

        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Contains($"href=\"/reviews/{technician.Id}\"", await checker.ReadAsync("/queue"), StringComparison.Ordinal);
        var late = await visitor.PostFromAsync(technician.Record, technician.Record + "/abort", ("Reason", "太晚"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("verification.illegal-move", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abort_needs_a_reason_and_stays_in_the_record()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        var refused = await technician.Visitor.PostFromAsync(technician.Record, technician.Record + "/abort", ("Reason", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Reason-error", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(VerificationState.Draft, (await technician.RecordAsync()).Verification.State);

        await technician.Visitor.PostFromAsync(technician.Record, technician.Record + "/abort", ("Reason", "送检单位撤回"));
        Assert.Contains("送检单位撤回", await technician.Visitor.ReadAsync(technician.Record), StringComparison.Ordinal);
        Assert.Equal(technician.Record, (await technician.Visitor.GetAsync(technician.Bench)).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_foreign_id_is_not_found_on_any_page()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(Role.Technician);
        foreach (var path in new[] { "", "/transcript", "/record.json", "/bundle.zip", "/bench", "/bench/live" })
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/verifications/{Guid.NewGuid()}{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/verifications/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFromAsync("/queue", $"/verifications/{Guid.NewGuid()}/bench/begin", ("seen", "0.1.0.0.0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostFromAsync("/queue", $"/verifications/{Guid.NewGuid()}/submit")).StatusCode);
    }

    [Fact]
    public async Task The_queue_pages_through_everything_once_the_own_first()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var mine = await laboratory.SignInAsync(Role.Technician);
        var other = await Colleague.SignInAsync(laboratory);
        for (var i = 0; i < 3; i++)
        {
            await Technician.OpenAsync(laboratory, visitor: mine);
            await Technician.OpenAsync(laboratory, visitor: other);
        }

        var me = (await laboratory.App.Services.GetRequiredService<LaboratoryQueries>().AccountsAsync(CancellationToken.None)).Single(row => row.UserName == "technician");
        var queue = laboratory.App.Services.GetRequiredService<WorkQueue>();
        var seen = new List<WorkQueue.Item>();
        WorkQueue.Cursor? after = null;
        do
        {
            var page = await queue.ListAsync(new(me.Id, "", me.Roles), [], null, after, CancellationToken.None, most: 2);
            seen.AddRange(page.Items);
            after = WorkQueue.Cursor.Parse(page.Next?.ToString());
        }
        while (after is not null);

        Assert.Equal(6, seen.Select(item => item.Line.Number).Distinct().Count());
        Assert.Equal(6, seen.Count);
        Assert.Equal([true, true, true, false, false, false], seen.Select(item => item.VerifierId == me.Id));
    }
}
