using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>
/// Cross-over speed of OIML R 21: price of an hour ÷ price of a kilometre. It tells where time becomes dearer than distance; the threshold below which a
/// Chinese taximeter charges time is a parameter of the tariff and differs from it.
/// </summary>
public static class CrossOver
{
    /// <summary>km/h; refused when a kilometre costs nothing.</summary>
    public static Outcome<decimal> NaturalKmh(decimal yuanPerHour, decimal yuanPerKilometre) =>
        yuanPerKilometre <= 0m ? FareRefusals.NoUnitPrice : yuanPerHour / yuanPerKilometre;
}
