namespace Metrology.Simulators.Meter;

/// <summary>How a simulated meter misbehaves; the default is not at all.</summary>
public sealed record MeterFaults
{
    public static MeterFaults None { get; } = new();

    /// <summary>Bytes sent before each answer, a stray 68H among them.</summary>
    public bool Noise { get; init; }

    /// <summary>Every n-th answer has a wrong checksum; 1 means all, 0 none.</summary>
    public int BadChecksumEvery { get; init; }

    public bool Silent { get; init; }

    /// <summary>Refuses every request with this error byte.</summary>
    public byte? RefusesWith { get; init; }

    /// <summary>Answers under another address.</summary>
    public string? AnswersAs { get; init; }

    /// <summary>Another serial number than its own, at its own address.</summary>
    public string? TellsNumber { get; init; }

    /// <summary>How its values are wrong beyond its own error.</summary>
    public ValueFaults Values { get; init; } = ValueFaults.None;

    /// <summary>Has no register with four decimals.</summary>
    public bool Coarse { get; init; }
}
