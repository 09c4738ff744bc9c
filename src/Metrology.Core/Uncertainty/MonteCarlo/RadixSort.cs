using System.Numerics;
using System.Runtime.InteropServices;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Sorts finite numbers by their order-preserving bit patterns; on random values several times faster than comparing. The leading bits of the range put almost
/// everything in its place, and a few exchanges of neighbours do the rest.
/// </summary>
internal static class RadixSort
{
    private const int Digits = 256;
    private const int LeadingBytes = 3;
    private const int AllBytes = 8;

    /// <summary>Moves a value, beyond which neighbours are no longer exchanged: values so crowded are sorted by all of their bits.</summary>
    private const int MostMoves = 4;

    /// <param name="scratch">At least as long.</param>
    public static void Sort(Span<double> values, Span<double> scratch)
    {
        var keys = MemoryMarshal.Cast<double, ulong>(values);
        var other = MemoryMarshal.Cast<double, ulong>(scratch)[..values.Length];
        var (least, largest) = (ulong.MaxValue, ulong.MinValue);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ToKey(keys[i]);
            (least, largest) = (Math.Min(least, keys[i]), Math.Max(largest, keys[i]));
        }

        var bits = keys.Length == 0 ? 0 : 64 - BitOperations.LeadingZeroCount(largest - least);
        ByDigits(keys, other, least, Math.Max(0, bits - (8 * LeadingBytes)), LeadingBytes);
        if (!ByNeighbours(keys))
            ByDigits(keys, other, least, 0, AllBytes);
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ToBits(keys[i]);
    }

    /// <summary>By so many bytes of the distance from the least, from this bit on.</summary>
    private static void ByDigits(Span<ulong> keys, Span<ulong> other, ulong least, int shift, int bytes)
    {
        var isInOther = false;
        var from = keys;
        var to = other;
        Span<int> starts = stackalloc int[Digits];
        for (var b = 0; b < bytes; b++, shift += 8)
        {
            starts.Clear();
            foreach (var key in from)
                starts[(byte)((key - least) >> shift)]++;
            if (from.Length > 0 && starts[(byte)((from[0] - least) >> shift)] == from.Length)
                continue; // all values share this byte
            Accumulate(starts);
            foreach (var key in from)
                to[starts[(byte)((key - least) >> shift)]++] = key;
            var written = to;
            to = from;
            from = written;
            isInOther = !isInOther;
        }

        if (isInOther)
            from.CopyTo(to);
    }

    /// <summary>By insertion; false when it was given up.</summary>
    private static bool ByNeighbours(Span<ulong> keys)
    {
        var moves = MostMoves * (long)keys.Length;
        for (var i = 1; i < keys.Length; i++)
        {
            var (key, at) = (keys[i], i);
            for (; at > 0 && keys[at - 1] > key; at--)
                keys[at] = keys[at - 1];
            keys[at] = key;
            if ((moves -= i - at) < 0)
                return false;
        }

        return true;
    }

    private static void Accumulate(Span<int> starts)
    {
        var sum = 0;
        for (var d = 0; d < starts.Length; d++)
            (starts[d], sum) = (sum, sum + starts[d]);
    }

    // Negative numbers are flipped whole, positive ones in their sign: then unsigned order is the order of the numbers.
    private static ulong ToKey(ulong bits) => bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000UL);

    private static ulong ToBits(ulong key) => key ^ ((ulong)((long)~key >> 63) | 0x8000_0000_0000_0000UL);
}
