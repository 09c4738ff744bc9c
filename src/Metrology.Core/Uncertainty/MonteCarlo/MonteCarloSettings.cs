namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>Runs parts 0 … parts − 1, one after another or on several threads; returns when all are done.</summary>
public delegate void PartRunner(int parts, Action<int> part);

/// <summary>What a propagation of distributions is asked for.</summary>
/// <param name="Probability">Coverage probability p of the intervals.</param>
/// <param name="Trials">Fixed number of trials M; null for as many as JCGM 101:2008 7.9 needs.</param>
public sealed record MonteCarloSettings(double Probability = 0.95, long? Trials = null)
{
    /// <summary>Enough for 95 % and two digits of any linear normal model under the tolerance of a validation.</summary>
    public const long DefaultLargest = 30_000_000;

    /// <summary>Trials of a model without variance, in which no rule can see whether u is stable: M of JCGM 101:2008 7.2.1.</summary>
    public const long WithoutVariance = 1_000_000;

    /// <summary>Key of the generator; a result is reproduced by its seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Significant digits n_dig of u that count, JCGM 101:2008 7.9.2.</summary>
    public int SignificantDigits { get; init; } = 2;

    /// <summary>The trials are to validate a GUM result: they must be stable within a fifth of the numerical tolerance, JCGM 101:2008 8.2.</summary>
    public bool IsValidation { get; init; }

    /// <summary>The interval whose ends must be stable.</summary>
    public IntervalKind Interval { get; init; } = IntervalKind.Symmetric;

    /// <summary>An adaptive run ends here at the latest.</summary>
    public long LargestNumber { get; init; } = DefaultLargest;
}

/// <summary>Result of the propagation of distributions for one output, JCGM 101:2008 5.5.</summary>
/// <param name="Mean">Estimate y: average of the trials.</param>
/// <param name="StandardUncertainty">u(y): their standard deviation.</param>
/// <param name="Trials">Number of trials behind it.</param>
/// <param name="IsStable">The adaptive rule was met; always true for a number of trials that was asked for, never where there is no variance.</param>
public sealed record MonteCarloResult(
    string Output, double Mean, double StandardUncertainty, CoverageInterval Symmetric, CoverageInterval Shortest, long Trials, bool IsStable)
{
    /// <summary>p of the intervals.</summary>
    public double Probability { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Stable within a fifth of the numerical tolerance, so that they may validate a GUM result (JCGM 101:2008 8.2); false when nobody asked for that.</summary>
    public bool MayValidate { get; init; }

    public CoverageInterval Interval(IntervalKind kind) => kind == IntervalKind.Symmetric ? Symmetric : Shortest;
}
