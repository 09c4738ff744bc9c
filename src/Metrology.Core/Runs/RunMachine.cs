using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The bench run as a pure state machine: state + event → next state, and state → what to do.</summary>
/// <remarks>
/// A measuring step goes Waiting → (Begun) Starting → (Observed) Loaded or Read → (Accepted) done; questions and ambient conditions go from Waiting
/// straight to Read. Only the current step can be repeated: what is accepted stands, and a doubt about it is a comment or an abort. A pause holds the
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
        if (state.IsPaused && happened is RunEvent.Begun or RunEvent.Accepted or RunEvent.RepeatRequested or RunEvent.Skipped or RunEvent.Paused)
            return RunRefusals.Paused;
        return happened switch
        {
            RunEvent.Begun => Begun(state),
            RunEvent.Observed observed => Observing.Add(state, observed),
            RunEvent.Accepted accepted => Accept(state, accepted.Reason),
            RunEvent.RepeatRequested repeat => Repeat(state, repeat.Reason),
            RunEvent.Skipped skipped => Said(skipped.Reason) is { } wrong ? wrong : Leave(state, StepPhase.Skipped, skipped.Reason),
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
        var phase = state.Steps[state.Current].Phase;
        return phase switch
        {
            StepPhase.Read => new Directive.AwaitAcceptance(Evaluator.GateIsOpen(state)),
            _ when step.IsEnvironment => new Directive.AskEnvironment(state.Plan.Procedure.Environment),
            _ when step.Verb == Verb.Inspect => new Directive.AskChecks(state.Plan.ItemOf(step)),
            StepPhase.Waiting => new Directive.AwaitBegin(step),
            StepPhase.Loaded => new Directive.ApplyLoad(step.Settings),
            _ when step.Verb == Verb.ClockCompare => new Directive.CompareClock(),
            _ => new Directive.ReadRegisters(Stage.Start, [.. state.Plan.ItemOf(step).Variables.Values]),
        };
    }

    private static Outcome<RunState> Begun(RunState state) => state.Steps[state.Current].Phase == StepPhase.Waiting
        ? With(state, step => step with { Phase = StepPhase.Starting })
        : RunRefusals.NotWaiting;

    private static Outcome<RunState> Accept(RunState state, string? reason)
    {
        if (state.Steps[state.Current].Phase != StepPhase.Read)
            return RunRefusals.NotRead;
        if (reason is not null && Said(reason) is { } wrong)
            return wrong;
        if (reason is null && !Evaluator.GateIsOpen(state))
            return RunRefusals.GateClosed;
        return Leave(state, StepPhase.Accepted, reason ?? state.Steps[state.Current].Reason);
    }

    private static Outcome<RunState> Repeat(RunState state, string reason)
    {
        if (Said(reason) is { } wrong)
            return wrong;
        return state.Steps[state.Current].Phase == StepPhase.Waiting ? RunRefusals.NothingToRepeat : Again(state, reason);
    }

    private static RunState Interrupt(RunState state, string reason) =>
        state.Steps[state.Current].Phase is StepPhase.Starting or StepPhase.Loaded ? Again(state, reason) : state;

    private static RunState Again(RunState state, string reason) => With(state, step => new(StepPhase.Waiting, step.Attempt + 1, reason));

    private static RunState Leave(RunState state, StepPhase phase, string? reason) =>
        With(state, step => step with { Phase = phase, Reason = reason }) with { Current = state.Current + 1 };

    internal static RunState With(RunState state, Func<StepState, StepState> change)
    {
        var steps = state.Steps.ToArray();
        steps[state.Current] = change(steps[state.Current]);
        return state with { Steps = steps };
    }

    private static Refusal? Said(string text) =>
        string.IsNullOrWhiteSpace(text) ? RunRefusals.ReasonMissing : text.Length > LongestReason ? RunRefusals.ReasonTooLong : null;
}
