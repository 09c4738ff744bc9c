using Metrology.Core.Files;
using Metrology.Core.Procedures;

namespace Metrology.Core.Fares;

/// <summary>Whether the parts of a tariff fit together, so that every trip has one fare and no distance makes it cheaper.</summary>
internal static class TariffCheck
{
    /// <param name="unread">What the reader found; what follows from it is not said again.</param>
    public static IReadOnlyList<FileProblem> Problems(Tariff tariff, IReadOnlyList<FileProblem> unread)
    {
        // What is said of the file as a whole, that two members exclude each other, leaves every member readable.
        var problems = new ProblemList([.. unread.Where(problem => problem.Path.Length > 0)]);
        for (var i = 0; i < tariff.Tiers.Count; i++)
        {
            if (i > 0 && AreWhole(problems, $"tiers[{i - 1}]", $"tiers[{i}]") && tariff.Tiers[i].FromKilometres <= tariff.Tiers[i - 1].FromKilometres)
                problems.Add($"tiers[{i}]", "各档应按公里数递增", "the tiers are expected in ascending order of kilometres");
            if (problems.IsWhole($"tiers[{i}]") && tariff.Tiers[i] is { NightPrice: not null, Price: null })
                problems.Add($"tiers[{i}].night_price", "只有给出 price 的档才能有夜间单价", "only a tier with a price can have a price at night");
        }

        Night(tariff, problems);
        if (tariff.Supplements.ContainsKey(""))
            problems.Add("supplements", "附加费应有名称", "a supplement needs a name");
        if (tariff.Origin is { Date: { } date, Until: { } until } && until < date && AreWhole(problems, "date", "until"))
            problems.Add("until", "失效日期早于生效日期", "it ends before it begins");
        if (problems.All.Count == 0 && unread.Count == 0 && HasNegativePrice(tariff))
            problems.Add("unit_price", "加价合在一起会使每公里单价为负", "the surcharges together would make the price of a kilometre negative");
        return problems.All;
    }

    private static void Night(Tariff tariff, ProblemList problems)
    {
        var night = tariff.Night;
        if (night is { Ratio: > 0m, UnitPrice: not null })
            problems.Add("night_unit_price", "夜间单价与 night_ratio 只能给出一个", "a price at night and night_ratio exclude each other");
        if (night is { OnStart: true, StartFare: not null })
            problems.Add("night_start_fare", "夜间起步价与 night_on_start 只能给出一个", "a start fare at night and night_on_start exclude each other");
        if (night.UnitPrice is not null && tariff.UnitPrice < TariffReader.SmallestStep && tariff.Composition != Composition.Additive && AreWhole(problems, "unit_price", "composition"))
            problems.Add("night_unit_price", "单价为零时无法相乘", "there is nothing to multiply when the unit price is zero");
        var bothCostTime = tariff.Time is { Price: { Peak: not null, Night: not null } };
        if (bothCostTime && night.Window is { } window && (tariff.Peak.Windows ?? []).Any(window.Overlaps) && AreWhole(problems, "night_window", "peak_windows"))
            problems.Add("peak_windows", "高峰时段与夜间时段重叠，计时单价不确定", "peak and night overlap, so the price of time is not determined");
    }

    private static bool AreWhole(ProblemList problems, params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (!problems.IsWhole(path))
                return false;
        }

        return true;
    }

    private static bool HasNegativePrice(Tariff tariff)
    {
        bool[] both = [false, true];
        var compositions = tariff.Composition is { } stated ? [stated] : Enum.GetValues<Composition>();
        return (from composition in compositions
                from tier in tariff.Tiers.Append(null)
                from night in both
                from peak in both
                select KilometrePrice.Of(tariff, tier, night, peak, composition)).Any(price => price < 0m);
    }
}
