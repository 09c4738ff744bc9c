using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>
/// Method S2, binomial method (NCSLI RP-1 appendix D): reliability models fitted to calibrations grouped by elapsed time, by maximum likelihood. The model is
/// chosen by Akaike's criterion, not by RP-1's figure of merit, whose text was not available; all fits are shown.
/// </summary>
/// <param name="Fits">Best first.</param>
public sealed record ReliabilityFit(IReadOnlyList<FittedModel> Fits)
{
    public FittedModel Best => Fits[0];

    /// <param name="model">Id of the only model to use, or null for all.</param>
    public static Outcome<ReliabilityFit> Of(IReadOnlyList<ReliabilityGroup> groups, double target, string? model = null)
    {
        // Times in units of their mean, so that one start serves days and years.
        var scale = groups.Sum(group => group.Days * group.Calibrations) / groups.Sum(group => group.Calibrations);
        var fits = ReliabilityModel.All.Where(one => (model is null || one.Id == model) && one.Parameters <= groups.Count)
            .Select(one => Fit(one, groups, target, scale)).OfType<FittedModel>().OrderBy(fit => fit.Akaike).ToList();
        return fits.Count == 0 ? IntervalRefusals.NoFit : new ReliabilityFit(fits);
    }

    private static FittedModel? Fit(ReliabilityModel model, IReadOnlyList<ReliabilityGroup> groups, double target, double scale)
    {
        double Cost(double[] logs)
        {
            var p = logs.Select(Math.Exp).ToArray();
            return -groups.Sum(group => group.LogLikelihood(model.At(group.Days / scale, p)));
        }

        double[] starts = [-2, 0];
        var best = starts.Select(start => Simplex.Minimise(Cost, [.. Enumerable.Repeat(start, model.Parameters)])).MinBy(Cost)!;
        var cost = Cost(best);
        if (!double.IsFinite(cost) || cost >= double.MaxValue)
            return null;
        var parameters = best.Select(Math.Exp).ToArray();
        double Reliability(double days) => model.At(days / scale, parameters);
        var deviance = 2 * (cost + groups.Sum(group => group.LogLikelihood(group.Observed)));
        return new(model.Id, -cost, (2 * cost) + (2 * model.Parameters), Math.Max(deviance, 0), groups.Count - model.Parameters, Last(Reliability, target), Reliability);
    }

    /// <summary>The models never rise, so the last time at or above the target is found by bisection.</summary>
    private static double? Last(Func<double, double> reliability, double target)
    {
        var (low, high) = (0.0, DriftTarget.Horizon);
        if (reliability(low) <= target)
            return 0;
        if (reliability(high) > target)
            return null;
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                return middle;
            (low, high) = reliability(middle) > target ? (middle, high) : (low, middle);
        }
    }
}

/// <summary>Calibrations after about the same elapsed time.</summary>
public sealed record ReliabilityGroup(double Days, int Calibrations, double InTolerance)
{
    public double Observed => InTolerance / Calibrations;

    internal double LogLikelihood(double reliability) =>
        Term(InTolerance, reliability) + Term(Calibrations - InTolerance, 1 - reliability);

    private static double Term(double count, double probability) => count == 0 ? 0 : count * Math.Log(probability);
}

/// <param name="Akaike">2·parameters − 2·log-likelihood; smaller is better.</param>
/// <param name="Deviance">Twice the distance to the best possible log-likelihood; about the degrees of freedom when the model holds.</param>
/// <param name="Days">Time at which the reliability falls to the target; null when it never does.</param>
public sealed record FittedModel(
    string Model, double LogLikelihood, double Akaike, double Deviance, int DegreesOfFreedom, double? Days, Func<double, double> Reliability);
