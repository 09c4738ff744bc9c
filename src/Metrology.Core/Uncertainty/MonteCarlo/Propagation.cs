using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Propagation of distributions by Monte Carlo, JCGM 101:2008 clause 7. Trials are computed in blocks that may go to several threads; everything that is
/// formed from them is formed block by block in their order, so that the result depends on the seed alone.
/// </summary>
public static class Propagation
{
    /// <summary>Trials of one block, M of 7.9.4 for the usual probabilities.</summary>
    public const int UsualBlock = 10_000;

    private const int BlocksOfPart = 8;

    /// <summary>One result an output, or why there is none.</summary>
    /// <param name="runner">Null for one thread.</param>
    /// <param name="parts">Parts of a round that the runner may work on at the same time.</param>
    public static Outcome<IReadOnlyList<MonteCarloResult>> Run(MeasurementModel model, MonteCarloSettings settings, PartRunner? runner = null, int parts = 1)
    {
        var trials = MonteCarlo.Trials.Of(model, settings.Seed);
        if (trials.Refusal is { } refusal)
            return refusal;
        if (settings.Probability is not (> 0 and < 1) || settings.Trials is < 2 * Trials.Group or > int.MaxValue / 2)
            return UncertaintyRefusals.Settings;
        var block = BlockFor(settings.Probability);
        using var sample = new Sample(trials.Value, block, runner ?? InOrder, parts);
        using var rule = settings.Trials is null || settings.IsValidation ? new AdaptiveRule(sample, settings) : null;
        var hasVariance = Enumerable.Range(0, model.Outputs.Count).All(o => !model.WithoutVariance(o).Any());
        var isStable = hasVariance;
        if ((settings.Trials ?? (hasVariance ? null : Math.Min(MonteCarloSettings.WithoutVariance, settings.LargestNumber))) is { } wanted)
            Run(sample, rule, RoundUp(wanted));
        else
            isStable = RunUntilStable(sample, rule!, settings, block);

        return sample.FirstWithoutValue is { } output
            ? UncertaintyRefusals.NoValueInTrial(model.Outputs[output].Name) with { Field = model.Outputs[output].Name }
            : Results(model, sample, settings, (isStable, settings.IsValidation && rule!.MayValidate));
    }

    /// <summary>M = max(J, 10⁴) with J the smallest integer of at least 100/(1 − p), JCGM 101:2008 7.9.4 b).</summary>
    internal static int BlockFor(double p) => (int)RoundUp(Math.Max(UsualBlock, Math.Min(1_000_000, (long)Math.Ceiling(100 / (1 - p)))));

    /// <summary>So many trials as were asked for; the rule looks at them when they are to validate.</summary>
    private static void Run(Sample sample, AdaptiveRule? rule, long trials)
    {
        sample.Extend(trials);
        for (var i = 0; sample.FirstWithoutValue is null && i < sample.WholeBlocks; i++)
            rule?.Take(i);
    }

    private static bool RunUntilStable(Sample sample, AdaptiveRule rule, MonteCarloSettings settings, int block)
    {
        var largest = Math.Max(2L * block, settings.LargestNumber);
        for (long blocks = 1; blocks * block <= largest; blocks++)
        {
            sample.Reach(blocks * block, largest);
            if (sample.FirstWithoutValue is not null)
                return false;
            rule.Take((int)(blocks - 1));
            if (rule.IsMet)
            {
                sample.Cut(blocks * block);
                return true;
            }
        }

        return rule.IsStable;
    }

    private static List<MonteCarloResult> Results(MeasurementModel model, Sample sample, MonteCarloSettings settings, (bool IsStable, bool MayValidate) trust)
    {
        using var tails = new SampleTails();
        var results = new List<MonteCarloResult>();
        for (var o = 0; o < model.Outputs.Count; o++)
        {
            var moments = sample.MomentsOf(o);
            var (symmetric, shortest) = tails.Intervals(sample.Values(o), settings.Probability);
            results.Add(new(model.Outputs[o].Name, moments.Mean, moments.StandardDeviation, symmetric, shortest, moments.Count, trust.IsStable)
            {
                Probability = settings.Probability,
                Seed = settings.Seed,
                MayValidate = trust.MayValidate,
            });
        }

        return results;
    }

    private static long RoundUp(long trials) => (trials + Trials.Group - 1) / Trials.Group * Trials.Group;

    private static void InOrder(int parts, Action<int> part)
    {
        for (var i = 0; i < parts; i++)
            part(i);
    }

    internal static int RoundOfBlocks(int parts) => parts * BlocksOfPart;
}
