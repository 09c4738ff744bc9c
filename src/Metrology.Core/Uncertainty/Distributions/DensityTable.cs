using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Distributions;

/// <summary>A density given by points, linear between them; normalised here, so that any positive multiple of it will do.</summary>
public sealed class DensityTable
{
    private readonly double[] x;
    private readonly double[] density;
    private readonly double[] below;

    private DensityTable(double[] x, double[] density)
    {
        (this.x, this.density, below) = (x, density, new double[x.Length]);
        var (first, second) = (0.0, 0.0);
        for (var i = 1; i < x.Length; i++)
        {
            var (a, h) = (x[i - 1], x[i] - x[i - 1]);
            var (p, q) = (density[i - 1], density[i]);
            below[i] = below[i - 1] + (h * (p + q) / 2);
            // ∫ t·f and ∫ t²·f over t = 0…h, then moved to a.
            var (area, m1, m2) = (h * (p + q) / 2, h * h * (p + (2 * q)) / 6, h * h * h * (p + (3 * q)) / 12);
            first += (a * area) + m1;
            second += (a * a * area) + (2 * a * m1) + m2;
        }

        var total = below[^1];
        Mean = first / total;
        StandardDeviation = Math.Sqrt(Math.Max(0, (second / total) - (Mean * Mean)));
        for (var i = 0; i < x.Length; i++)
            (this.density[i], below[i]) = (density[i] / total, below[i] / total);
    }

    public double Mean { get; }

    public double StandardDeviation { get; }

    /// <summary>The table, or what is wrong with it.</summary>
    public static Outcome<DensityTable> Of(IReadOnlyList<(double X, double Density)> points)
    {
        if (points.Count < 2 || !points.All(point => double.IsFinite(point.X) && double.IsFinite(point.Density) && point.Density >= 0)
            || !points.Zip(points.Skip(1), (a, b) => a.X < b.X).All(isIncreasing => isIncreasing) || points.All(point => point.Density == 0))
        {
            return Refusal.Of(
                "uncertainty.table", "数据表至少要两点，x 递增，密度不为负且不全为零。",
                "A table has two points or more, with increasing x and densities that are not negative and not all zero.");
        }

        return new DensityTable([.. points.Select(point => point.X)], [.. points.Select(point => point.Density)]);
    }

    /// <summary>The value below which the fraction <paramref name="p"/> lies.</summary>
    internal double Quantile(double p)
    {
        var (low, high) = (0, x.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = below[middle] <= p ? (middle, high) : (low, middle);
        }

        // f·t + g·t²/2 = rest, with slope g; in the form that also stands when g is zero.
        var (rest, f, g) = (p - below[low], density[low], (density[high] - density[low]) / (x[high] - x[low]));
        var root = f + Math.Sqrt(Math.Max(0, (f * f) + (2 * g * rest)));
        return x[low] + (root > 0 ? Math.Min(2 * rest / root, x[high] - x[low]) : 0);
    }
}
