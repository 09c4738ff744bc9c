using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>
/// Philox 4x32-10, a counter-based generator: 128 random bits are a pure function of a 128-bit counter and a 64-bit key. J. K. Salmon et al., “Parallel
/// random numbers: as easy as 1, 2, 3”, SC11; checked against the known answers published with it.
/// </summary>
/// <remarks>Because nothing is carried from one number to the next, the order and the threads in which trials are drawn cannot change them.</remarks>
internal static class Philox
{
    private const uint FirstMultiplier = 0xD2511F53;
    private const uint SecondMultiplier = 0xCD9E8D57;
    private const uint FirstWeyl = 0x9E3779B9;
    private const uint SecondWeyl = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>One counter.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Draw(uint c0, uint c1, uint c2, uint c3, ulong key)
    {
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var i = 0; i < Rounds; i++)
        {
            var (a, b) = ((ulong)FirstMultiplier * c0, (ulong)SecondMultiplier * c2);
            (c0, c1, c2, c3) = ((uint)(b >> 32) ^ c1 ^ k0, (uint)b, (uint)(a >> 32) ^ c3 ^ k1, (uint)a);
            (k0, k1) = (k0 + FirstWeyl, k1 + SecondWeyl);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The keys of the rounds, two a round, in every lane: they depend on the seed alone, and made once they cost nothing in the rounds.</summary>
    public static Vector256<ulong>[] KeysOf(ulong key)
    {
        var (keys, k0, k1) = (new Vector256<ulong>[2 * Rounds], (uint)key, (uint)(key >> 32));
        for (var i = 0; i < Rounds; i++)
        {
            (keys[2 * i], keys[(2 * i) + 1]) = (Vector256.Create((ulong)k0), Vector256.Create((ulong)k1));
            (k0, k1) = (k0 + FirstWeyl, k1 + SecondWeyl);
        }

        return keys;
    }

    /// <summary>Four consecutive counters from <paramref name="index"/> on, of one stream; each lane gives two words of 64 random bits.</summary>
    /// <param name="keys">See <see cref="KeysOf"/>.</param>
    /// <remarks>Written out round by round: as a loop it costs half as much again.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<ulong> First, Vector256<ulong> Second) Draw(ulong index, uint stream, ReadOnlySpan<Vector256<ulong>> keys)
    {
        keys = keys[..(2 * Rounds)]; // one look at the bounds
        var (m0, m1) = (Vector256.Create((ulong)FirstMultiplier), Vector256.Create((ulong)SecondMultiplier));
        var c0 = Vector256.Create(index) + Vector256.Create(0UL, 1UL, 2UL, 3UL);
        var c1 = c0 >> 32;

        // Only the lower half of a lane counts: the upper half carries what is left of products and is never read.
        var (a, b) = (Product(m0, c0), Product(m1, Vector256.Create((ulong)stream)));
        var (x0, x2) = ((b >> 32) ^ c1 ^ keys[0], (a >> 32) ^ keys[1]);
        var (e, f) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((f >> 32) ^ b ^ keys[2], (e >> 32) ^ a ^ keys[3]);
        (a, b) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((b >> 32) ^ f ^ keys[4], (a >> 32) ^ e ^ keys[5]);
        (e, f) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((f >> 32) ^ b ^ keys[6], (e >> 32) ^ a ^ keys[7]);
        (a, b) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((b >> 32) ^ f ^ keys[8], (a >> 32) ^ e ^ keys[9]);
        (e, f) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((f >> 32) ^ b ^ keys[10], (e >> 32) ^ a ^ keys[11]);
        (a, b) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((b >> 32) ^ f ^ keys[12], (a >> 32) ^ e ^ keys[13]);
        (e, f) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((f >> 32) ^ b ^ keys[14], (e >> 32) ^ a ^ keys[15]);
        (a, b) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((b >> 32) ^ f ^ keys[16], (a >> 32) ^ e ^ keys[17]);
        (e, f) = (Product(m0, x0), Product(m1, x2));
        (x0, x2) = ((f >> 32) ^ b ^ keys[18], (e >> 32) ^ a ^ keys[19]);
        var mask = Vector256.Create(0xFFFF_FFFFUL);
        return ((x0 & mask) | (f << 32), (x2 & mask) | (e << 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Product(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported)
            return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        var mask = Vector256.Create(0xFFFF_FFFFUL);
        return (a & mask) * (b & mask);
    }
}
