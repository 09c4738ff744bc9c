namespace Metrology.Core.Intervals;

/// <summary>
/// Probability R(t) that an instrument is still in tolerance a time after calibration; models of NCSLI RP-1 appendix D. All parameters are positive, so they
/// are searched by their logarithms.
/// </summary>
internal sealed record ReliabilityModel(string Id, int Parameters, Func<double, double[], double> At)
{
    public static IReadOnlyList<ReliabilityModel> All { get; } =
    [
        new("exponential", 1, (t, p) => Math.Exp(-p[0] * t)),
        new("weibull", 2, (t, p) => Math.Exp(-Math.Pow(p[0] * t, p[1]))),
        new("mixed-exponential", 2, (t, p) => Math.Pow(1 + (p[0] * t), -p[1])),
        new("modified-gamma", 1, (t, p) => ModifiedGamma(p[0] * t)),
        new("mortality-drift", 2, (t, p) => Math.Exp(-(p[0] * t) - (p[1] * t * t))),
        new("warranty", 2, (t, p) => 1 / (1 + Math.Exp(p[0] * (t - p[1])))),
    ];

    private static double ModifiedGamma(double x) => Math.Exp(-x) * (1 + x + (x * x / 2) + (x * x * x / 6));
}
