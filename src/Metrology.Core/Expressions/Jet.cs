using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Expressions;

/// <summary>
/// A function of two displacements a and b as its Taylor polynomial up to third order: Σ c(p, q)·a^p·b^q with p + q ≤ 3. Arithmetic on it gives all mixed
/// derivatives up to the third exactly, which the second-order terms of JCGM 100:2008 5.1.2 need, and a check of the first that owes nothing to the
/// symbolic rules.
/// </summary>
internal sealed class Jet
{
    private const int Order = 3;
    private const int Terms = 10;
    private static readonly (int P, int Q)[] Powers = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (3, 0), (2, 1), (1, 2), (0, 3)];
    private static readonly (int I, int J, int K)[] Products = ProductsOf();
    private readonly double[] c;

    private Jet(double[] coefficients) => c = coefficients;

    public double Value => c[0];

    /// <summary>A number; what is no number has no derivatives either.</summary>
    public static Jet Constant(double value)
    {
        var rest = double.IsNaN(value) ? double.NaN : 0;
        return new([value, rest, rest, rest, rest, rest, rest, rest, rest, rest]);
    }

    /// <summary>The variable itself: its value plus so much of the first displacement and of the second.</summary>
    public static Jet Variable(double value, double first, double second)
    {
        var jet = Constant(value);
        (jet.c[1], jet.c[2]) = (first, second);
        return jet;
    }

    /// <summary>∂^(p+q) f / ∂a^p ∂b^q.</summary>
    public double Derivative(int p, int q) => c[Array.IndexOf(Powers, (p, q))] * Factorial(p) * Factorial(q);

    public static Jet operator +(Jet a, Jet b) => a.Plus(b, 1);

    public static Jet operator -(Jet a, Jet b) => a.Plus(b, -1);

    public static Jet operator -(Jet a) => a.Times(-1);

    private Jet Plus(Jet other, double sign)
    {
        var sum = new double[Terms];
        for (var i = 0; i < Terms; i++)
            sum[i] = c[i] + (sign * other.c[i]);
        return new(sum);
    }

    public static Jet operator *(Jet a, Jet b)
    {
        var product = new double[Terms];
        foreach (var (i, j, k) in Products)
            product[k] += a.c[i] * b.c[j];
        return new(product);
    }

    public static Jet operator /(Jet a, Jet b) => a * b.Power(-1);

    public Jet Times(double factor)
    {
        var product = new double[Terms];
        for (var i = 0; i < Terms; i++)
            product[i] = factor * c[i];
        return new(product);
    }

    public Jet Exp()
    {
        var e = ScalarMath.Exp(Value);
        return Compose(e, e, e / 2, e / 6);
    }

    public Jet Ln() => Compose(ScalarMath.Log(Value), 1 / Value, -1 / (2 * Value * Value), 1 / (3 * Value * Value * Value));

    public Jet Sin()
    {
        var (s, k) = (ScalarMath.Sin(Value), ScalarMath.Cos(Value));
        return Compose(s, k, -s / 2, -k / 6);
    }

    public Jet Cos()
    {
        var (s, k) = (ScalarMath.Sin(Value), ScalarMath.Cos(Value));
        return Compose(k, -s, -k / 2, s / 6);
    }

    /// <summary>To a constant power: whole, or of a positive number.</summary>
    public Jet Power(double n)
    {
        double At(double exponent) => double.IsInteger(exponent) ? Math.Pow(Value, exponent) : ScalarMath.Pow(Value, exponent);
        double Term(double factor, int order) => factor == 0 ? 0 : factor * At(n - order);
        return Compose(At(n), Term(n, 1), Term(n * (n - 1) / 2, 2), Term(n * (n - 1) * (n - 2) / 6, 3));
    }

    public Jet Sqrt()
    {
        var root = Math.Sqrt(Value);
        return Compose(root, 1 / (2 * root), -1 / (8 * Value * root), 1 / (16 * Value * Value * root));
    }

    /// <summary>g(this) from the Taylor coefficients of g at the value.</summary>
    private Jet Compose(double g0, double g1, double g2, double g3)
    {
        var h = new Jet([0, .. c[1..]]);
        var square = h * h;
        return Constant(g0) + h.Times(g1) + square.Times(g2) + (square * h).Times(g3);
    }

    private static double Factorial(int n) => n switch { 2 => 2, 3 => 6, _ => 1 };

    /// <summary>Which terms multiply into which; those beyond the third order are left out.</summary>
    private static (int I, int J, int K)[] ProductsOf() =>
    [
        .. from i in Enumerable.Range(0, Terms)
           from j in Enumerable.Range(0, Terms)
           let powers = (P: Powers[i].P + Powers[j].P, Q: Powers[i].Q + Powers[j].Q)
           where powers.P + powers.Q <= Order
           select (i, j, Array.IndexOf(Powers, (powers.P, powers.Q))),
    ];
}
