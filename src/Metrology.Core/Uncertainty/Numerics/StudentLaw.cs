namespace Metrology.Core.Uncertainty.Numerics;

/// <summary>Student's t law with ν degrees of freedom, any positive real number or infinite; JCGM 100:2008 annex G.3.</summary>
public static class StudentLaw
{
    private const double NormalFrom = 1e9;

    /// <summary>Probability of −t … t.</summary>
    public static double Coverage(double t, double degreesOfFreedom) => 1 - Outside(Math.Abs(t), degreesOfFreedom);

    /// <summary>Probability of a value below t.</summary>
    public static double Distribution(double t, double degreesOfFreedom)
    {
        var half = 0.5 * Outside(Math.Abs(t), degreesOfFreedom);
        return t < 0 ? half : 1 - half;
    }

    /// <summary>t_p(ν): −t … t holds the fraction p; the k of an expanded uncertainty. NaN unless 0 &lt; p &lt; 1 and ν &gt; 0.</summary>
    public static double CoverageFactor(double p, double degreesOfFreedom)
    {
        if (p is not (> 0 and < 1) || !(degreesOfFreedom > 0))
            return double.NaN;
        if (degreesOfFreedom >= NormalFrom)
            return NormalLaw.Quantile(0.5 + (p / 2));
        if (degreesOfFreedom == 1)
            return Math.Tan(Math.PI * p / 2);
        if (degreesOfFreedom == 2)
            return p * Math.Sqrt(2 / ((1 - p) * (1 + p)));
        var outside = 1 - p;
        var t = Guess(p, degreesOfFreedom);
        var (low, high) = (0.0, double.PositiveInfinity);
        for (var i = 0; i < 60; i++)
        {
            var error = Outside(t, degreesOfFreedom) - outside;
            (low, high) = error > 0 ? (t, high) : (low, t);
            var step = error / (2 * Density(t, degreesOfFreedom));
            // Halley: f″/f′ of the distribution is −(ν + 1)·t/(ν + t²).
            var next = t + (step / (1 - (step * (degreesOfFreedom + 1) * t / (2 * (degreesOfFreedom + (t * t))))));
            if (Math.Abs(next - t) < 1e-6 * t)
                return next; // each step triples the digits: there is nothing more to gain
            t = next > low && next < high ? next : double.IsInfinity(high) ? 2 * t : (low + high) / 2;
        }

        return t;
    }

    /// <summary>Density at t.</summary>
    public static double Density(double t, double degreesOfFreedom) =>
        GammaRatio(degreesOfFreedom / 2) / Math.Sqrt(degreesOfFreedom * Math.PI)
        * Math.Exp(-0.5 * (degreesOfFreedom + 1) * Math.Log(1 + (t * t / degreesOfFreedom)));

    /// <summary>P(|T| &gt; t), the incomplete beta function I_x(ν/2, ½) at x = ν/(ν + t²).</summary>
    private static double Outside(double t, double v)
    {
        if (double.IsInfinity(t))
            return 0;
        if (v >= NormalFrom)
            return 2 * NormalLaw.Distribution(-t);
        var square = t * t;
        var (x, y) = (v / (v + square), square / (v + square));
        var (a, b) = (v / 2, 0.5);
        // x^a·y^b ÷ B(a, b), with B(ν/2, ½) = √π·Γ(ν/2)/Γ(ν/2 + ½)
        var front = Math.Exp(-a * Math.Log(1 + (square / v))) * Math.Sqrt(y) * GammaRatio(a) / Math.Sqrt(Math.PI);
        return x < (a + 1) / (a + b + 2) ? front * BetaLaw.Fraction(x, a, b) / a : 1 - (front * BetaLaw.Fraction(y, b, a) / b);
    }

    /// <summary>Γ(z + ½)/Γ(z), by its series for large z after z has been raised to there.</summary>
    private static double GammaRatio(double z)
    {
        var product = 1.0;
        for (; z < 16; z++)
            product *= z / (z + 0.5);
        var r = 1 / (z * z);
        return product * Math.Sqrt(z) * Math.Exp((-0.125 + (r * ((1.0 / 192) + (r * ((-1.0 / 640) + (r * ((17.0 / 14336) - (r * 31.0 / 18432)))))))) / z);
    }

    /// <summary>Expansion about the normal quantile, Abramowitz and Stegun 26.7.5.</summary>
    private static double Guess(double p, double v)
    {
        var z = NormalLaw.Quantile(0.5 + (p / 2));
        var s = z * z;
        var guess = z * (1 + (((s + 1) / 4) + (((((5 * s) + 16) * s) + 3) / (96 * v)) + (((((((3 * s) + 19) * s) + 17) * s) - 15) / (384 * v * v))) / v);
        return guess > 0 ? guess : 1;
    }
}
