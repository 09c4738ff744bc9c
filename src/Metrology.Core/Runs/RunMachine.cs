using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The bench run as a pure state machine: state + event → next state, and state → what to do.</summary>
public static class RunMachine
{
    /// <summary>The plan of a run, or why the nameplate does not allow one.</summary>
    public static Outcome<RunPlan> Plan(Procedure procedure, Nameplate nameplate, VerificationKind kind) => throw new NotImplementedException();

    public static RunState Begin(RunPlan plan) => throw new NotImplementedException();

    /// <summary>The next state with the observations that the event added at its end, or why the event is not possible now. Refusals change nothing.</summary>
    public static Outcome<RunState> Advance(RunState state, RunEvent happened) => throw new NotImplementedException();

    /// <summary>What to do in this state.</summary>
    public static Directive Next(RunState state) => throw new NotImplementedException();
}
