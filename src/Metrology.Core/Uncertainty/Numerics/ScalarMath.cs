using System.Runtime.Intrinsics;

namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>The functions of <see cref="VectorMath"/> for one number: the same bits on every machine, unlike those of the C library.</summary>
internal static class ScalarMath
{
    public static double Log(double x) => VectorMath.Log(Vector256.Create(x)).ToScalar();

    public static double Exp(double x) => VectorMath.Exp(Vector256.Create(x)).ToScalar();

    public static double Sin(double x) => VectorMath.SinCos(Vector256.Create(x)).Sin.ToScalar();

    public static double Cos(double x) => VectorMath.SinCos(Vector256.Create(x)).Cos.ToScalar();

    /// <summary>x to any power; NaN of a negative number.</summary>
    public static double Pow(double x, double y) => x == 0 && y > 0 ? 0 : Exp(y * Log(x));
}
