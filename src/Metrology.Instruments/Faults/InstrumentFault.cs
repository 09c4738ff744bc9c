using Metrology.Core.Words;

namespace Metrology.Instruments.Faults;

/// <summary>An instrument or its link did not do what it must. Thrown by links and adapters only; the bench turns it into an event of the run.</summary>
public sealed class InstrumentFault(FaultKind kind, string code, BilingualText text, Exception? cause = null) : Exception(text.En, cause)
{
    public FaultKind Kind { get; } = kind;

    /// <summary>Stable, for example "link.unplugged" or "dlt645.bad-checksum".</summary>
    public string Code { get; } = code;

    public BilingualText Text { get; } = text;

    /// <summary>The same as a value, for what only counts and shows.</summary>
    public Refusal Reason => new(Code, Text);

    /// <summary>Whether trying the same exchange again can help.</summary>
    public bool IsTransient => Kind is FaultKind.Timeout or FaultKind.Garbled;
}

public enum FaultKind
{
    /// <summary>The port or peer is not there, or is gone.</summary>
    Unreachable,

    /// <summary>Somebody else has it.</summary>
    Taken,

    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>Bytes came and made no sense.</summary>
    Garbled,

    /// <summary>The instrument understood and said no.</summary>
    Refused,

    /// <summary>Another instrument answered than the one registered.</summary>
    WrongIdentity,
}
