namespace Metrology.Adapters.Counter;

/// <summary>Verbs and phases of the protocol that a roller bench has not; "ID" and "COUNT" are those of its lines.</summary>
public static class CounterVerbs
{
    /// <summary>Sets the count of revolutions to zero.</summary>
    public const string Start = "START";

    /// <summary>Arms the counter of pulses, and what it counted.</summary>
    public const string Gate = "GATE", Gated = "GATED";

    public const string Idle = "IDLE";

    /// <summary>Armed; the first pulse of the unit has not come.</summary>
    public const string Waiting = "WAIT";

    public const string Counting = "RUN";

    public const string Done = "DONE";
}
