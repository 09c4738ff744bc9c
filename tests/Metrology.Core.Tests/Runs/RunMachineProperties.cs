using FsCheck;
using FsCheck.Fluent;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Tests.Runs;

/// <summary>Whatever happens at the bench, in whatever order.</summary>
public class RunMachineProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(80);

    private static readonly Arbitrary<List<RunEvent>> Happenings = Gen.OneOf(
        Gen.Elements<RunEvent>(
            new RunEvent.Begun(), new RunEvent.Accepted(null), new RunEvent.Accepted("理由"), new RunEvent.Paused(), new RunEvent.Resumed(),
            new RunEvent.RepeatRequested("重测"), new RunEvent.RepeatRequested(""), new RunEvent.TakenBack(new("environment", "default", 1), "撤回"), new RunEvent.TakenBack(new("operating-error", "full", 1), "撤回"),
            new RunEvent.Interrupted("link.lost", "断开"), new RunEvent.Commented("备注"),
            Example.Environment(), Example.Answers(), Example.Answers(false)),
        Gen.Choose(0, 2000).Select(RunEvent (n) => Example.Registers(Stage.Start, n / 1000m, 0m)),
        Gen.Choose(0, 9000).Select(RunEvent (n) => Example.Registers(Stage.End, n / 1000m, n / 1001m)),
        Gen.Frequency(
            (12, Gen.Constant<RunEvent>(new RunEvent.Begun())), (1, Gen.Constant<RunEvent>(new RunEvent.Skipped("跳过"))),
            (1, Gen.Constant<RunEvent>(new RunEvent.Aborted("停电"))),
            (4, Gen.Constant<RunEvent>(new RunEvent.Observed(Stage.Single, [Example.Read(Roles.UnitUnderTest, Measurands.ClockOffset, 3m, "s", "")])))))
        .ListOf().Select(events => events.ToList()).ToArbitrary();

    [Fact]
    public void No_observation_is_ever_lost_or_altered_and_their_numbers_have_no_gaps() => Prop.ForAll(Happenings, events =>
    {
        var state = RunMachine.Begin(Example.Plan(timeOfUse: true));
        foreach (var happened in events)
        {
            var next = RunMachine.Advance(state, happened);
            if (next.IsRefused)
                continue;
            if (!state.Observations.SequenceEqual(next.Value.Observations.Take(state.Observations.Count)))
                return false;
            state = next.Value;
        }

        return state.Observations.Select((one, i) => one.Sequence == i + 1 && (one.Supersedes is null || one.Supersedes < one.Sequence)).All(holds => holds);
    }).Check(Many);

    [Fact]
    public void Replaying_the_accepted_events_gives_the_same_state() => Prop.ForAll(Happenings, events =>
    {
        var state = RunMachine.Begin(Example.Plan(timeOfUse: true));
        var accepted = new List<RunEvent>();
        foreach (var happened in events)
        {
            var next = RunMachine.Advance(state, happened);
            if (next.IsRefused)
                continue;
            state = next.Value;
            accepted.Add(happened);
        }

        var again = RunMachine.Begin(Example.Plan(timeOfUse: true)).After([.. accepted]);
        return again.Steps.SequenceEqual(state.Steps) && again.Observations.SequenceEqual(state.Observations)
            && (again.Current, again.IsPaused, again.IsAborted) == (state.Current, state.IsPaused, state.IsAborted);
    }).Check(Many);

    [Fact]
    public void Every_state_can_be_evaluated_and_says_what_to_do() => Prop.ForAll(Happenings, events =>
    {
        var state = RunMachine.Begin(Example.Plan(timeOfUse: true));
        foreach (var happened in events)
        {
            var next = RunMachine.Advance(state, happened);
            state = next.IsRefused ? state : next.Value;
            _ = RunMachine.Next(state);
        }

        var evaluation = Evaluator.Evaluate(state, [Example.Reference]);
        return state.IsFinished || evaluation.Verdict != Core.Decisions.Verdict.Pass;
    }).Check(Many);
}
