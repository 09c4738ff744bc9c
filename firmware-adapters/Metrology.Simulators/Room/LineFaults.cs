namespace Metrology.Simulators.Room;

/// <summary>What is wrong with the line or the instrument while somebody watches how a bench copes; the default is nothing. Several may hold at once.</summary>
public sealed record LineFaults
{
    public static LineFaults None { get; } = new();

    /// <summary>Hears everything and answers nothing.</summary>
    public bool Silent { get; init; }

    /// <summary>Bytes of no frame before each answer, such as a bus gives that is switched on.</summary>
    public bool Garbage { get; init; }

    /// <summary>A bit of each answer is turned, so that its check does not hold.</summary>
    public bool Damaged { get; init; }

    /// <summary>Each answer ends in its middle.</summary>
    public bool Partial { get; init; }

    /// <summary>Waits between two bytes of an answer.</summary>
    public bool Slow { get; init; }

    /// <summary>Another address than its own, for what has one; null for its own.</summary>
    public string? AnswersAs { get; init; }

    /// <summary>Another serial number than its own, at its own address; null for its own.</summary>
    public string? TellsNumber { get; init; }

    /// <summary>Of an instrument that is known by its number alone.</summary>
    internal string? Identity => AnswersAs ?? TellsNumber;

    /// <summary>A receiver that sees no satellites.</summary>
    public bool NoFix { get; init; }

    /// <summary>Seconds that its clock gains in an hour.</summary>
    public decimal ClockDrift { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsNone => this == None;
}
