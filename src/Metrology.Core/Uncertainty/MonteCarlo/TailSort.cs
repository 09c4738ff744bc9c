using System.Buffers;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Sorts a tail of a sample: spread over as many buckets as there are values, nearly all of them are in place, and neighbours change places for the rest. Where
/// values crowd, because they are equal or the tail is long, they are sorted byte by byte instead; the order is the same either way.
/// </summary>
internal static class TailSort
{
    /// <summary>Exchanging neighbours is cheap up to here.</summary>
    private const int MostInBucket = 64;

    /// <param name="scratch">At least as long.</param>
    public static void Sort(Span<double> values, Span<double> scratch)
    {
        if (values.Length < 2)
            return;
        var starts = ArrayPool<int>.Shared.Rent(values.Length + 1);
        if (!Spread(values, scratch[..values.Length], starts.AsSpan(0, values.Length + 1)))
            RadixSort.Sort(values, scratch);
        ArrayPool<int>.Shared.Return(starts);
    }

    private static bool Spread(Span<double> values, Span<double> to, Span<int> starts)
    {
        var (least, most) = (values[0], values[0]);
        foreach (var value in values)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        var scale = (values.Length - 1) / (most - least);
        if (!double.IsFinite(scale) || !(scale > 0))
            return false;
        starts.Clear();

        // The bucket never falls as the value grows: subtraction and multiplication round monotonically.
        foreach (var value in values)
            starts[(int)((value - least) * scale) + 1]++;
        var (sum, largest) = (0, 0);
        for (var i = 0; i < starts.Length; i++)
        {
            largest = Math.Max(largest, starts[i]);
            starts[i] = sum += starts[i];
        }

        if (largest > MostInBucket)
            return false;
        foreach (var value in values)
            to[starts[(int)((value - least) * scale)]++] = value;
        for (var i = 1; i < to.Length; i++)
        {
            var (value, at) = (to[i], i);
            for (; at > 0 && to[at - 1] > value; at--)
                to[at] = to[at - 1];
            to[at] = value;
        }

        to.CopyTo(values);
        return true;
    }
}
