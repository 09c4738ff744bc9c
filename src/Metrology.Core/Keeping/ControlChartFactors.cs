namespace Metrology.Core.Keeping;

/// <summary>
/// Factors of Shewhart charts for groups of n observations (GB/T 17989.2 / ISO 7870-2): from c₄ and from the mean d₂ and standard deviation d₃ of the range
/// of n standard normal values.
/// </summary>
internal sealed record ControlChartFactors(double MeanByDeviation, double DeviationLower, double DeviationUpper, double MeanByRange, double RangeLower, double RangeUpper)
{
    public const int SmallestGroup = 2;
    public const int LargestGroup = 25;

    // d₂ and d₃ for n = 2 … 25, the usual table values; the tests compute them again.
    private static readonly double[] D2 =
    [
        1.12838, 1.69257, 2.05875, 2.32593, 2.53441, 2.70436, 2.84720, 2.97003, 3.07751, 3.17287, 3.25846, 3.33598, 3.40676, 3.47183, 3.53198, 3.58788, 3.64006,
        3.68896, 3.73495, 3.77834, 3.81938, 3.85832, 3.89535, 3.93063,
    ];

    private static readonly double[] D3 =
    [
        0.853, 0.888, 0.880, 0.864, 0.848, 0.833, 0.820, 0.808, 0.797, 0.787, 0.778, 0.770, 0.763, 0.756, 0.750, 0.744, 0.739, 0.734, 0.729, 0.724, 0.720, 0.716,
        0.712, 0.708,
    ];

    public static ControlChartFactors Of(int n)
    {
        var (c4, d2, d3) = (C4(n), MeanRange(n), D3[n - SmallestGroup]);
        var (spread, range) = (3 * Math.Sqrt(1 - (c4 * c4)) / c4, 3 * d3 / d2);
        return new(3 / (c4 * Math.Sqrt(n)), Math.Max(1 - spread, 0), 1 + spread, 3 / (d2 * Math.Sqrt(n)), Math.Max(1 - range, 0), 1 + range);
    }

    internal static double MeanRange(int n) => D2[n - SmallestGroup];

    internal static double DeviationOfRange(int n) => D3[n - SmallestGroup];

    /// <summary>c₄(n) = √(2/(n − 1))·Γ(n/2)/Γ((n − 1)/2), by c₄(2) = √(2/π) and c₄(n)·c₄(n + 1) = √((n − 1)/n).</summary>
    internal static double C4(int n)
    {
        var c4 = Math.Sqrt(2 / Math.PI);
        for (var i = 2; i < n; i++)
            c4 = Math.Sqrt((i - 1.0) / i) / c4;
        return c4;
    }
}
