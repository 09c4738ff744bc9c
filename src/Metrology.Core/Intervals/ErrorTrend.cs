using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>
/// Control chart of one point over successive calibrations (ILAC-G24:2022 / OIML D 10 method 2): straight line through the errors, control limits of three
/// residual standard deviations, and the time until the prediction band leaves the limits of error. The guideline gives the principle, not the formulas.
/// </summary>
/// <param name="Intercept">At t = 0.</param>
/// <param name="Slope">Per day.</param>
/// <param name="Residual">s of the residuals, n − 2 degrees of freedom.</param>
/// <param name="OutOfControl">Positions, from 0, of errors farther than 3·s from the line.</param>
/// <param name="Days">From the last calibration; 0 when the band is outside already, null when it never leaves.</param>
public sealed record ErrorTrend(double Intercept, double Slope, double Residual, double K, IReadOnlyList<int> OutOfControl, double? Days)
{
    private const double ControlFactor = 3;

    public static Outcome<ErrorTrend> Of(IReadOnlyList<double> days, IReadOnlyList<double> errors, DriftLimits limits)
    {
        if (days.Count < 3)
            return IntervalRefusals.TooFewPoints(2);
        var (centre, level) = (days.Average(), errors.Average());
        var spread = days.Sum(day => (day - centre) * (day - centre));
        if (!(spread > 0))
            return IntervalRefusals.SameTimes;
        var slope = days.Zip(errors, (day, error) => (day - centre) * (error - level)).Sum() / spread;
        var intercept = level - (slope * centre);
        var residuals = days.Zip(errors, (day, error) => error - intercept - (slope * day)).ToList();
        var s = Math.Sqrt(residuals.Sum(r => r * r) / (days.Count - 2));
        var coverage = limits is { Lower: not null, Upper: not null } ? limits.Confidence : (2 * limits.Confidence) - 1;
        var k = StudentLaw.CoverageFactor(coverage, days.Count - 2);
        var last = days.Max();
        // s²·(1 + 1/n + (t − t̄)²/Σ(t − t̄)²), with t counted from the last calibration.
        var offset = last - centre;
        var variance = new Polynomial([s * s * (1 + (1.0 / days.Count) + (offset * offset / spread)), s * s * 2 * offset / spread, s * s / spread]);
        var line = new Polynomial([intercept + (slope * last), slope]);
        double?[] all = [Meets(limits.Upper, 1), Meets(limits.Lower, -1)];
        var outside = Enumerable.Range(0, residuals.Count).Where(i => Math.Abs(residuals[i]) > ControlFactor * s).ToList();
        return new ErrorTrend(intercept, slope, s, k, outside, all.Min());

        double? Meets(double? limit, int side)
        {
            if (limit is not { } value)
                return null;
            var room = new Polynomial([value]).Plus(line, -1);
            var inside = room.Squared().Plus(variance, -k * k);
            return side * room.At(0) <= 0 || inside.At(0) <= 0 ? 0 : inside.FirstNonPositive(0, DriftTarget.Horizon);
        }
    }
}
