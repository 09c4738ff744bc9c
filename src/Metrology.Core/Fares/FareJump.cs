using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>
/// Distance that a jump of the displayed amount (跳字) stands for: there the fare of the meter first reaches an amount. An installed taximeter is compared
/// with its checker at such a moment.
/// </summary>
public static class FareJump
{
    /// <summary>Kilometres from the beginning of a trip without low speed; 0 when the start fare already covers the amount.</summary>
    public static Outcome<decimal> DistanceAt(Tariff tariff, decimal amount, FareConditions conditions)
    {
        var course = new Course([new(0m, tariff.StartKilometres, conditions.IsNight, conditions.IsPeak)], conditions.IsNight, conditions.IsPeak, new Dictionary<Period, decimal>());
        var start = FareCalculation.StartFare(tariff, course, conditions.Composition).Amount;
        var missing = amount - start;
        if (missing <= 0m)
            return 0m;
        var tiers = conditions.IsRoundTrip && !tariff.TiersOnRoundTrip ? [] : tariff.Tiers;
        foreach (var (from, to, tier) in DistanceCharge.Bands(tiers, tariff.StartKilometres))
        {
            var price = KilometrePrice.Of(tariff, tier, conditions.IsNight, conditions.IsPeak, conditions.Composition);
            var reach = Math.Min(to, TariffReader.LargestDistance) - from;
            if (reach <= 0m || price == 0m)
                continue;
            if (missing <= price * reach)
                return from + (missing / price);
            missing -= price * reach;
        }

        return FareRefusals.NeverReached;
    }
}

/// <summary>What holds for the whole of a trip.</summary>
public sealed record FareConditions(bool IsNight, bool IsPeak, bool IsRoundTrip, Composition Composition);
