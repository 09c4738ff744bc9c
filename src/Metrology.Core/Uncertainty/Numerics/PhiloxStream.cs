using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>
/// One stream of <see cref="Philox"/> for four counters at once. What does not depend on the counter, the keys of the rounds and half of the first round, is
/// computed once for all counters of the stream.
/// </summary>
internal readonly struct PhiloxStream
{
    private readonly RoundKeys keys;
    private readonly Vector256<ulong> firstHigh;
    private readonly Vector256<ulong> firstLow;

    public PhiloxStream(uint stream, ulong key)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var i = 0; i < Philox.Rounds; i++)
        {
            (keys[2 * i], keys[(2 * i) + 1]) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
            (k0, k1) = (k0 + Philox.FirstWeyl, k1 + Philox.SecondWeyl);
        }

        firstLow = Vector256.Create((ulong)Philox.SecondMultiplier * stream);
        firstHigh = (firstLow >> 32) ^ keys[0];
    }

    /// <summary>Four consecutive counters from <paramref name="index"/> on; each lane gives two words of 64 random bits.</summary>
    /// <remarks>Written out round by round: as a loop it costs half as much again.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector256<ulong> First, Vector256<ulong> Second) Draw(ulong index)
    {
        var (m0, m1) = (Vector256.Create((ulong)Philox.FirstMultiplier), Vector256.Create((ulong)Philox.SecondMultiplier));
        var counter = Vector256.Create(index) + Vector256.Create(0UL, 1UL, 2UL, 3UL);

        // Only the lower half of a lane counts: the upper half carries what is left of products and is never read.
        var a = Philox.Product(m0, counter);
        var (c0, c1, c2, c3) = (firstHigh ^ (counter >> 32), firstLow, (a >> 32) ^ keys[1], a);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[2], keys[3]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[4], keys[5]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[6], keys[7]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[8], keys[9]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[10], keys[11]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[12], keys[13]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[14], keys[15]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[16], keys[17]);
        (c0, c1, c2, c3) = Round(m0, m1, (c0, c1, c2, c3), keys[18], keys[19]);
        var mask = Vector256.Create(0xFFFF_FFFFUL);
        return ((c0 & mask) | (c1 << 32), (c2 & mask) | (c3 << 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> C0, Vector256<ulong> C1, Vector256<ulong> C2, Vector256<ulong> C3) Round(
        Vector256<ulong> m0, Vector256<ulong> m1, (Vector256<ulong> C0, Vector256<ulong> C1, Vector256<ulong> C2, Vector256<ulong> C3) c, Vector256<ulong> k0, Vector256<ulong> k1)
    {
        var (a, b) = (Philox.Product(m0, c.C0), Philox.Product(m1, c.C2));
        return ((b >> 32) ^ c.C1 ^ k0, b, (a >> 32) ^ c.C3 ^ k1, a);
    }

    /// <summary>Two a round.</summary>
    [InlineArray(2 * Philox.Rounds)]
    private struct RoundKeys
    {
        private Vector256<ulong> first;
    }
}
