using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>
/// Elementary functions over four lanes, made of additions, multiplications, divisions, roots and explicit fused multiply-adds only, so that every machine
/// gives the same bits. Polynomials of fdlibm (Sun Microsystems, e_log.c, k_sin.c, k_cos.c); errors below about two units in the last place.
/// </summary>
internal static class VectorMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const ulong FractionMask = 0x000F_FFFF_FFFF_FFFF;
    private const double ExponentMagic = 4503599627370496.0; // 2^52: a small integer in the fraction of this is that integer added to it
    private const double RoundMagic = 6755399441055744.0; // 1.5·2^52: adding and subtracting it rounds to an integer

    // π/2 in three parts of 33 bits each, fdlibm e_rem_pio2.c; the remainder is good for angles up to LargestAngle.
    private const double HalfPi1 = 1.57079632673412561417e+00;
    private const double HalfPi2 = 6.07710050630396597660e-11;
    private const double HalfPi3 = 2.02226624879595063154e-21;

    /// <summary>Beyond this angle, in radians, sine and cosine have no value here.</summary>
    public const double LargestAngle = 1e6;

    /// <summary>Natural logarithm; NaN of what is not positive, also of subnormal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log(Vector256<double> x)
    {
        var isNormal = Vector256.GreaterThanOrEqual(x, Vector256.Create(2.2250738585072014e-308)) & Vector256.LessThan(x, Vector256.Create(double.PositiveInfinity));
        return Vector256.ConditionalSelect(isNormal, LogOfNormal(x), Vector256.Create(double.NaN));
    }

    /// <summary>Natural logarithm of a normal positive number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LogOfNormal(Vector256<double> x)
    {
        // x = 2^k·m with m in [√½, √2): the fraction is compared with that of √2 by adding its complement.
        var bits = x.AsUInt64() + Vector256.Create(0x0009_5F62_0000_0000UL);
        var k = ((bits >> 52) | Vector256.Create(0x4330_0000_0000_0000UL)).AsDouble() - Vector256.Create(ExponentMagic + 1023);
        var m = ((bits & Vector256.Create(FractionMask)) + Vector256.Create(0x3FE6_A09E_0000_0000UL)).AsDouble();
        var f = m - Vector256<double>.One;
        var s = f / (f + Vector256.Create(2.0));
        var z = s * s;
        var w = z * z;
        var even = w * Fma(w, Fma(w, Vector256.Create(1.531383769920937332e-01), 2.222219843214978396e-01), 3.999999999940941908e-01);
        var odd = z * Fma(w, Fma(w, Fma(w, Vector256.Create(1.479819860511658591e-01), 1.818357216161805012e-01), 2.857142874366239149e-01), 6.666666666666735130e-01);
        var half = Vector256.Create(0.5) * f * f;
        var tail = Vector256.FusedMultiplyAdd(s, half + (odd + even), k * Vector256.Create(Ln2Low));
        return Vector256.FusedMultiplyAdd(k, Vector256.Create(Ln2High), f - (half - tail));
    }

    /// <summary>e^x; infinity above the range, zero below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        var inRange = Vector256.Max(Vector256.Min(x, Vector256.Create(709.5)), Vector256.Create(-745.0));
        var k = (inRange * Vector256.Create(1.4426950408889634)) + Vector256.Create(RoundMagic) - Vector256.Create(RoundMagic);
        var r = Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2Low), Vector256.FusedMultiplyAdd(k, Vector256.Create(-Ln2High), inRange));
        var p = Vector256.Create(1.0 / 6227020800);
        p = Fma(p, r, 1.0 / 479001600);
        p = Fma(p, r, 1.0 / 39916800);
        p = Fma(p, r, 1.0 / 3628800);
        p = Fma(p, r, 1.0 / 362880);
        p = Fma(p, r, 1.0 / 40320);
        p = Fma(p, r, 1.0 / 5040);
        p = Fma(p, r, 1.0 / 720);
        p = Fma(p, r, 1.0 / 120);
        p = Fma(p, r, 1.0 / 24);
        p = Fma(p, r, 1.0 / 6);
        p = Fma(p, r, 0.5);
        p = Fma(p, r, 1);
        p = Fma(p, r, 1);

        // 2^k in two factors, because k reaches beyond the exponents of normal numbers.
        var half = (k * Vector256.Create(0.5)) + Vector256.Create(RoundMagic) - Vector256.Create(RoundMagic);
        var value = p * Power(half) * Power(k - half);
        value = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(709.782712893384)), Vector256.Create(double.PositiveInfinity), value);
        value = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(-745.0)), Vector256<double>.Zero, value);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), value, x);
    }

    /// <summary>Sine and cosine of an angle in radians; NaN beyond <see cref="LargestAngle"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sin, Vector256<double> Cos) SinCos(Vector256<double> x)
    {
        var shifted = (x * Vector256.Create(0.6366197723675814)) + Vector256.Create(RoundMagic);
        var q = shifted - Vector256.Create(RoundMagic);
        var r = Vector256.FusedMultiplyAdd(q, Vector256.Create(-HalfPi1), x);
        r = Vector256.FusedMultiplyAdd(q, Vector256.Create(-HalfPi2), r);
        r = Vector256.FusedMultiplyAdd(q, Vector256.Create(-HalfPi3), r);
        var (sin, cos) = SinCosNearZero(r);
        var quadrant = shifted.AsUInt64(); // its lowest bits are those of q
        var isOdd = Vector256.Equals(quadrant & Vector256<ulong>.One, Vector256<ulong>.One).AsDouble();
        var signOfSin = (quadrant & Vector256.Create(2UL)) << 62;
        var signOfCos = ((quadrant + Vector256<ulong>.One) & Vector256.Create(2UL)) << 62;
        var isInRange = Vector256.LessThanOrEqual(Vector256.Abs(x), Vector256.Create(LargestAngle));
        var none = Vector256.Create(double.NaN);
        return (
            Vector256.ConditionalSelect(isInRange, (Vector256.ConditionalSelect(isOdd, cos, sin).AsUInt64() ^ signOfSin).AsDouble(), none),
            Vector256.ConditionalSelect(isInRange, (Vector256.ConditionalSelect(isOdd, sin, cos).AsUInt64() ^ signOfCos).AsDouble(), none));
    }

    /// <summary>Sine and cosine of an angle in [−π/4, π/4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Sin, Vector256<double> Cos) SinCosNearZero(Vector256<double> r)
    {
        var z = r * r;
        var s = Fma(z, Fma(z, Fma(z, Fma(z, Fma(
            z, Vector256.Create(1.58969099521155010221e-10), -2.50507602534068634195e-08), 2.75573137070700676789e-06), -1.98412698298579493134e-04),
            8.33333333332248946124e-03), -1.66666666666666324348e-01);
        var c = Fma(z, Fma(z, Fma(z, Fma(z, Fma(
            z, Vector256.Create(-1.13596475577881948265e-11), 2.08757232129817482790e-09), -2.75573143513906633035e-07), 2.48015872894767294178e-05),
            -1.38888888888741095749e-03), 4.16666666666666019037e-02);
        var sin = Vector256.FusedMultiplyAdd(r * z, s, r);
        var cos = Vector256.FusedMultiplyAdd(z * z, c, Vector256.FusedMultiplyAdd(z, Vector256.Create(-0.5), Vector256<double>.One));
        return (sin, cos);
    }

    private static Vector256<double> Power(Vector256<double> k) =>
        (((k + Vector256.Create(ExponentMagic + 1023)).AsUInt64() << 52) & Vector256.Create(0x7FF0_0000_0000_0000UL)).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, double c) => Vector256.FusedMultiplyAdd(a, b, Vector256.Create(c));
}
