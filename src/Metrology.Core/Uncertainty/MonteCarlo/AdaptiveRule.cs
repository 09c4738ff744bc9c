namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Stopping rule of JCGM 101:2008 7.9.4: each block gives y, u(y) and the two ends of the interval; when twice the standard deviation of the average of each
/// is below the tolerance, for every output, more trials would change nothing that is printed.
/// </summary>
internal sealed class AdaptiveRule(Sample sample, MonteCarloSettings settings) : IDisposable
{
    private const double ShareForValidation = 0.2;
    private const int FewestForValidation = 10;
    private readonly SampleTails tails = new();
    private readonly Running[,] figures = new Running[sample.Outputs, 4];
    private readonly Moments[] all = new Moments[sample.Outputs];
    private int blocks;

    /// <summary>Takes the next block into account.</summary>
    public void Take(int index)
    {
        blocks++;
        for (var o = 0; o < sample.Outputs; o++)
        {
            var moments = sample.BlockMoments(o, index);
            all[o] = all[o].With(moments);
            var (symmetric, shortest) = tails.Intervals(sample.Block(o, index), settings.Probability);
            var interval = settings.Interval == IntervalKind.Symmetric ? symmetric : shortest;
            figures[o, 0] = figures[o, 0].With(moments.Mean);
            figures[o, 1] = figures[o, 1].With(moments.StandardDeviation);
            figures[o, 2] = figures[o, 2].With(interval.Low);
            figures[o, 3] = figures[o, 3].With(interval.High);
        }
    }

    /// <summary>The results are as stable as the settings ask.</summary>
    public bool IsMet => settings.IsValidation ? MayValidate : IsWithin(1);

    /// <summary>
    /// Stable within δ/5, JCGM 101:2008 8.2. The deviation of the average of a few blocks is itself known badly and may be small by chance, so that some more
    /// than the two of 7.9.4 are asked for before a GUM result is judged by them.
    /// </summary>
    public bool MayValidate => blocks >= FewestForValidation && IsWithin(ShareForValidation);

    /// <summary>Stable within δ, 7.9.4.</summary>
    public bool IsStable => IsWithin(1);

    private bool IsWithin(double share)
    {
        if (blocks < 2)
            return false;
        for (var o = 0; o < sample.Outputs; o++)
        {
            var tolerance = share * NumericalTolerance.Of(all[o].StandardDeviation, settings.SignificantDigits);
            for (var i = 0; i < 4; i++)
            {
                if (figures[o, i].DeviationOfMean(blocks) is not 0 and var s && !(2 * s < tolerance))
                    return false;
            }
        }

        return true;
    }

    public void Dispose() => tails.Dispose();

    /// <summary>Mean and squared deviations of the figures of the blocks so far.</summary>
    private readonly record struct Running(int Count, double Mean, double Squares)
    {
        public Running With(double value)
        {
            var shift = value - Mean;
            var mean = Mean + (shift / (Count + 1));
            return new(Count + 1, mean, Squares + (shift * (value - mean)));
        }

        public double DeviationOfMean(int h) => Math.Sqrt(Squares / ((double)h * (h - 1)));
    }
}
