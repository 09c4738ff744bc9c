namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Validation of a GUM result by Monte Carlo, JCGM 101:2008 8.1: the ends of the two coverage intervals differ by no more than the numerical tolerance.
/// </summary>
/// <param name="LowDifference">d_low = |y − U_p − y_low|.</param>
/// <param name="HighDifference">d_high = |y + U_p − y_high|.</param>
/// <param name="Tolerance">δ of the u of the GUM result.</param>
public sealed record GumValidation(double LowDifference, double HighDifference, double Tolerance)
{
    public bool IsValid => LowDifference <= Tolerance && HighDifference <= Tolerance;

    /// <param name="budget">Its U must be for the probability of the Monte Carlo result.</param>
    public static GumValidation Of(UncertaintyBudget budget, MonteCarloResult trials, int significantDigits = 2, IntervalKind kind = IntervalKind.Symmetric)
    {
        var (value, interval) = (budget.Value ?? 0, trials.Interval(kind));
        return new(
            Math.Abs(value - budget.Expanded - interval.Low), Math.Abs(value + budget.Expanded - interval.High),
            NumericalTolerance.Of(budget.Combined, significantDigits));
    }
}
