namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>Gauss–Legendre quadrature of five points, exact for polynomials of degree nine.</summary>
internal static class GaussLegendre
{
    // Nodes and weights in closed form: 0, ±⅓√(5 − 2√(10/7)), ±⅓√(5 + 2√(10/7)).
    private static readonly double Inner = Math.Sqrt(5 - (2 * Math.Sqrt(10.0 / 7))) / 3;
    private static readonly double Outer = Math.Sqrt(5 + (2 * Math.Sqrt(10.0 / 7))) / 3;
    private static readonly double WeightOfInner = (322 + (13 * Math.Sqrt(70))) / 900;
    private static readonly double WeightOfOuter = (322 - (13 * Math.Sqrt(70))) / 900;

    public static double Integrate(Func<double, double> f, double from, double to)
    {
        var (center, half) = ((from + to) / 2, (to - from) / 2);
        return half * ((128.0 / 225 * f(center)) + (WeightOfInner * (f(center - (half * Inner)) + f(center + (half * Inner))))
            + (WeightOfOuter * (f(center - (half * Outer)) + f(center + (half * Outer)))));
    }
}
