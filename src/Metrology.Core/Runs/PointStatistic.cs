using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>What the errors of a point are made into before they are judged. The formula language sees one repeat only; these see them all.</summary>
internal static class PointStatistic
{
    /// <summary>The value that is judged, or null when there are too few repeats for it.</summary>
    public static ExactNumber? Of(Statistic statistic, IReadOnlyList<ExactNumber> errors, PermissibleZone zone) => errors.Count == 0 ? null : statistic switch
    {
        Statistic.Mean => ExactNumber.Mean(errors),
        Statistic.Worst => errors[IndexOfWorst(errors, zone)],
        Statistic.StandardDeviation => errors.Count < 2 ? null : StandardDeviation(errors),
        Statistic.Range => errors.Count < 2 ? null : errors.MaxBy(error => error.Exact) - errors.MinBy(error => error.Exact),
    };

    /// <summary>Index of the error that lies farthest beyond, or nearest to, a limit; the first of equals.</summary>
    public static int IndexOfWorst(IReadOnlyList<ExactNumber> errors, PermissibleZone zone) => Enumerable.Range(0, errors.Count)
        .MaxBy(i => zone.IsKnown ? zone.Excess(errors[i].Exact) : errors[i].Exact.Magnitude);

    /// <summary>s = √(Σ(xᵢ − x̄)²/(n − 1)), the sum in decimal, the root by Newton in decimal so that every machine gives the same digits.</summary>
    private static ExactNumber StandardDeviation(IReadOnlyList<ExactNumber> errors)
    {
        var mean = errors.Sum(error => error.Shown) / errors.Count;
        var shown = Root(errors.Sum(error => (error.Shown - mean) * (error.Shown - mean)) / (errors.Count - 1));
        var exactMean = ExactFraction.Mean([.. errors.Select(error => error.Exact)]);
        var variance = errors.Aggregate((ExactFraction)0, (sum, error) => sum + (error.Exact - exactMean).Squared) / (errors.Count - 1);
        // A root that is no fraction is never equal to a limit, so that its decimal decides as well.
        return variance.RootOrNull() is { } root ? ExactNumber.Of(shown, root) : shown;
    }

    private static decimal Root(decimal square)
    {
        if (square == 0m)
            return 0m;
        var root = (decimal)Math.Sqrt((double)square);
        // Below the smallest double root the decimal is zero to all its digits.
        for (var i = 0; i < 3 && root != 0m; i++)
            root = (root + (square / root)) / 2m;
        return root;
    }
}
