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
    public const uint FirstMultiplier = 0xD2511F53;
    public const uint SecondMultiplier = 0xCD9E8D57;
    public const uint FirstWeyl = 0x9E3779B9;
    public const uint SecondWeyl = 0xBB67AE85;
    public const int Rounds = 10;

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

    /// <summary>Products of the lower halves of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Product(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported)
            return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        var mask = Vector256.Create(0xFFFF_FFFFUL);
        return (a & mask) * (b & mask);
    }
}
