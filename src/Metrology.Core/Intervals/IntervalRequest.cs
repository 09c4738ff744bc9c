namespace Metrology.Core.Intervals;

/// <summary>What a laboratory asks of one method, with what holds for the interval whatever the method: the regulation's maximum and a setting by hand.</summary>
public abstract record IntervalRequest
{
    private IntervalRequest()
    {
    }

    /// <summary>Cycle of the regulation, days.</summary>
    public decimal? RegulationCycle { get; init; }

    /// <summary>The work is verification (检定), so the cycle is a maximum; for calibration (校准) it is not.</summary>
    public bool IsVerification { get; init; }

    public IntervalOverride? Override { get; init; }

    public sealed record Test(IntervalTestInput Input) : IntervalRequest;

    public sealed record Stairs(Staircase Settings, IReadOnlyList<decimal> ErrorsOverLimit, decimal CurrentInterval) : IntervalRequest;

    public sealed record Pattern(LastThree Settings, IReadOnlyList<bool> InTolerance, decimal CurrentInterval) : IntervalRequest;

    public sealed record Cap(decimal Computed) : IntervalRequest;

    public sealed record Fit(DriftData Data) : IntervalRequest;

    /// <param name="Initial">u₀, standard uncertainty right after calibration.</param>
    public sealed record UncertaintyTarget(DriftData Data, double Initial, double Target) : IntervalRequest;

    /// <param name="Start">y₀, value right after calibration.</param>
    public sealed record ReliabilityTarget(DriftData Data, double Initial, double Start, DriftLimits Limits) : IntervalRequest;

    public sealed record Binomial(IReadOnlyList<ReliabilityGroup> Groups, double Target, string? Model) : IntervalRequest;

    public sealed record Trend(IReadOnlyList<double> Days, IReadOnlyList<double> Errors, DriftLimits Limits) : IntervalRequest;
}

/// <param name="Days">Time since calibration.</param>
/// <param name="Order">Highest power of t in the model.</param>
public sealed record DriftData(IReadOnlyList<double> Days, IReadOnlyList<double> Deviations, int Order);
