using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>Number, mean and sum of squared deviations of values, in an order of summation that depends on nothing but their number.</summary>
internal readonly record struct Moments(long Count, double Mean, double SquaredDeviations)
{
    public double StandardDeviation => Count > 1 ? Math.Sqrt(SquaredDeviations / (Count - 1)) : 0;

    /// <summary>Of values whose number is a multiple of <see cref="Trials.Group"/>; two passes, so that a large mean costs no digits.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        var (a, b) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i + 1 < vectors.Length; i += 2)
            (a, b) = (a + vectors[i], b + vectors[i + 1]);
        var mean = Sum(a + b) / values.Length;
        var center = Vector256.Create(mean);
        (a, b) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i + 1 < vectors.Length; i += 2)
        {
            var (x, y) = (vectors[i] - center, vectors[i + 1] - center);
            (a, b) = (Vector256.FusedMultiplyAdd(x, x, a), Vector256.FusedMultiplyAdd(y, y, b));
        }

        return new(values.Length, mean, Sum(a + b));
    }

    /// <summary>The values of both.</summary>
    public Moments With(Moments other)
    {
        if (Count == 0)
            return other;
        var count = Count + other.Count;
        var shift = other.Mean - Mean;
        return new(
            count, Mean + (shift * other.Count / count), SquaredDeviations + other.SquaredDeviations + (shift * shift * Count * ((double)other.Count / count)));
    }

    private static double Sum(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
