using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The bench run as a pure state machine: state + event → next state, and state → what to do.</summary>
/// <remarks>
/// A measuring step goes Waiting → (Begun) Preparing → (Observed, once an act) Starting → (Observed) Loaded or Read → (Accepted) done; an item without
/// preparation begins at Starting. Questions, typed values and ambient conditions go from Waiting straight to Read. The current step is repeated; one that is done is taken back until the run is: it is Waiting again as the next attempt, and accepted steps that use its
/// readings are Read again, because what they come to has changed. The run goes on at the first step that is not done. A pause holds the
/// verifier's decisions, never the bench: readings under way, an interruption and a comment still count. An interruption while readings are being taken
/// throws the step back to Waiting as the next attempt; before that and after it nothing is lost.
/// </remarks>
public static class RunMachine
{
    /// <summary>Longest reason or comment that is taken, characters.</summary>
    public const int LongestReason = 1000;

    /// <summary>The plan of a run, or why the nameplate does not allow one.</summary>
    public static Outcome<RunPlan> Plan(Procedure procedure, Nameplate nameplate, VerificationKind kind) =>
        Planning.Plan(procedure, nameplate, kind);

    public static RunState Begin(RunPlan plan) => new()
    {
        Plan = plan,
        Steps = [.. plan.Steps.Select(_ => new StepState(StepPhase.Waiting, 1, null))],
        Current = 0,
        Observations = [],
    };

    /// <summary>The next state with the observations that the event added at its end, or why the event is not possible now. Refusals change nothing.</summary>
    public static Outcome<RunState> Advance(RunState state, RunEvent happened)
    {
        if (happened is RunEvent.Commented comment)
            return Said(comment.Text) is { } wrong ? wrong : state;
        if (state.IsFinished)
            return RunRefusals.Finished;
        if (state.IsPaused && happened is RunEvent.Begun or RunEvent.Accepted or RunEvent.RepeatRequested or RunEvent.Skipped or RunEvent.TakenBack or RunEvent.Paused)
            return RunRefusals.Paused;
        return happened switch
        {
            RunEvent.Begun => Begun(state),
            RunEvent.Observed observed => Observing.Add(state, observed),
            RunEvent.Accepted accepted => Accept(state, accepted.Reason),
            RunEvent.RepeatRequested repeat => Repeat(state, repeat.Reason),
            RunEvent.Skipped skipped => Said(skipped.Reason) is { } wrong ? wrong : Leave(state, StepPhase.Skipped, skipped.Reason),
            RunEvent.TakenBack back => TakeBack(state, back),
            RunEvent.Paused => state with { IsPaused = true },
            RunEvent.Resumed => state.IsPaused ? state with { IsPaused = false } : RunRefusals.NotPaused,
            RunEvent.Interrupted fault => Interrupt(state, $"{fault.FaultCode}: {fault.Text}"),
            RunEvent.Aborted aborted => Said(aborted.Reason) is { } wrong ? wrong : state with { IsAborted = true, IsPaused = false },
            _ => throw new InvalidOperationException($"No rule for {happened.GetType().Name}."),
        };
    }

    /// <summary>What to do in this state.</summary>
    public static Directive Next(RunState state)
    {
        if (state.CurrentStep is not { } step)
            return new Directive.Finish();
        if (state.IsPaused)
            return new Directive.Wait();
        var current = state.Steps[state.Current];
        if (current.Phase == StepPhase.Read)
            return new Directive.AwaitAcceptance(Evaluator.GateIsOpen(state));
        if (step.IsEnvironment)
            return new Directive.AskEnvironment(state.Plan.Procedure.Environment);
        var item = state.Plan.ItemOf(step);
        return (step.Verb, current.Phase) switch
        {
            (Verb.Inspect, _) => new Directive.AskChecks(item),
            (Verb.Environment, _) => new Directive.AskEnvironment(ExpectedReadings.Conditions(state.Plan, item)),
            (Verb.Ask, _) => new Directive.AskValues(item, step),
            (_, StepPhase.Waiting) => new Directive.AwaitBegin(step),
            (_, StepPhase.Preparing) => Prepare(item.Acts[current.Prepared], step.Settings),
            (_, StepPhase.Loaded) => new Directive.ApplyLoad(step.Settings),
            (Verb.ClockCompare, _) => new Directive.CompareClock(),
            (Verb.Acquire, _) => new Directive.AcquireReadings(ToRead(item), step.Settings),
            (Verb.PulseCount, _) => new Directive.CountPulses(ToRead(item), step.Settings),
            (Verb.FareCheck, _) => new Directive.CheckFare(ToRead(item), step.Settings),
            _ => new Directive.ReadRegisters(Stage.Start, ToRead(item)),
        };
    }

    /// <summary>The readings that end what <see cref="Next"/> asks for, or null when none are expected now.</summary>
    public static ExpectedSet? Expected(RunState state) => ExpectedReadings.Of(state);

    private static Directive Prepare(Preparation act, IReadOnlyDictionary<string, Quantity> settings) => act.Verb switch
    {
        Verb.WarmUp => new Directive.WarmUp(act.Seconds!.Value, settings),
        Verb.Settle => new Directive.Settle(act.Seconds!.Value, settings),
        _ => new Directive.ApplySettings(settings),
    };

    private static IReadOnlyList<VariableRule> ToRead(ProcedureItem item) => [.. item.Variables.Values.Where(variable => variable.Take != "from")];

    private static Outcome<RunState> Begun(RunState state)
    {
        if (state.Steps[state.Current].Phase != StepPhase.Waiting)
            return RunRefusals.NotWaiting;
        var step = state.CurrentStep!;
        var isPrepared = step.IsEnvironment || state.Plan.ItemOf(step).Acts.Count == 0;
        return With(state, current => current with { Phase = isPrepared ? StepPhase.Starting : StepPhase.Preparing });
    }

    private static Outcome<RunState> Accept(RunState state, string? reason)
    {
        if (state.Steps[state.Current].Phase != StepPhase.Read)
            return RunRefusals.NotRead;
        if (reason is not null && Said(reason) is { } wrong)
            return wrong;
        if (reason is null && Evaluator.Preview(state) is { GateIsOpen: false } read)
            return read.NoError is { } why ? RunRefusals.NoError(why, EarlierOf(state)) : RunRefusals.GateClosed;
        return Leave(state, StepPhase.Accepted, reason ?? state.Steps[state.Current].Reason);
    }

    /// <summary>The earlier items whose accepted readings the current one uses.</summary>
    private static IReadOnlyList<BilingualText> EarlierOf(RunState state) => state.CurrentStep is not { IsEnvironment: false } step
        ? []
        : [.. state.Plan.ItemOf(step).Variables.Values.Select(variable => variable.Item).OfType<string>().Distinct().Select(id => state.Plan.Procedure.Items.FirstOrDefault(item => item.Id == id)?.Title).OfType<BilingualText>()];

    private static Outcome<RunState> Repeat(RunState state, string reason)
    {
        if (Said(reason) is { } wrong)
            return wrong;
        return state.Steps[state.Current].Phase == StepPhase.Waiting ? RunRefusals.NothingToRepeat : Again(state, reason);
    }

    private static Outcome<RunState> TakeBack(RunState state, RunEvent.TakenBack back)
    {
        if (Said(back.Reason) is { } wrong)
            return wrong;
        var index = state.Plan.Steps.Select(step => step.Key).ToList().IndexOf(back.Step);
        if (index < 0)
            return RunRefusals.NoSuchStep(back.Step);
        if (!state.Steps[index].IsDone)
            return RunRefusals.NotDone;
        if (state.Steps[state.Current].Phase is StepPhase.Preparing or StepPhase.Starting or StepPhase.Loaded)
            return RunRefusals.UnderWay;
        var users = UsersOf(state.Plan, back.Step.Item);
        var steps = state.Steps.Select((step, i) =>
            i == index ? new(StepPhase.Waiting, step.Attempt + 1, back.Reason)
            : step.Phase == StepPhase.Accepted && users.Contains(state.Plan.Steps[i].Key.Item) ? step with { Phase = StepPhase.Read }
            : step).ToList();
        return AtFirstOpen(state with { Steps = steps, Withdrawals = [.. state.Withdrawals, new(back.Step, state.Steps[index].Attempt, back.Reason)] });
    }

    /// <summary>The items that take readings of this one, directly or through another.</summary>
    private static HashSet<string> UsersOf(RunPlan plan, string item)
    {
        var users = new HashSet<string> { item };
        while (plan.Procedure.Items.FirstOrDefault(one => !users.Contains(one.Id) && one.Variables.Values.Any(variable => variable.Item is { } from && users.Contains(from))) is { } next)
            users.Add(next.Id);
        users.Remove(item);
        return users;
    }

    private static RunState AtFirstOpen(RunState state) => state with { Current = state.Steps.TakeWhile(step => step.IsDone).Count() };

    private static RunState Interrupt(RunState state, string reason) =>
        state.Steps[state.Current].Phase is StepPhase.Preparing or StepPhase.Starting or StepPhase.Loaded ? Again(state, reason) : state;

    private static RunState Again(RunState state, string reason) => With(state, step => new(StepPhase.Waiting, step.Attempt + 1, reason));

    private static RunState Leave(RunState state, StepPhase phase, string? reason) =>
        AtFirstOpen(With(state, step => step with { Phase = phase, Reason = reason }));

    internal static RunState With(RunState state, Func<StepState, StepState> change)
    {
        var steps = state.Steps.ToArray();
        steps[state.Current] = change(steps[state.Current]);
        return state with { Steps = steps };
    }

    private static Refusal? Said(string text) =>
        string.IsNullOrWhiteSpace(text) ? RunRefusals.ReasonMissing : text.Length > LongestReason ? RunRefusals.ReasonTooLong : null;
}
