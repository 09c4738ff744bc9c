namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>The standard normal law: density φ, distribution Φ and its inverse, to about fifteen digits, also far out in the tails.</summary>
public static class NormalLaw
{
    private const double SeriesReach = 2.5;
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>φ(z).</summary>
    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>Φ(z), the probability of a value below z.</summary>
    public static double Distribution(double z)
    {
        if (double.IsNaN(z))
            return z;
        if (Math.Abs(z) < SeriesReach)
            return 0.5 + Inner(z);
        return z < 0 ? Tail(-z) : 1 - Tail(z);
    }

    /// <summary>Φ(b) − Φ(a) without losing digits when both lie in one tail.</summary>
    public static double Between(double a, double b)
    {
        if (a >= b)
            return 0;
        return a > 0 ? Distribution(-a) - Distribution(-b) : Distribution(b) - Distribution(a);
    }

    /// <summary>Φ⁻¹(p) for 0 &lt; p &lt; 1; infinite at the ends.</summary>
    public static double Quantile(double p)
    {
        if (p is <= 0 or >= 1)
            return p == 0 ? double.NegativeInfinity : p == 1 ? double.PositiveInfinity : double.NaN;
        var z = Guess(p);
        for (var i = 0; i < 3; i++)
        {
            // One step of Halley's method; in the upper half by the tail, so that 1 − p keeps its digits.
            var error = z > 0 ? (1 - p) - Distribution(-z) : Distribution(z) - p;
            var step = error / Density(z);
            z -= step / (1 + (z * step / 2));
            if (Math.Abs(step) < 1e-15 * (1 + Math.Abs(z)))
                break;
        }

        return z;
    }

    /// <summary>Φ(z) − ½ by the series z·φ(z)·(1 + z²/3 + z⁴/15 + …), all of whose terms have one sign.</summary>
    private static double Inner(double z)
    {
        var (term, sum, square) = (z, z, z * z);
        for (var n = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); n += 2)
        {
            term *= square / n;
            sum += term;
        }

        return sum * Density(z);
    }

    /// <summary>1 − Φ(z) for z well above zero by Laplace's continued fraction, φ(z)/(z + 1/(z + 2/(z + 3/…))).</summary>
    private static double Tail(double z)
    {
        if (z > 40)
            return 0;
        var terms = 20 + (int)(600 / (z * z));
        var fraction = z;
        for (var n = terms; n >= 1; n--)
            fraction = z + (n / fraction);
        return Density(z) / fraction;
    }

    // P. J. Acklam's rational approximation, good to nine digits; the steps above do the rest.
    private static double Guess(double p)
    {
        const double low = 0.02425;
        if (p > 1 - low)
            return -Guess(1 - p);
        if (p < low)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return Horner(q, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783)
                / Horner(q, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1);
        }

        var x = p - 0.5;
        var r = x * x;
        return x * Horner(
                r, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239)
            / Horner(r, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1);
    }

    private static double Horner(double x, params ReadOnlySpan<double> coefficients)
    {
        var value = 0.0;
        foreach (var coefficient in coefficients)
            value = (value * x) + coefficient;
        return value;
    }
}
