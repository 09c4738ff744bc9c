namespace Metrology.Simulators.Room;

/// <summary>What is wrong with the line or the instrument while somebody watches how a bench copes; the default is nothing. Several may hold at once.</summary>
public sealed record LineFaults
{
    public static LineFaults None { get; } = new();

    /// <summary>Names of faults, as members here are called.</summary>
    internal static readonly string[] OfEveryLine = [nameof(Silent), nameof(Garbage), nameof(Damaged), nameof(Partial), nameof(Slow)];

    internal static readonly string[] OfNumbers = [nameof(AnswersAs), nameof(TellsNumber)];

    /// <summary>A count has no noise: one that fell would be another fault.</summary>
    internal static readonly string[] OfCounters = [.. OfNumbers, nameof(ValueError), nameof(ValueDrift)];

    internal static readonly string[] OfMeters = [.. OfNumbers, nameof(ValueError), nameof(ValueNoise), nameof(ValueDrift)];

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

    /// <summary>Percent by which its values are wrong beyond its own error.</summary>
    public decimal ValueError { get; init; }

    /// <summary>Standard deviation of the noise of its momentary values, percent; a register has none.</summary>
    public decimal ValueNoise { get; init; }

    /// <summary>Percent an hour by which its values go away, from the moment it is set.</summary>
    public decimal ValueDrift { get; init; }

    /// <summary>Less resolution: the register with four decimals is missing, or a balance has ten times its division.</summary>
    public bool Coarse { get; init; }

    /// <summary>What of it concerns a meter.</summary>
    internal Meter.MeterFaults OfMeter => Meter.MeterFaults.None with
    {
        AnswersAs = AnswersAs,
        TellsNumber = TellsNumber,
        Coarse = Coarse,
        Values = OfValues,
    };

    /// <summary>What of it concerns the values of an instrument. The drift begins anew whenever it is asked for.</summary>
    internal Meter.ValueFaults OfValues => new(ValueError / 100m, ValueNoise / 100m, ValueDrift / 100m);

    /// <summary>Names of those that hold.</summary>
    internal IEnumerable<string> Set => new (string Name, bool IsSet)[]
    {
        (nameof(Silent), Silent), (nameof(Garbage), Garbage), (nameof(Damaged), Damaged), (nameof(Partial), Partial), (nameof(Slow), Slow), (nameof(AnswersAs), !string.IsNullOrWhiteSpace(AnswersAs)),
        (nameof(TellsNumber), !string.IsNullOrWhiteSpace(TellsNumber)), (nameof(NoFix), NoFix), (nameof(ClockDrift), ClockDrift != 0), (nameof(ValueError), ValueError != 0), (nameof(ValueNoise), ValueNoise != 0),
        (nameof(ValueDrift), ValueDrift != 0), (nameof(Coarse), Coarse),
    }.Where(one => one.IsSet).Select(one => one.Name);

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsNone => this == None;
}
