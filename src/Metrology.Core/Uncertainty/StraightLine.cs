using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// Calibration line y = a + b·(x − x0) by least squares, all points of equal weight and x without uncertainty; JCGM 100:2008 H.3. The choice of x0 changes
/// a and its correlation with b, and no prediction.
/// </summary>
/// <param name="Correlation">r(a, b); a prediction needs it.</param>
/// <param name="ResidualDeviation">s of one point about the line, with n − 2 degrees of freedom.</param>
public sealed record StraightLine(
    double A, double B, double UncertaintyOfA, double UncertaintyOfB, double Correlation)
{
    public double Origin { get; private init; }

    public double ResidualDeviation { get; private init; }

    public int DegreesOfFreedom { get; private init; }

    /// <summary>The line, or why there is none: fewer than three points, lists of unequal length, or all x equal.</summary>
    public static Outcome<StraightLine> Fit(IReadOnlyList<double> x, IReadOnlyList<double> y, double origin = 0)
    {
        var n = x.Count;
        if (n < 3 || y.Count != n)
            return UncertaintyRefusals.Line;
        var (meanX, meanY) = (x.Average(), y.Average());
        var (xx, xy) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
            (xx, xy) = (xx + ((x[i] - meanX) * (x[i] - meanX)), xy + ((x[i] - meanX) * (y[i] - meanY)));
        if (!(xx > 0) || !double.IsFinite(xx) || !double.IsFinite(xy))
            return UncertaintyRefusals.Line;
        var b = xy / xx;
        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            var residual = y[i] - meanY - (b * (x[i] - meanX));
            squares += residual * residual;
        }

        // The mean of y and the slope are uncorrelated; a is the line at x0, a shift of both.
        var s = Math.Sqrt(squares / (n - 2));
        var shift = origin - meanX;
        var uncertaintyOfA = s * Math.Sqrt((1.0 / n) + (shift * shift / xx));
        var uncertaintyOfB = s / Math.Sqrt(xx);
        var correlation = shift / Math.Sqrt((xx / n) + (shift * shift));
        return new StraightLine(meanY + (b * shift), b, uncertaintyOfA, uncertaintyOfB, correlation)
        {
            Origin = origin,
            ResidualDeviation = s,
            DegreesOfFreedom = n - 2,
        };
    }

    /// <summary>Value of the line at x and its standard uncertainty.</summary>
    public (double Value, double StandardUncertainty) At(double x)
    {
        var distance = x - Origin;
        var variance = (UncertaintyOfA * UncertaintyOfA) + (distance * distance * UncertaintyOfB * UncertaintyOfB)
            + (2 * distance * UncertaintyOfA * UncertaintyOfB * Correlation);
        return (A + (B * distance), Math.Sqrt(Math.Max(0, variance)));
    }
}
