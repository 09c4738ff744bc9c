using Metrology.Core.Files;
using Metrology.Core.Procedures;

namespace Metrology.Core.Intervals;

/// <summary>JSON members → requests of the methods that count results.</summary>
internal static class IntervalReader
{
    internal const decimal LongestInterval = 100_000m;
    private const decimal LargestFactor = 1000m;
    private const decimal LargestRatio = 1_000_000m;
    private const int MostCalibrations = 100_000;

    /// <summary>What every method takes: the regulation's cycle, the kind of work, and a setting by hand.</summary>
    public static IntervalRequest Common(JsonCursor root, IntervalRequest request)
    {
        var cycle = root.Optional("regulation_cycle_d")?.AsNumber(1m, LongestInterval);
        var isVerification = root.Optional("work") is { } work ? IsVerification(work) : cycle is not null;
        var days = root.Optional("override_d")?.AsNumber(1m, LongestInterval);
        var reason = root.Optional("override_reason")?.AsText();
        if (isVerification && cycle is null)
            root.Problem("检定需要给出 regulation_cycle_d", "verification needs regulation_cycle_d");
        if (days is null != reason is null)
            root.Problem("override_d 与 override_reason 应同时给出", "override_d and override_reason are expected together");
        return request with { RegulationCycle = cycle, IsVerification = isVerification, Override = days is { } set ? new(set, reason ?? "") : null };
    }

    public static IntervalRequest Test(JsonCursor root)
    {
        var n = root.Required("calibrations", count => count.AsWhole(1, MostCalibrations), 1);
        var (least, most) = Range(root, "min_interval_d", 14m, "max_interval_d", 1826m);
        return new IntervalRequest.Test(new(
            root.Required("in_tolerance", count => count.AsWhole(0, n), 0), n,
            root.Required("target_reliability", Probability, 0.9m),
            root.Required("current_interval_d", Days, 1m),
            root.Optional("confidence")?.AsNumber(0m, 0.999999m) ?? 0.5m,
            root.Optional("max_change_factor")?.AsNumber(1m, LargestFactor) ?? 2m,
            root.Optional("min_change_d")?.AsNumber(0m, LongestInterval) ?? 5m,
            least, most));
    }

    public static IntervalRequest Stairs(JsonCursor root)
    {
        var errors = root.Required("error_over_mpe", list => Filled(list, error => error.AsNumber(-LargestRatio, LargestRatio)), [0m]);
        var settings = root.Required("parameters", at => at.Object(Settings), new(0.8m, 1m, 1m, 1, 1m, 1m));
        return new IntervalRequest.Stairs(settings, errors, root.Required("current_interval_d", Days, 1m));
    }

    public static IntervalRequest Pattern(JsonCursor root)
    {
        var results = root.Required("results", list => Filled(list, IsIn), [true]);
        var (least, most) = Range(root, "min_interval_d", 1m, "max_interval_d", LongestInterval);
        var factors = new Dictionary<string, decimal>(LastThree.Proposed);
        if (root.Optional("factors") is { } given)
        {
            foreach (var (pattern, factor) in given.Map(factor => factor.AsNumber(0.001m, LargestFactor)))
            {
                if (!factors.ContainsKey(pattern))
                    given.Problem($"未知的组合「{pattern}」", $"unknown pattern “{pattern}”");
                factors[pattern] = factor;
            }
        }

        return new IntervalRequest.Pattern(new(factors, least, most), results, root.Required("current_interval_d", Days, 1m));
    }

    public static IntervalRequest Cap(JsonCursor root) => new IntervalRequest.Cap(root.Required("computed_interval_d", days => days.AsNumber(0m, LongestInterval), 0m));

    internal static IReadOnlyList<T> Filled<T>(JsonCursor list, Func<JsonCursor, T> read)
    {
        var items = list.List(read);
        if (items.Count == 0)
            list.Problem("至少需要一个", "at least one is needed");
        return items;
    }

    internal static decimal Probability(JsonCursor at) => at.AsNumber(0.000001m, 0.999999m);

    internal static int Count(JsonCursor at) => at.AsWhole(1, MostCalibrations);

    private static decimal Days(JsonCursor at) => at.AsNumber(0.001m, LongestInterval);

    private static Staircase Settings(JsonCursor at)
    {
        var (least, most) = Range(at, "min", 1m, "max", LongestInterval);
        return new(
            at.Required("guard", share => share.AsNumber(0m, 1m), 0m),
            at.Required("extend", factor => factor.AsNumber(1m, LargestFactor), 1m),
            at.Required("shorten", factor => factor.AsNumber(0.001m, 1m), 1m),
            at.Required("consecutive", count => count.AsWhole(1, MostCalibrations), 1), least, most);
    }

    private static (decimal Least, decimal Most) Range(JsonCursor at, string least, decimal leastStandIn, string most, decimal mostStandIn)
    {
        var (from, to) = (at.Optional(least)?.AsNumber(0m, LongestInterval) ?? leastStandIn, at.Optional(most)?.AsNumber(0m, LongestInterval) ?? mostStandIn);
        if (from <= to)
            return (from, to);
        at.Problem($"{least} 大于 {most}", $"{least} is larger than {most}");
        return (from, from);
    }

    private static bool IsVerification(JsonCursor at)
    {
        var text = at.AsText();
        if (text is not ("检定" or "校准" or "verification" or "calibration" or ""))
            at.Problem("此处应为 检定 或 校准", "verification (检定) or calibration (校准) is expected here");
        return text is "检定" or "verification";
    }

    private static bool IsIn(JsonCursor at)
    {
        var text = at.AsText();
        if (text is not ("in" or "out" or ""))
            at.Problem("此处应为 in 或 out", "in or out is expected here");
        return text == "in";
    }
}
