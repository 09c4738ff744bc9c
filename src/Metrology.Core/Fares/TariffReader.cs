using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Fares;

/// <summary>JSON members → tariff; what the values mean together is the matter of <see cref="TariffCheck"/>.</summary>
internal static class TariffReader
{
    // Far beyond any tariff and far inside decimal, so that no arithmetic can overflow.
    internal const decimal LargestAmount = 1_000_000m;
    internal const decimal LargestDistance = 100_000m;
    internal const decimal LargestMinutes = 100_000m;
    internal const decimal SmallestStep = 0.001m;
    private const decimal LargestRatio = 100m;
    private static readonly string[] TimeUnits = ["block_price", "wait_per_min", "wait_per_hour"];

    public static Tariff Read(JsonCursor file) => file.Object(root =>
    {
        root.Optional("$schema");
        return new Tariff
        {
            Origin = Origin(root),
            StartFare = root.Required("start_fare", Amount, 0m),
            StartKilometres = root.Required("start_km", Distance, 0m),
            UnitPrice = root.Required("unit_price", Amount, 0m),
            Tiers = root.Optional("tiers")?.List(Tier) ?? [],
            TiersOnRoundTrip = Flag(root, "tiers_on_round_trip"),
            Night = new(
                Ratio(root, "night_ratio", 0m), Flag(root, "night_on_start"), OptionalAmount(root, "night_unit_price"),
                OptionalAmount(root, "night_start_fare"), root.Optional("night_window") is { } window ? Window(window) : null),
            Peak = new(Ratio(root, "peak_ratio", -1m), Flag(root, "peak_on_start"), root.Optional("peak_windows")?.List(Window)),
            Time = Time(root),
            Composition = root.Optional("composition")?.AsChoice<Composition>(),
            Supplements = root.Optional("supplements")?.Map(Amount) ?? new Dictionary<string, decimal>(),
            DistanceStep = root.Optional("distance_step_km") is { } step
                ? new(step.AsNumber(SmallestStep, LargestDistance), Flag(root, "charge_begun_step"))
                : Without(root, "charge_begun_step"),
            DisplayStep = root.Optional("display_step_yuan")?.AsNumber(SmallestStep, LargestAmount),
            Rounding = root.Optional("rounding") is { } rounding ? Rounding(rounding) : null,
        };
    });

    private static TariffOrigin Origin(JsonCursor root) => new(
        root.Text("name"), root.Optional("name_en")?.AsText(), root.Optional("city")?.AsText(), root.Optional("city_en")?.AsText(),
        root.Optional("source")?.AsText(), root.Optional("date")?.AsDate(), root.Optional("until")?.AsDate(), Flag(root, "confirmed"),
        root.Optional("note")?.AsText());

    /// <summary>[from, ratio] as tariffs are quoted, or an object that may state prices.</summary>
    private static DistanceTier Tier(JsonCursor at)
    {
        if (at.IsList)
        {
            var pair = at.List(number => number);
            if (pair.Count == 2)
                return new(Distance(pair[0]), pair[1].AsNumber(0m, LargestRatio));
            at.Problem("此处应为 [起始公里, 加价比例]", "[from kilometre, ratio] is expected here");
            return new(0m, 0m);
        }

        return at.Object(tier =>
        {
            var (price, ratio) = (OptionalAmount(tier, "price"), tier.Optional("ratio")?.AsNumber(0m, LargestRatio));
            if (price is null == ratio is null)
                tier.Problem("ratio 与 price 应有且只有一个", "exactly one of ratio and price is expected");
            return new DistanceTier(tier.Required("from_km", Distance, 0m), ratio ?? 0m, price, OptionalAmount(tier, "night_price"));
        });
    }

    private static TimeCharge? Time(JsonCursor root)
    {
        var prices = TimeUnits.Select(name => Prices(root, name)).ToList();
        var block = root.Optional("block_min")?.AsNumber(SmallestStep, LargestMinutes);
        var begun = Flag(root, "charge_begun_block");
        var free = root.Optional("free_wait_min")?.AsNumber(0m, LargestMinutes) ?? 0m;
        var threshold = root.Optional("low_speed_threshold_kmh")?.AsNumber(0m, LargestDistance);
        var counts = root.Optional("distance_counts_below_threshold")?.AsFlag() ?? true;
        if (prices.Count(price => price is not null) > 1)
            root.Problem($"计时单价只能有一种：{string.Join(", ", TimeUnits)}", $"only one price of time is possible: {string.Join(", ", TimeUnits)}");
        if (block is null != prices[0] is null)
            root.Problem("block_min 与 block_price 应同时给出", "block_min and block_price are expected together");
        if (prices.FirstOrDefault(price => price is not null) is not { } given)
            return null;
        var minutes = prices[0] is not null ? block ?? 1m : prices[1] is not null ? 1m : 60m;
        return new(given, minutes, block, begun, free, threshold, counts);
    }

    private static PriceByPeriod? Prices(JsonCursor root, string name)
    {
        var (ordinary, peak, night) = (OptionalAmount(root, name), OptionalAmount(root, $"{name}_peak"), OptionalAmount(root, $"{name}_night"));
        if (ordinary is null && (peak ?? night) is not null)
            root.Problem($"缺少 {name}", $"{name} is missing");
        return ordinary is { } price ? new(price, peak, night) : null;
    }

    private static ClockWindow Window(JsonCursor at)
    {
        var times = at.List(time => time.AsMinuteOfDay());
        if (times.Count == 2 && times[0] % ClockWindow.Day != times[1] % ClockWindow.Day)
            return new(times[0] % ClockWindow.Day, times[1]);
        at.Problem("此处应为两个不同的时刻 [起, 止]", "two different times [from, to] are expected here");
        return new(0, 1);
    }

    private static FareRounding Rounding(JsonCursor at) => at.Object(rounding => new FareRounding(
        new(rounding.Required("interval", interval => interval.AsNumber(SmallestStep, LargestAmount), 1m)),
        rounding.Optional("mode")?.AsChoice<RoundingMode>() ?? RoundingMode.HalfEven,
        rounding.Optional("on_total")?.AsFlag() ?? true));

    private static Stepping? Without(JsonCursor root, string name)
    {
        root.Optional(name)?.Problem("没有它所修饰的成员", "the member that it belongs to is missing");
        return null;
    }

    private static decimal Amount(JsonCursor at) => at.AsNumber(0m, LargestAmount);

    private static decimal Distance(JsonCursor at) => at.AsNumber(0m, LargestDistance);

    private static decimal? OptionalAmount(JsonCursor at, string name) => at.Optional(name)?.AsNumber(0m, LargestAmount);

    private static decimal Ratio(JsonCursor at, string name, decimal least) => at.Optional(name)?.AsNumber(least, LargestRatio) ?? 0m;

    private static bool Flag(JsonCursor at, string name) => at.Optional(name)?.AsFlag() ?? false;
}
