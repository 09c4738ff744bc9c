namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>What trials say of a GUM result.</summary>
public enum ValidationOutcome
{
    /// <summary>The ends of the intervals agree within the numerical tolerance.</summary>
    Validated,

    /// <summary>They do not: the result of the trials is to be used.</summary>
    NotValidated,

    /// <summary>The trials are not stable within a fifth of the tolerance, so they decide nothing.</summary>
    TooFewTrials,
}

/// <summary>
/// Validation of a GUM result by Monte Carlo, JCGM 101:2008 8.1: the ends of the two coverage intervals differ by no more than the numerical tolerance.
/// </summary>
/// <param name="LowDifference">d_low = |y − U_p − y_low|.</param>
/// <param name="HighDifference">d_high = |y + U_p − y_high|.</param>
/// <param name="Tolerance">δ of the u of the GUM result.</param>
/// <param name="MayDecide">The trials are as good as 8.2 asks.</param>
public sealed record GumValidation(double LowDifference, double HighDifference, double Tolerance, bool MayDecide)
{
    /// <summary>U_p of the GUM interval that was compared.</summary>
    public double Expanded { get; init; }

    /// <summary>k_p = t_p(ν_eff) of it.</summary>
    public double CoverageFactor { get; init; }

    /// <summary>Both differences are within the tolerance, whatever the trials are worth.</summary>
    public bool IsWithinTolerance => LowDifference <= Tolerance && HighDifference <= Tolerance;

    public ValidationOutcome Outcome => !MayDecide ? ValidationOutcome.TooFewTrials : IsWithinTolerance ? ValidationOutcome.Validated : ValidationOutcome.NotValidated;

    /// <param name="budget">Its U must be for the probability of the Monte Carlo result.</param>
    public static GumValidation Of(UncertaintyBudget budget, MonteCarloResult trials, int significantDigits = 2, IntervalKind kind = IntervalKind.Symmetric)
    {
        var (value, interval) = (budget.Value ?? 0, trials.Interval(kind));
        return new(
            Math.Abs(value - budget.Expanded - interval.Low), Math.Abs(value + budget.Expanded - interval.High),
            NumericalTolerance.Of(budget.Combined, significantDigits), trials.MayValidate)
        {
            Expanded = budget.Expanded,
            CoverageFactor = budget.CoverageFactor,
        };
    }
}
