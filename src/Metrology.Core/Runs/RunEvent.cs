using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Something that happened at the bench. The run state is the fold of its events; each is committed before the next is accepted.</summary>
public abstract record RunEvent
{
    /// <summary>The step is begun (Enter at a waiting step): start readings follow.</summary>
    public sealed record Begun : RunEvent;

    /// <summary>Readings that belong together: all start readings, all end readings, one set of answers.</summary>
    public sealed record Observed(Stage Stage, IReadOnlyList<ObservedReading> Readings) : RunEvent;

    /// <summary>The verifier takes the point as it stands; refused while the gate is closed unless a reason is given.</summary>
    public sealed record Accepted(string? Reason) : RunEvent;

    /// <summary>The current step is done again; what was read stays, struck through.</summary>
    public sealed record RepeatRequested(string Reason) : RunEvent;

    public sealed record Skipped(string Reason) : RunEvent;

    /// <summary>A step that was accepted or skipped is opened again and done anew; what was read of it stays, marked as taken back.</summary>
    public sealed record TakenBack(StepKey Step, string Reason) : RunEvent;

    public sealed record Paused : RunEvent;

    public sealed record Resumed : RunEvent;

    /// <summary>The bench lost an instrument; the step goes back to waiting and what was read stays.</summary>
    public sealed record Interrupted(string FaultCode, string Text) : RunEvent;

    public sealed record Aborted(string Reason) : RunEvent;

    public sealed record Commented(string Text) : RunEvent;
}

public sealed record ObservedReading(string Role, string Subject, Reading Reading);
