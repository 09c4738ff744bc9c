using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Coverage intervals of a sample, JCGM 101:2008 7.7, found from its two tails: only the values that can be an end of an interval are sorted. Keeps its
/// buffers from one sample to the next.
/// </summary>
internal sealed class SampleTails : IDisposable
{
    /// <summary>Beyond this share of the sample in one tail, sorting everything is cheaper.</summary>
    private const double LargestTail = 0.2;

    private const int LargestProbe = 8192;
    private const int SmallestSample = 4096;
    private const int Stride = 256;

    /// <summary>For every choice among four lanes, the places of the chosen ones in their order; a double is two places.</summary>
    private static readonly Vector256<int>[] Together = [.. Enumerable.Range(0, 16).Select(TogetherOf)];

    private readonly double[] probe = new double[LargestProbe];
    private readonly double[] scratchOfProbe = new double[LargestProbe];
    private double[] lower = [];
    private double[] upper = [];
    private double[] scratch = [];

    /// <summary>The symmetric and the shortest interval that hold the fraction <paramref name="p"/> of the values.</summary>
    public (CoverageInterval Symmetric, CoverageInterval Shortest) Intervals(ReadOnlySpan<double> values, double p)
    {
        var n = values.Length;
        var inside = Math.Clamp((int)Math.Floor((p * n) + 0.5), 1, n - 1); // q
        var tail = n - inside;
        var (low, high) = Sort(values, tail);
        var first = (tail + 1) / 2; // r, counted from 1; high[r] is y(r + q)
        var shortest = 0;
        for (var r = 1; r < tail; r++)
        {
            if (high[r] - low[r] < high[shortest] - low[shortest])
                shortest = r;
        }

        return (new(low[first - 1], high[first - 1]), new(low[shortest], high[shortest]));
    }

    /// <summary>The smallest <paramref name="tail"/> values and the largest, both increasing.</summary>
    private (Tail Low, Tail High) Sort(ReadOnlySpan<double> values, int tail)
    {
        if (tail <= LargestTail * values.Length && values.Length >= SmallestSample && Gather(values, tail) is var (below, above) && below >= tail && above >= tail)
        {
            RadixSort.Sort(lower.AsSpan(0, below), scratch);
            RadixSort.Sort(upper.AsSpan(0, above), scratch);
            return (new(lower, 0), new(upper, above - tail));
        }

        Fit(values.Length);
        values.CopyTo(lower);
        RadixSort.Sort(lower.AsSpan(0, values.Length), scratch);
        return (new(lower, 0), new(lower, values.Length - tail));
    }

    /// <summary>
    /// Takes out the values beyond bounds that an even selection of the values suggests, with a margin that is hardly ever too small; when it is, or the buffer is,
    /// fewer than wanted are counted and everything is sorted instead.
    /// </summary>
    private (int Below, int Above) Gather(ReadOnlySpan<double> values, int tail)
    {
        var size = Math.Min(LargestProbe, values.Length / 8);
        for (var i = 0; i < size; i++)
            probe[i] = values[(int)((long)values.Length * i / size)];
        RadixSort.Sort(probe.AsSpan(0, size), scratchOfProbe);
        var expected = (double)tail / values.Length * size;
        var margin = (int)Math.Ceiling(expected + (4 * Math.Sqrt(expected)) + 2);
        if (margin >= size / 2)
            return (0, 0);
        var (low, high) = (probe[margin], probe[size - 1 - margin]);
        Fit((int)Math.Min(values.Length, (long)tail * 2) + Stride);
        var (below, above) = (0, 0);
        while (values.Length > 0)
        {
            if (below + Stride > lower.Length || above + Stride > upper.Length)
                return (0, 0);
            var now = values[..Math.Min(Stride, values.Length)];
            (below, above) = Gather(now, (low, high), below, above);
            values = values[now.Length..];
        }

        return (below, above);
    }

    /// <summary>Four values at once: those of a tail are moved together and written, and only as many count as there are; no branch has to be guessed.</summary>
    private (int Below, int Above) Gather(ReadOnlySpan<double> values, (double Low, double High) bounds, int below, int above)
    {
        var (low, high) = (Vector256.Create(bounds.Low), Vector256.Create(bounds.High));
        var quads = MemoryMarshal.Cast<double, Vector256<double>>(values);
        foreach (var quad in quads)
        {
            below += Take(quad, Vector256.LessThanOrEqual(quad, low).ExtractMostSignificantBits(), lower.AsSpan(below, 4));
            above += Take(quad, Vector256.GreaterThanOrEqual(quad, high).ExtractMostSignificantBits(), upper.AsSpan(above, 4));
        }

        foreach (var value in values[(4 * quads.Length)..])
        {
            (lower[below], upper[above]) = (value, value);
            below += value <= bounds.Low ? 1 : 0;
            above += value >= bounds.High ? 1 : 0;
        }

        return (below, above);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Take(Vector256<double> quad, uint chosen, Span<double> to)
    {
        Vector256.Shuffle(quad.AsInt32(), Together[(int)chosen]).AsDouble().CopyTo(to);
        return BitOperations.PopCount(chosen);
    }

    private static Vector256<int> TogetherOf(int chosen)
    {
        Span<int> places = stackalloc int[8];
        var at = 0;
        for (var lane = 0; lane < 4; lane++)
        {
            if ((chosen & (1 << lane)) != 0)
                (places[at++], places[at++]) = (2 * lane, (2 * lane) + 1);
        }

        return Vector256.Create<int>(places);
    }

    private void Fit(int size)
    {
        if (lower.Length >= size)
            return;
        Dispose();
        (lower, upper, scratch) = (ArrayPool<double>.Shared.Rent(size), ArrayPool<double>.Shared.Rent(size), ArrayPool<double>.Shared.Rent(size));
    }

    public void Dispose()
    {
        if (lower.Length == 0)
            return;
        ArrayPool<double>.Shared.Return(lower);
        ArrayPool<double>.Shared.Return(upper);
        ArrayPool<double>.Shared.Return(scratch);
        (lower, upper, scratch) = ([], [], []);
    }

    /// <summary>One sorted tail, from some place of a buffer on.</summary>
    private readonly struct Tail(double[] values, int start)
    {
        public double this[int index] => values[start + index];
    }
}
