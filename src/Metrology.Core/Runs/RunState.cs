namespace Metrology.Core.Runs;

/// <summary>Where a run stands. Immutable; <see cref="RunMachine.Advance"/> gives the next one.</summary>
public sealed record RunState
{
    public required RunPlan Plan { get; init; }
    public required IReadOnlyList<StepState> Steps { get; init; }

    /// <summary>Index of the current step, the first that is not done; equal to the number of steps when all are.</summary>
    public required int Current { get; init; }

    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Attempts whose step was taken back after it was done, in that order.</summary>
    public IReadOnlyList<Withdrawal> Withdrawals { get; init; } = [];

    public bool IsPaused { get; init; }
    public bool IsAborted { get; init; }

    public bool IsFinished => IsAborted || Current >= Steps.Count;

    public PlannedStep? CurrentStep => IsFinished ? null : Plan.Steps[Current];

    /// <summary>The steps that may be taken back now, in their order.</summary>
    public IEnumerable<PlannedStep> Done => IsFinished ? [] : Plan.Steps.Where((_, i) => Steps[i].IsDone);
}

/// <summary>A step that was done and then taken back.</summary>
/// <param name="Attempt">The attempt that counted until then.</param>
public sealed record Withdrawal(StepKey Step, int Attempt, string Reason)
{
    /// <summary>The observation is of what was taken back.</summary>
    public bool Is(Observation one) => one.Step == Step && one.Attempt == Attempt;
}

/// <param name="Attempt">Number of the attempt under way or last made, from 1.</param>
/// <param name="Reason">Reason of a skip, of an acceptance against a closed gate, or of the last repeat.</param>
/// <param name="Prepared">Acts of preparation done in this attempt.</param>
public sealed record StepState(StepPhase Phase, int Attempt, string? Reason, int Prepared = 0)
{
    public bool IsDone => Phase is StepPhase.Accepted or StepPhase.Skipped;
}

public enum StepPhase
{
    /// <summary>Nothing read in this attempt.</summary>
    Waiting,

    /// <summary>Begun: start readings are being taken.</summary>
    Starting,

    /// <summary>Start readings stand; the load is applied until the end readings come.</summary>
    Loaded,

    /// <summary>Everything is read; the verifier decides.</summary>
    Read,

    Accepted,
    Skipped,

    /// <summary>Begun: warm-up, applying and settling come before the readings.</summary>
    Preparing,
}
