using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Runs;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Verifications;

/// <summary>Each event of the bench is one transaction with what it brought.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_run_from_draft_to_evaluated_leaves_every_reading_and_frees_the_bench()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 1);
        Assert.Equal(VerificationState.Running, await laboratory.StateAsync(id));
        Assert.Equal(id, await LeaseAsync(laboratory));

        await laboratory.MeasureAsync(id, errorPercent: 0.4m);
        Assert.Equal(VerificationState.Evaluated, await laboratory.StateAsync(id));
        Assert.Null(await LeaseAsync(laboratory));
        var record = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value;
        Assert.Equal(Verdict.Pass, record.Evaluate().Verdict);
        Assert.Equal(await laboratory.AskAsync(db => db.Observations.CountAsync()), record.State.Observations.Count);
        Assert.Equal(["begin", "evaluate"], record.Verification.Transitions.Select(move => move.Action));
    }

    [Fact]
    public async Task A_refused_event_changes_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        var refused = await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Accepted(null), [], default);
        Assert.Equal("run.not-read", refused.Refusal?.Code);
        Assert.Equal(VerificationState.Draft, await laboratory.StateAsync(id));
        Assert.Null(await LeaseAsync(laboratory));
        Assert.Equal(0, await laboratory.AskAsync(db => db.RunEvents.CountAsync()));
    }

    [Fact]
    public async Task A_bench_serves_one_run_at_a_time()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var first = await laboratory.OpenRecordAsync();
        var second = await laboratory.OpenRecordAsync(laboratory.People.Ann);
        await laboratory.MeasureAsync(first, events: 1);

        var comment = new RunEvent.Commented("我也想用");
        Assert.Equal("bench.taken", (await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Ann, second, comment, [], default)).Refusal?.Code);
        await laboratory.MovedAsync(laboratory.People.Technician, first, VerificationStates.Abort, "示例");
        Assert.False((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Ann, second, comment, [], default)).IsRefused);
        Assert.Equal(second, await LeaseAsync(laboratory));
    }

    [Fact]
    public async Task An_aborted_run_is_aborted_and_frees_the_bench()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 5);
        await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Aborted("充电枪松脱"), [], default);
        Assert.Equal(VerificationState.Aborted, await laboratory.StateAsync(id));
        Assert.Null(await LeaseAsync(laboratory));
        var again = await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Begun(), [], default);
        Assert.Equal("verification.not-running", again.Refusal?.Code);
    }

    [Fact]
    public async Task Another_verifier_cannot_measure_and_an_unknown_record_is_said_so()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        var record = laboratory.The<RecordEvent>();
        var happened = new RunEvent.Commented("示例");
        Assert.Equal("verification.not-yours", (await record.ExecuteAsync(laboratory.People.Ann, id, happened, [], default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await record.ExecuteAsync(laboratory.People.Checker, id, happened, [], default)).Refusal?.Code);
        Assert.Equal("verification.not-found", (await record.ExecuteAsync(laboratory.People.Technician, Guid.NewGuid(), happened, [], default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_repeat_keeps_what_was_read_and_says_why()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 7); // ambient and its acceptance, checks and their acceptance, begun, start, end
        await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.RepeatRequested("电压波动"), [], default);
        await laboratory.MeasureAsync(id);

        var superseding = await laboratory.AskAsync(db => db.Observations.Where(row => row.Supersedes != null).ToListAsync());
        Assert.Equal(4, superseding.Count);
        Assert.All(superseding, row => Assert.Equal(("电压波动", 2), (row.Reason, row.Attempt)));
        Assert.Equal(4, await laboratory.AskAsync(db => db.Observations.CountAsync(row => superseding.Select(one => one.Supersedes).Contains(row.Sequence))));
    }

    [Fact]
    public async Task Bytes_are_kept_in_their_order_over_several_events()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        byte[][] packets = [[0x68, 0x01], [0xFE], [0x16, 0x00, 0xFF]];
        TranscriptEntry Entry(int i) => new("tty", i, TimeSpan.FromMilliseconds(i), (Direction)(i % 2), packets[i]);
        var record = laboratory.The<RecordEvent>();
        await record.ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("一"), [Entry(0), Entry(1)], default);
        await record.ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("二"), [Entry(2)], default);

        var kept = await laboratory.The<VerificationQueries>().TranscriptAsync(id, default);
        Assert.Equal(packets, kept.Select(entry => entry.Bytes));
        Assert.Equal([Entry(0).Elapsed, Entry(1).Elapsed, Entry(2).Elapsed], kept.Select(entry => entry.Elapsed));
    }

    [Fact]
    public async Task Watchers_are_woken_by_a_commit_and_not_by_a_refusal()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        var changed = laboratory.The<RunSignals>().NextChange(id);
        await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Accepted(null), [], default);
        Assert.False(changed.IsCompleted);
        await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("示例"), [], default);
        Assert.True(changed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Two_windows_of_one_verifier_cannot_both_answer_a_step()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 4);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Begun(), [], default))));
        Assert.Equal(1, outcomes.Count(outcome => !outcome.IsRefused));
        Assert.All(outcomes.Where(outcome => outcome.IsRefused), outcome => Assert.Equal("run.not-waiting", outcome.Refusal!.Code));
    }

    private static Task<Guid?> LeaseAsync(Support.Laboratory laboratory) =>
        laboratory.AskAsync(db => db.Benches.Where(row => row.Code == "ev-ac-1").Select(row => row.LeasedBy).SingleAsync());
}
