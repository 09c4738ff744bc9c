using Metrology.Core.Procedures;

namespace Metrology.Core.Runs;

/// <summary>What the errors of a point are made into before they are judged. The formula language sees one repeat only; these see them all.</summary>
public static class PointStatistic
{
    /// <summary>The value that is judged, or null when there are too few repeats for it.</summary>
    public static decimal? Of(Statistic statistic, IReadOnlyList<decimal> errors, PermissibleZone zone) => errors.Count == 0 ? null : statistic switch
    {
        Statistic.Mean => errors.Sum() / errors.Count,
        Statistic.Worst => Worst(errors, zone),
        Statistic.StandardDeviation => errors.Count < 2 ? null : StandardDeviation(errors),
        Statistic.Range => errors.Count < 2 ? null : errors.Max() - errors.Min(),
    };

    /// <summary>The error that lies farthest beyond, or nearest to, a limit; the first of equals, its sign kept.</summary>
    private static decimal Worst(IReadOnlyList<decimal> errors, PermissibleZone zone) =>
        zone.IsKnown ? errors.MaxBy(zone.Excess) : errors.MaxBy(Math.Abs);

    /// <summary>s = √(Σ(xᵢ − x̄)²/(n − 1)), the sum in decimal, the root by Newton in decimal so that every machine gives the same digits.</summary>
    private static decimal StandardDeviation(IReadOnlyList<decimal> errors)
    {
        var mean = errors.Sum() / errors.Count;
        return Root(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Count - 1));
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
