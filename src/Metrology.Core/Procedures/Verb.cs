namespace Metrology.Core.Procedures;

/// <summary>What the bench or the verifier does for an item. The ids in files are the kebab-case names and never change.</summary>
public enum Verb
{
    /// <summary>Questions answered by the verifier.</summary>
    Inspect,

    /// <summary>Registers read at rest, a load applied, registers read at rest again.</summary>
    ReadStartEnd,

    /// <summary>Instant shown by the unit under test against the instant of the reference clock.</summary>
    ClockCompare,

    /// <summary>Ambient conditions recorded once more in the middle or at the end of the run.</summary>
    Environment,

    /// <summary>Wait at the stated settings until the unit under test is warm.</summary>
    WarmUp,

    /// <summary>Bring the source to the settings of the point and leave it there.</summary>
    Apply,

    /// <summary>Wait until the applied value has settled.</summary>
    Settle,

    /// <summary>Readings of unit under test and reference taken together at the applied settings.</summary>
    Acquire,

    /// <summary>Pulses of the reference counted while the unit under test gives a number of pulses.</summary>
    PulseCount,

    /// <summary>The fare or amount shown against the one that is due.</summary>
    FareCheck,

    /// <summary>Values that the verifier reads and types.</summary>
    Ask,
}

/// <summary>Groups of verbs that behave alike in a run.</summary>
internal static class Verbs
{
    /// <summary>Only prepares: nothing is measured, so nothing is judged.</summary>
    public static bool OnlyPrepares(this Verb verb) => verb is Verb.WarmUp or Verb.Apply or Verb.Settle;

    /// <summary>Answered by the verifier without beginning anything.</summary>
    public static bool IsAnswered(this Verb verb) => verb is Verb.Inspect or Verb.Environment or Verb.Ask;

    /// <summary>Everything is read at one moment.</summary>
    public static bool IsReadOnce(this Verb verb) => verb is Verb.ClockCompare or Verb.Acquire or Verb.PulseCount or Verb.FareCheck;
}
