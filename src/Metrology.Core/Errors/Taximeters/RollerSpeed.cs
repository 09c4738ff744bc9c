using Metrology.Core.Words;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>Speed on the main roller of a checker.</summary>
public static class RollerSpeed
{
    private const decimal MetresPerMinuteInKmh = 1000m / 60m;

    /// <summary>Revolutions a minute at a speed, km/h, on a roller of circumference C, m.</summary>
    public static Outcome<decimal> RevolutionsPerMinute(decimal kmh, decimal circumference) =>
        circumference == 0m ? ErrorRefusals.DivisionByZero : kmh * 1000m / (60m * circumference);

    /// <summary>km/h of a speed of revolution, r/min.</summary>
    public static decimal Kmh(decimal revolutionsPerMinute, decimal circumference) => revolutionsPerMinute * circumference / MetresPerMinuteInKmh;
}
