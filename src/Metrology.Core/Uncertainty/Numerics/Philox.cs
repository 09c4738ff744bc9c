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

    /// <summary>Four consecutive counters from <paramref name="index"/> on, of one stream; each lane gives two words of 64 random bits.</summary>
    /// <remarks>Written out round by round: as a loop it costs half as much again.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<ulong> First, Vector256<ulong> Second) Draw(ulong index, uint stream, ulong key)
    {
        var (m0, m1) = (Vector256.Create((ulong)FirstMultiplier), Vector256.Create((ulong)SecondMultiplier));
        var (w0, w1) = (Vector256.Create((ulong)FirstWeyl), Vector256.Create((ulong)SecondWeyl));
        var (k0, k1) = (Vector256.Create((ulong)(uint)key), Vector256.Create(key >> 32));
        var c0 = Vector256.Create(index) + Vector256.Create(0UL, 1UL, 2UL, 3UL);
        var c1 = c0 >> 32;

        // Only the lower half of a lane counts: the upper half carries what is left of products and key sums and is never read.
        var (a, b) = (Product(m0, c0), Product(m1, Vector256.Create((ulong)stream)));
        (c0, c1, var c2, var c3) = ((b >> 32) ^ c1 ^ k0, b, (a >> 32) ^ k1, a);
        for (var i = 1; i < Rounds; i += 3)
        {
            (k0, k1) = (k0 + w0, k1 + w1);
            (a, b) = (Product(m0, c0), Product(m1, c2));
            var (d0, d2) = ((b >> 32) ^ c1 ^ k0, (a >> 32) ^ c3 ^ k1);
            (k0, k1) = (k0 + w0, k1 + w1);
            var (e, f) = (Product(m0, d0), Product(m1, d2));
            (d0, d2) = ((f >> 32) ^ b ^ k0, (e >> 32) ^ a ^ k1);
            (k0, k1) = (k0 + w0, k1 + w1);
            (a, b) = (Product(m0, d0), Product(m1, d2));
            (c0, c1, c2, c3) = ((b >> 32) ^ f ^ k0, b, (a >> 32) ^ e ^ k1, a);
        }

        var mask = Vector256.Create(0xFFFF_FFFFUL);
        return ((c0 & mask) | (c1 << 32), (c2 & mask) | (c3 << 32));
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
