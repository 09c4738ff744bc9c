using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>One uniform number → a deviation.</summary>
internal interface IOneWordRule
{
    Vector256<double> Of(Vector256<double> u);
}

/// <summary>Two independent uniform numbers → a deviation.</summary>
internal interface ITwoWordRule
{
    Vector256<double> Of(Vector256<double> u, Vector256<double> v);
}

/// <summary>Rectangular, JCGM 101:2008 6.4.2.4.</summary>
internal readonly struct UniformRule(double halfWidth) : IOneWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u) => Vector256.FusedMultiplyAdd(Vector256.Create(2 * halfWidth), u, Vector256.Create(-halfWidth));
}

/// <summary>Trapezoidal and triangular, JCGM 101:2008 6.4.4.4, 6.4.5.4.</summary>
internal readonly struct TwoUniformsRule(double first, double second) : ITwoWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u, Vector256<double> v) =>
        Vector256.FusedMultiplyAdd(
            Vector256.Create(2 * first), u, Vector256.FusedMultiplyAdd(Vector256.Create(2 * second), v, Vector256.Create(-first - second)));
}

/// <summary>Arcsine, JCGM 101:2008 6.4.6.4.</summary>
internal readonly struct ArcsineRule(double halfWidth) : IOneWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u) => Vector256.Create(halfWidth) * VectorMath.SinCos(Vector256.Create(2 * Math.PI) * u).Sin;
}

internal readonly struct TwoPointRule(double halfWidth) : IOneWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u) => Vector256.ConditionalSelect(
        Vector256.LessThan(u, Vector256.Create(0.5)), Vector256.Create(-halfWidth), Vector256.Create(halfWidth));
}

/// <summary>
/// Student's t without rejection: R·cos 2πV with R² = ν·(U^(−2/ν) − 1). R. W. Bailey, “Polar generation of random variates with the t-distribution”,
/// Math. Comp. 62 (1994) 779–781. The second value of the pair would depend on the first and is not used.
/// </summary>
internal readonly struct StudentRule(double scale, double degreesOfFreedom) : ITwoWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u, Vector256<double> v)
    {
        var power = VectorMath.Exp(Vector256.Create(-2 / degreesOfFreedom) * VectorMath.LogOfNormal(u));
        var radius = Vector256.Sqrt(Vector256.Create(degreesOfFreedom) * (power - Vector256<double>.One));
        return Vector256.Create(scale) * radius * VectorMath.SinCos(Vector256.Create(2 * Math.PI) * v).Cos;
    }
}

/// <summary>JCGM 101:2008 6.4.3.4: the limits move together by ±d, the midpoint stays.</summary>
internal readonly struct CurvilinearRule(double halfWidth, double inexactness) : ITwoWordRule
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Of(Vector256<double> u, Vector256<double> v)
    {
        var half = Vector256.FusedMultiplyAdd(Vector256.Create(2 * inexactness), u, Vector256.Create(halfWidth - inexactness));
        return half * Vector256.FusedMultiplyAdd(Vector256.Create(2.0), v, Vector256.Create(-1.0));
    }
}

internal readonly struct TableRule(DensityTable table) : IOneWordRule
{
    public Vector256<double> Of(Vector256<double> u) =>
        Vector256.Create(table.Quantile(u[0]), table.Quantile(u[1]), table.Quantile(u[2]), table.Quantile(u[3]));
}
