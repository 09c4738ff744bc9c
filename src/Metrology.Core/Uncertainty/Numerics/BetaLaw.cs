namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>The beta law: distribution I_x(a, b) by its continued fraction, quantile, and what follows from it for counts.</summary>
internal static class BetaLaw
{
    private const int MostTerms = 100_000;
    private const double Tiny = 1e-300;

    /// <summary>Regularised incomplete beta function I_x(a, b).</summary>
    public static double Distribution(double x, double a, double b)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        var front = Math.Exp((a * Math.Log(x)) + (b * Log1Minus(x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b));
        // The fraction converges quickly on the side of the mean only.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    /// <summary>The x with I_x(a, b) = p, by bisection to the last bit.</summary>
    public static double Quantile(double p, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high)
                return middle;
            if (Distribution(middle, a, b) < p)
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>Probability of exactly x in n trials.</summary>
    public static double BinomialProbability(int x, int n, double p)
    {
        if (p is <= 0 or >= 1)
            return x == (p <= 0 ? 0 : n) ? 1 : 0;
        var choose = LogGamma(n + 1) - LogGamma(x + 1) - LogGamma(n - x + 1);
        return Math.Exp(choose + (x * Math.Log(p)) + ((n - x) * Log1Minus(p)));
    }

    /// <summary>Probability of at most x in n trials; a sum of positive terms, so that its digits hold far out in the tail.</summary>
    public static double BinomialDistribution(int x, int n, double p)
    {
        var sum = 0.0;
        for (var i = 0; i <= x; i++)
            sum += BinomialProbability(i, n, p);
        return Math.Min(sum, 1);
    }

    /// <summary>ln Γ(x) for x &gt; 0 by Stirling's series after a shift to large x.</summary>
    public static double LogGamma(double x)
    {
        const double Large = 16;
        var shift = 0.0;
        for (; x < Large; x++)
            shift += Math.Log(x);
        var r = 1 / (x * x);
        var series = (1.0 / 12) - (r * ((1.0 / 360) - (r * ((1.0 / 1260) - (r * ((1.0 / 1680) - (r * (1.0 / 1188))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (series / x) - shift;
    }

    private static double Log1Minus(double x) => x < 0.1 ? -Series(x) : Math.Log(1 - x);

    /// <summary>−ln(1 − x) = x + x²/2 + x³/3 + …</summary>
    private static double Series(double x)
    {
        var (sum, power) = (0.0, x);
        for (var n = 1; power / n > sum * 1e-17; n++, power *= x)
            sum += power / n;
        return sum;
    }

    /// <summary>The continued fraction of I_x(a, b) by Lentz's evaluation; Press et al., Numerical Recipes, 6.4.</summary>
    internal static double Fraction(double x, double a, double b)
    {
        var (c, d) = (1.0, Turn(1 - ((a + b) * x / (a + 1))));
        var h = d;
        for (var m = 1; m < MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Turn(1 + (even * d));
            c = Keep(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Turn(1 + (odd * d));
            c = Keep(1 + (odd / c));
            var change = d * c;
            h *= change;
            if (Math.Abs(change - 1) < 3e-16)
                break;
        }

        return h;
    }

    private static double Keep(double value) => Math.Abs(value) < Tiny ? Tiny : value;

    private static double Turn(double value) => 1 / Keep(value);
}
