using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Uncertainty;

/// <summary>
/// The normal trials once more, one number at a time with plain arithmetic and explicit fused multiply-adds: no vector type is used, so that equality of the bits
/// proves that the width of the machine plays no part.
/// </summary>
internal static class ScalarPath
{
    /// <summary>Standard normal value of trial n of a stream.</summary>
    public static double Normal(ulong seed, uint stream, ulong trial)
    {
        // Groups of sixteen trials take four counters: trials n, n + 4, n + 8 and n + 12 share one, two of them each of its words of 64 bits.
        var counter = (trial / 16 * 4) + (trial % 4);
        var (w0, w1, w2, w3) = Philox.Draw((uint)counter, (uint)(counter >> 32), stream, 0, seed);
        var (place, turn) = trial % 16 < 8 ? (w0, w1) : (w2, w3);
        var radius = Math.Sqrt(-2.0 * Log((place + 0.5) / 4294967296.0));
        var angle = ((((turn >> 2) + 0.5) / 1073741824.0) - 0.5) * (Math.PI / 2);
        var (sin, cos) = SinCos(angle);
        var signed = (turn & 2) == 0 ? radius : -radius;
        var isSwapped = (turn & 1) == 0;
        return signed * (trial % 8 < 4 == isSwapped ? sin : cos);
    }

    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToUInt64Bits(x) + 0x0009_5F62_0000_0000UL;
        double k = (long)(bits >> 52) - 1023;
        var m = BitConverter.UInt64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFUL) + 0x3FE6_A09E_0000_0000UL);
        var f = m - 1;
        var s = f / (f + 2);
        var z = s * s;
        var w = z * z;
        var even = w * Fma(w, Fma(w, 1.531383769920937332e-01, 2.222219843214978396e-01), 3.999999999940941908e-01);
        var odd = z * Fma(w, Fma(w, Fma(w, 1.479819860511658591e-01, 1.818357216161805012e-01), 2.857142874366239149e-01), 6.666666666666735130e-01);
        var half = 0.5 * f * f;
        return Fma(k, 6.93147180369123816490e-01, f - (half - Fma(s, half + (odd + even), k * 1.90821492927058770002e-10)));
    }

    private static (double Sin, double Cos) SinCos(double r)
    {
        var z = r * r;
        var s = Fma(z, Fma(z, Fma(z, Fma(z, Fma(
            z, 1.58969099521155010221e-10, -2.50507602534068634195e-08), 2.75573137070700676789e-06), -1.98412698298579493134e-04), 8.33333333332248946124e-03),
            -1.66666666666666324348e-01);
        var c = Fma(z, Fma(z, Fma(z, Fma(z, Fma(
            z, -1.13596475577881948265e-11, 2.08757232129817482790e-09), -2.75573143513906633035e-07), 2.48015872894767294178e-05), -1.38888888888741095749e-03),
            4.16666666666666019037e-02);
        return (Fma(r * z, s, r), Fma(z * z, c, Fma(z, -0.5, 1)));
    }

    private static double Fma(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
}
