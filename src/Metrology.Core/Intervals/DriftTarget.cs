using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Intervals;

/// <summary>How long a drift model may run; days from calibration, 0 when the target is missed at once, null when it is never missed.</summary>
public static class DriftTarget
{
    /// <summary>Longest interval that is looked at, days.</summary>
    internal const double Horizon = 100_000;

    /// <summary>First t with √(u₀² + u²_pred(t)) = target.</summary>
    public static double? Uncertainty(DriftModel model, double initial, double target) =>
        First(new Polynomial([(target * target) - (initial * initial)]).Plus(model.PredictionVariance, -1));

    /// <summary>First t at which y₀ + d(t) ± k·√(u₀² + u²_pred(t)) meets a limit, with the k that was used: two-sided for two limits, one-sided for one.</summary>
    public static (double K, double? Days) Reliability(DriftModel model, double initial, double start, DriftLimits limits)
    {
        var coverage = limits is { Lower: not null, Upper: not null } ? limits.Confidence : (2 * limits.Confidence) - 1;
        var k = StudentLaw.CoverageFactor(coverage, model.DegreesOfFreedom);
        var band = new Polynomial([initial * initial]).Plus(model.PredictionVariance);
        var centre = new Polynomial([start]).Plus(model.Drift);
        double?[] all = [Meets(limits.Upper, 1), Meets(limits.Lower, -1)];
        return (k, all.Min());

        // (limit − centre)² − k²·band is positive inside. From inside, the near edge of the band is met before the far one.
        double? Meets(double? limit, int side)
        {
            if (limit is not { } value)
                return null;
            var room = new Polynomial([value]).Plus(centre, -1);
            return side * room.At(0) <= 0 ? 0 : First(room.Squared().Plus(band, -k * k));
        }
    }

    private static double? First(Polynomial inside) => inside.At(0) <= 0 ? 0 : inside.FirstNonPositive(0, Horizon);
}

/// <param name="Confidence">Of the band, for example 0.95.</param>
public sealed record DriftLimits(double? Lower, double? Upper, double Confidence);
