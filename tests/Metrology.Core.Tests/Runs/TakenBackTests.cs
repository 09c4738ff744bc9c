using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Runs;

/// <summary>A step that was accepted is opened again: what was read of it stays and counts no more.</summary>
public class TakenBackTests
{
    private static readonly StepKey First = new("operating-error", "full", 1);
    private static readonly StepKey Circumference = new("roller", "default", 1);

    [Fact]
    public void What_is_measured_again_counts_and_what_was_taken_back_stays()
    {
        var before = Example.AtMeasuring(Example.Plan()).Repeat(9m).Repeat(10m).Repeat(10m);
        var back = before.After(new RunEvent.TakenBack(First, "枪头松动"));

        Assert.Equal((2, new StepState(StepPhase.Waiting, 2, "枪头松动")), (back.Current, back.Steps[2]));
        Assert.Equal(before.Observations, back.Observations);
        Assert.Equal([new Withdrawal(First, 1, "枪头松动")], back.Withdrawals);
        Assert.Equal(4, back.Observations.Count(back.Withdrawals[0].Is));

        var again = back.Repeat(10m);
        Assert.Equal((5, StepPhase.Waiting), (again.Current, again.Steps[5].Phase));
        var (old, last) = (again.Observations.First(one => one.Step == First), again.Observations[^4]);
        Assert.Equal((2, (int?)old.Sequence, "枪头松动"), (last.Attempt, last.Supersedes, last.Reason));
        var evaluation = Evaluator.Evaluate(again.Repeat(10m), [Example.Reference]);
        Assert.Equal(Verdict.Pass, evaluation.Verdict);
        Assert.Equal([2, 1], evaluation.Items.Single(item => item.Item == "operating-error").Points[0].Repeats.Select(repeat => repeat.Attempt));
    }

    [Fact]
    public void A_skipped_step_is_taken_back_too()
    {
        var skipped = Example.AtMeasuring(Example.Plan()).After(new RunEvent.Skipped("误按"));
        Assert.Equal(Verdict.Pass, Evaluator.Evaluate(skipped.After(new RunEvent.TakenBack(First, "误按")).Repeat(10m).Repeat(10m).Repeat(10m).Repeat(10m), [Example.Reference]).Verdict);
    }

    [Fact]
    public void Only_what_is_done_is_taken_back_with_a_reason_and_while_nothing_is_under_way()
    {
        var state = Example.AtMeasuring(Example.Plan()).Repeat(10m);
        string Code(RunState at, StepKey step, string reason = "示例") => RunMachine.Advance(at, new RunEvent.TakenBack(step, reason)).Refusal!.Code;

        Assert.Equal("run.reason-missing", Code(state, First, " "));
        Assert.Equal("run.no-such-step", Code(state, First with { Repeat = 9 }));
        Assert.Equal("run.not-done", Code(state, First with { Repeat = 2 }));
        Assert.Equal("run.under-way", Code(state.After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m)), First));
        Assert.Equal("run.paused", Code(state.After(new RunEvent.Paused()), First));
        Assert.Equal("run.finished", Code(Example.Finished(10m), First));
        Assert.DoesNotContain(state.Done, step => step.Key == First with { Repeat = 2 });
        // A reading that nobody has decided on yet waits.
        var read = state.After(new RunEvent.Begun(), Example.Registers(Stage.Start, 0m, 0m), Example.Registers(Stage.End, 10m, 10m));
        Assert.Equal((StepPhase.Read, 3), (read.After(new RunEvent.TakenBack(First, "示例")).Steps[3].Phase, read.After(new RunEvent.TakenBack(First, "示例")).Repeat(10m).Current));
    }

    /// <summary>JJG 517 on rollers: an accepted circumference that is wrong is in every later result.</summary>
    [Fact]
    public void Steps_that_use_the_readings_of_a_step_are_decided_on_again()
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Path == "taximeter/jjg-517-installed/2016.json");
        var run = GoldenRun.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns.Single(path => path.EndsWith("/roller-974.json", StringComparison.Ordinal)))).File.ReplayEvents(shipped.Procedure).Value;
        var index = run.Events.ToList().FindIndex(one => one is RunEvent.Observed { Readings: [{ Reading.Measurand: "length.circumference" }, ..] });
        var right = (RunEvent.Observed)run.Events[index];
        RunEvent.Observed Typed(decimal value) => right with { Readings = [.. right.Readings.Select(one => one with { Reading = one.Reading with { Value = value } })] };
        // The counter stood still: no error, and the advice leads out of it.
        var turned = (RunEvent.Observed)run.Events[^2];
        var still = turned with { Readings = [.. turned.Readings.Select(one => one.Role == Roles.Reference ? one with { Reading = one.Reading with { Value = 0m } } : one)] };

        var state = RunMachine.Begin(run.State.Plan).After([.. run.Events.Take(index), Typed(0.5m), .. run.Events.Skip(index + 1).Take(run.Events.Count - index - 2)]);
        var refused = RunMachine.Advance(state.After(new RunEvent.RepeatRequested("示例"), new RunEvent.Begun(), still), new RunEvent.Accepted(null)).Refusal!;
        Assert.Equal("run.no-error", refused.Code);
        Assert.Contains("take that step back", refused.Text.En, StringComparison.Ordinal);

        var later = state.Plan.Steps.Count - 1;
        var mended = state.After(new RunEvent.TakenBack(Circumference, "周长抄错"), right, new RunEvent.Accepted(null));
        Assert.Equal((later, StepPhase.Read), (mended.Current, mended.Steps[later].Phase));
        Assert.Equal(RunEvaluation.Of(run.State, []).IsRefused, RunEvaluation.Of(mended, []).IsRefused);
        Assert.Equal(Evaluator.Preview(RunMachine.Begin(run.State.Plan).After([.. run.Events.SkipLast(1)]))!.Error, Evaluator.Preview(mended)!.Error);

        // A correction that somebody typed and nobody vouches for is found; zero moves nothing, and what was taken back neither.
        Assert.Empty(TypedCorrection.Of(mended, []));
        var zero = (RunEvent.Observed)run.Events.First(one => one is RunEvent.Observed { Readings: [{ Reading.Measurand: "result" }, ..] });
        var five = zero with { Readings = [.. zero.Readings.Select(one => one with { Reading = one.Reading with { Instrument = Core.Records.TypedReadings.Instrument, Value = -5m, Text = "-5" } })] };
        var corrected = mended.After(new RunEvent.TakenBack(new("tyre-correction", "default", 1), "示例"), five, new RunEvent.Accepted(null));
        Assert.Contains("-5 %", Assert.Single(TypedCorrection.Of(corrected, [])).Text.En, StringComparison.Ordinal);
        Assert.Empty(TypedCorrection.Of(corrected, [new(Roles.Verifier, "result", "示例轮胎修正值", 0.1m, 2m, "%")]));
        Assert.Empty(TypedCorrection.Of(corrected.After(new RunEvent.TakenBack(new("tyre-correction", "default", 1), "示例")), []));

        // One more item stands behind an accepted user: it is read again and not measured again.
        var accepted = state with { Steps = [.. state.Steps.Select((step, i) => i == later ? step with { Phase = StepPhase.Accepted } : i == 0 ? step with { Phase = StepPhase.Read } : step)], Current = 0 };
        var reopened = accepted.After(new RunEvent.TakenBack(Circumference, "周长抄错"));
        Assert.Equal((StepPhase.Read, 1), (reopened.Steps[later].Phase, reopened.Steps[later].Attempt));
    }

    [Theory]
    [InlineData("a/b/1", true)]
    [InlineData("a//1", true)]
    [InlineData("a/b/01", false)]
    [InlineData("a/b/c/1", false)]
    [InlineData("a/b", false)]
    [InlineData("a/b/+1", false)]
    [InlineData(null, false)]
    public void A_step_is_named_by_its_key(string? text, bool isKey) => Assert.Equal(isKey ? text : null, StepKey.Parse(text)?.ToString());
}
