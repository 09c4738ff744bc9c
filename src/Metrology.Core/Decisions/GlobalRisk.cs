using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>
/// Risk over a production process, JCGM 106:2012 clause 9: the true value is normal about the process mean, the measurement error is normal about zero and
/// independent of it.
/// </summary>
/// <param name="FalseAccept">Probability that an item does not conform and is accepted (consumer's risk R_C).</param>
/// <param name="FalseReject">Probability that an item conforms and is rejected (producer's risk R_P).</param>
/// <param name="Accepted">Probability that an item is accepted.</param>
/// <param name="Conforming">Probability that an item conforms.</param>
public sealed record GlobalRisk(double FalseAccept, double FalseReject, double Accepted, double Conforming)
{
    private const double Reach = 9; // standard deviations beyond which nothing counts in a double
    private const int Panels = 64;

    /// <summary>Share of the accepted items that do not conform.</summary>
    public double FalseAcceptOfAccepted => Accepted > 0 ? FalseAccept / Accepted : 0;

    /// <summary>Share of the rejected items that conform.</summary>
    public double FalseRejectOfRejected => Accepted < 1 ? FalseReject / (1 - Accepted) : 0;

    /// <param name="limits">Tolerance.</param>
    /// <param name="acceptance">Results that are accepted.</param>
    /// <param name="testDeviation">Standard deviation of the measurement error.</param>
    public static Outcome<GlobalRisk> Of(ToleranceLimits limits, ToleranceLimits acceptance, NormalProcess process, double testDeviation)
    {
        if (!(process.Deviation > 0) || !(testDeviation >= 0))
            return DecisionRefusals.NegativeUncertainty;
        var (low, high) = Ends(limits);
        var (from, to) = (process.Mean - (Reach * process.Deviation), process.Mean + (Reach * process.Deviation));
        var accept = Ends(acceptance);
        var inside = Integral(Math.Max(low, from), Math.Min(high, to), accept, process, testDeviation);
        var outside = Integral(from, Math.Min(low, to), accept, process, testDeviation) + Integral(Math.Max(high, from), to, accept, process, testDeviation);
        var conforming = NormalLaw.Between((low - process.Mean) / process.Deviation, (high - process.Mean) / process.Deviation);
        return new GlobalRisk(outside, Math.Max(0, conforming - inside), inside + outside, conforming);
    }

    /// <summary>σ of a process centred between symmetric limits ±T that a fraction p of its items meet: T/Φ⁻¹((1 + p)/2).</summary>
    public static Outcome<double> DeviationFor(double inToleranceProbability, ToleranceLimits limits) =>
        inToleranceProbability is > 0 and < 1 && limits.Upper is > 0m and { } upper && limits.Lower == -upper
            ? (double)upper / NormalLaw.Quantile((1 + inToleranceProbability) / 2)
            : DecisionRefusals.BadProbability;

    /// <summary>∫ φ(x)·P(accepted | x) dx, in panels no wider than the edges of the acceptance are sharp.</summary>
    private static double Integral(double a, double b, (double Low, double High) accept, NormalProcess process, double test)
    {
        if (!(a < b))
            return 0;

        // Near an acceptance limit the probability changes within a few test deviations: the limits of such zones are ends of panels.
        var ends = new SortedSet<double> { a, b };
        foreach (var edge in new[] { accept.Low, accept.High })
        {
            for (var k = -4; k <= 4; k++)
            {
                var end = edge + (k * Reach / 4 * test);
                if (end > a && end < b)
                    ends.Add(end);
            }
        }

        var sum = 0.0;
        foreach (var (from, to) in ends.Zip(ends.Skip(1)))
        {
            for (var i = 0; i < Panels; i++)
                sum += GaussLegendre.Integrate(x => process.Density(x) * Accepts(x), from + ((to - from) * i / Panels), from + ((to - from) * (i + 1) / Panels));
        }

        return sum;

        double Accepts(double x) => test == 0
            ? x >= accept.Low && x <= accept.High ? 1 : 0
            : NormalLaw.Between((accept.Low - x) / test, (accept.High - x) / test);
    }

    private static (double Low, double High) Ends(ToleranceLimits limits) =>
        ((double?)limits.Lower ?? double.NegativeInfinity, (double?)limits.Upper ?? double.PositiveInfinity);
}

/// <summary>Distribution of the true values of a population of items.</summary>
public readonly record struct NormalProcess(double Mean, double Deviation)
{
    public double Density(double x) => NormalLaw.Density((x - Mean) / Deviation) / Deviation;
}
