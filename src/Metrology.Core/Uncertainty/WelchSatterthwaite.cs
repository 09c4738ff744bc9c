namespace Metrology.Core.Uncertainty;

/// <summary>Effective degrees of freedom, JCGM 100:2008 G.4.1: ν_eff = u_c⁴ ÷ Σ u_i⁴/ν_i.</summary>
public static class WelchSatterthwaite
{
    /// <param name="parts">Independent contributions to u_c in its unit, each with its degrees of freedom.</param>
    public static double Effective(double combined, IEnumerable<(double U, double DegreesOfFreedom)> parts)
    {
        var sum = 0.0;
        foreach (var (u, degreesOfFreedom) in parts)
        {
            if (double.IsFinite(degreesOfFreedom) && combined > 0)
                sum += Fourth(u / combined) / degreesOfFreedom; // relative, so that no fourth power underflows
        }

        return sum > 0 ? 1 / sum : double.PositiveInfinity;
    }

    private static double Fourth(double ratio) => ratio * ratio * ratio * ratio;
}
