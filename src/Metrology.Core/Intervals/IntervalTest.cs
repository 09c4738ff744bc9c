using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Intervals;

/// <summary>
/// Method A3, interval test: the current interval fails when the reliability target lies outside the binomial confidence limits of the observed reliability.
/// NCSLI RP-1 as described by Integrated Sciences Group, “Method A3 – Interval Test Method”, with the candidate of the published vectors.
/// </summary>
/// <param name="ObservedReliability">x ÷ n.</param>
/// <param name="BinomialCdf">P(X ≤ x) when the reliability is the target.</param>
/// <param name="RejectionConfidence">Q, confidence with which the current interval is rejected; not positive when the data agree with the target.</param>
/// <param name="Candidate">Days, before it is accepted or clamped.</param>
/// <param name="NewInterval">Whole days.</param>
/// <param name="LowerReliability">Confidence limits of the observed reliability (Clopper–Pearson).</param>
public sealed record IntervalTest(
    double ObservedReliability, double BinomialCdf, double RejectionConfidence, double Candidate, decimal NewInterval, bool IsChanged,
    double LowerReliability, double UpperReliability)
{
    public static IntervalTest Of(IntervalTestInput input)
    {
        var (x, n, target, current) = (input.InTolerance, input.Calibrations, (double)input.TargetReliability, (double)input.CurrentInterval);
        var observed = x / (double)n;
        var atMost = BetaLaw.BinomialDistribution(x, n, target);
        var exactly = BetaLaw.BinomialProbability(x, n, target);
        var isAbove = (decimal)x > input.TargetReliability * n;
        // One limit is fixed at 0 or 1 when none or all were in tolerance, so the whole confidence lies on the other side. Above the target Q = B − 1, as the
        // programme that published the vectors has it: never positive, so that an interval is lengthened only when every calibration was in tolerance.
        var q = x == 0 || x == n ? 1 - exactly : isAbove ? atMost - 1 : 1 - (2 * atMost);
        var most = (double)input.MaxChangeFactor;
        // A Q that is not positive makes the second factor larger than one; such a candidate is never accepted, but it keeps the bound too.
        var factor = isAbove ? Longer(observed - target, q, most) : Math.Clamp(Math.Pow(10, (observed - target) * q), 1 / most, most);
        var candidate = current * factor;
        var isAccepted = q > (double)input.Confidence && Math.Abs(candidate - current) >= (double)input.MinChange;
        var days = Math.Clamp(isAccepted ? new RoundingInterval(1m).Round((decimal)candidate) : input.CurrentInterval, input.MinInterval, input.MaxInterval);
        var tail = (1 - (double)input.Confidence) / 2;
        return new(
            observed, atMost, q, candidate, days, days != input.CurrentInterval,
            x == 0 ? 0 : BetaLaw.Quantile(tail, x, n - x + 1), x == n ? 1 : BetaLaw.Quantile(1 - tail, x + 1, n - x));
    }

    private static double Longer(double excess, double q, double most) =>
        q >= 1 ? most : Math.Min(Math.Pow(10, excess / (1 - q)), most);
}

/// <param name="InTolerance">x, of <paramref name="Calibrations"/> n at the current interval.</param>
/// <param name="Confidence">Smallest Q for which the interval is changed.</param>
/// <param name="MaxChangeFactor">The interval is at most multiplied or divided by this at once.</param>
public sealed record IntervalTestInput(
    int InTolerance, int Calibrations, decimal TargetReliability, decimal CurrentInterval, decimal Confidence, decimal MaxChangeFactor, decimal MinChange,
    decimal MinInterval, decimal MaxInterval);
