namespace Metrology.Core.Fares;

/// <summary>Price of one kilometre when an empty-return tier, the night and a peak window may hold at once; yuan a kilometre, never rounded.</summary>
public static class KilometrePrice
{
    public static decimal Of(Tariff tariff, DistanceTier? tier, bool isNight, bool isPeak, Composition composition)
    {
        var atDay = tier is null ? tariff.UnitPrice : tier.Price ?? tariff.UnitPrice * (1m + tier.Ratio);
        var price = isNight ? tier?.NightPrice ?? AtNight(tariff, atDay, composition) : atDay;
        if (!isPeak)
            return price;
        return composition == Composition.Additive ? price + (tariff.UnitPrice * tariff.Peak.Ratio) : price * (1m + tariff.Peak.Ratio);
    }

    /// <summary>Two surcharges as ratios of one unit price.</summary>
    public static decimal Of(decimal unitPrice, decimal tierRatio, decimal nightRatio, Composition composition) =>
        composition == Composition.Additive ? unitPrice * (1m + tierRatio + nightRatio) : unitPrice * (1m + tierRatio) * (1m + nightRatio);

    private static decimal AtNight(Tariff tariff, decimal atDay, Composition composition) => (tariff.Night.UnitPrice, composition) switch
    {
        ({ } own, Composition.Additive) => atDay + own - tariff.UnitPrice,
        ({ } own, _) => atDay * own / tariff.UnitPrice,
        (null, Composition.Additive) => atDay + (tariff.UnitPrice * tariff.Night.Ratio),
        (null, _) => atDay * (1m + tariff.Night.Ratio),
    };
}
