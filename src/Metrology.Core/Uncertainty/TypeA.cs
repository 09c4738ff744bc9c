namespace Metrology.Core.Uncertainty;

/// <summary>Statistics of repeated observations, JCGM 100:2008 4.2.</summary>
public static class TypeA
{
    public static double Mean(IReadOnlyCollection<double> values) => values.Sum() / values.Count;

    /// <summary>Experimental standard deviation s with n − 1 in the denominator.</summary>
    /// <exception cref="ArgumentException">Fewer than two values.</exception>
    public static double StandardDeviation(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
            throw new ArgumentException("A standard deviation needs two values.", nameof(values));
        var mean = Mean(values);
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>s ÷ √n.</summary>
    public static double OfMean(IReadOnlyCollection<double> values) => StandardDeviation(values) / Math.Sqrt(values.Count);

    /// <summary>r of two series observed together, JCGM 100:2008 5.2.3; zero when one of them does not vary.</summary>
    public static double Correlation(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (meanA, meanB) = (Mean(a), Mean(b));
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Count; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + (x * y), aa + (x * x), bb + (y * y));
        }

        return aa > 0 && bb > 0 ? Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1) : 0;
    }
}
