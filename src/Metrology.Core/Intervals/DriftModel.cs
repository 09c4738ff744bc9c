using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>
/// Drift since calibration as d(t) = b₁·t + b₂·t² + …, fitted by least squares without intercept, because right after calibration there is no drift.
/// NASA-HDBK-8739.19-5 7.4, variables method.
/// </summary>
/// <param name="Coefficients">b₁, b₂, …; per day, per day², ….</param>
/// <param name="Covariance">Of the coefficients.</param>
/// <param name="Residual">s, residual standard deviation with n − m degrees of freedom.</param>
public sealed record DriftModel(IReadOnlyList<double> Coefficients, IReadOnlyList<IReadOnlyList<double>> Covariance, double Residual, int DegreesOfFreedom)
{
    internal const int HighestOrder = 3;

    /// <summary>Refused when there are not more points than coefficients, or too few different times.</summary>
    public static Outcome<DriftModel> Fit(IReadOnlyList<double> days, IReadOnlyList<double> deviations, int order)
    {
        if (days.Count <= order)
            return IntervalRefusals.TooFewPoints(order);
        // Times in units of the longest keep the normal equations well conditioned.
        var scale = days.Max();
        var rows = days.Select(day => Enumerable.Range(1, order).Select(power => Math.Pow(day / scale, power)).ToArray()).ToList();
        var normal = new double[order, order];
        var right = new double[order];
        for (var i = 0; i < order; i++)
        {
            right[i] = rows.Zip(deviations, (row, d) => row[i] * d).Sum();
            for (var j = 0; j < order; j++)
                normal[i, j] = rows.Sum(row => row[i] * row[j]);
        }

        if (SymmetricMatrix.Inverse(normal) is not { } inverse)
            return IntervalRefusals.SameTimes;
        var scaled = Enumerable.Range(0, order).Select(i => Enumerable.Range(0, order).Sum(j => inverse[i, j] * right[j])).ToArray();
        var freedom = days.Count - order;
        var residual = Math.Sqrt(rows.Zip(deviations, (row, d) => Square(d - row.Zip(scaled, (a, b) => a * b).Sum())).Sum() / freedom);
        double Unscale(int i) => Math.Pow(scale, i + 1);
        return new DriftModel(
            [.. scaled.Select((b, i) => b / Unscale(i))],
            [.. Enumerable.Range(0, order).Select(i => (double[])[.. Enumerable.Range(0, order).Select(j => residual * residual * inverse[i, j] / Unscale(i) / Unscale(j))])],
            residual, freedom);
    }

    /// <summary>d(t).</summary>
    internal Polynomial Drift => new([0, .. Coefficients]);

    /// <summary>u²_pred(t) = Σ c_ij·t^(i+j) + s².</summary>
    internal Polynomial PredictionVariance
    {
        get
        {
            var result = new double[(2 * Coefficients.Count) + 1];
            result[0] = Residual * Residual;
            for (var i = 0; i < Coefficients.Count; i++)
            {
                for (var j = 0; j < Coefficients.Count; j++)
                    result[i + j + 2] += Covariance[i][j];
            }

            return new(result);
        }
    }

    private static double Square(double value) => value * value;
}
