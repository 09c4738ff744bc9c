using Metrology.Core.Files;
using Metrology.Core.Procedures;

namespace Metrology.Core.Intervals;

/// <summary>JSON members → requests of the methods that fit a model.</summary>
internal static class DriftReader
{
    private const decimal LargestValue = 1_000_000_000_000m;
    private const int MostPoints = 10_000;

    public static IntervalRequest Fit(JsonCursor root)
    {
        _ = root.Optional("u0")?.AsNumber(0m, LargestValue);
        return new IntervalRequest.Fit(Data(root));
    }

    public static IntervalRequest UncertaintyTarget(JsonCursor root) =>
        new IntervalRequest.UncertaintyTarget(Data(root), Initial(root), Value(root, "u_target", 0m));

    public static IntervalRequest ReliabilityTarget(JsonCursor root) =>
        new IntervalRequest.ReliabilityTarget(Data(root), Initial(root), Value(root, "y0", -LargestValue), Limits(root));

    public static IntervalRequest Trend(JsonCursor root)
    {
        var (days, errors) = (Times(root), Numbers(root, "error"));
        SameCount(root, days.Count, errors.Count);
        return new IntervalRequest.Trend(days, errors, Limits(root));
    }

    public static IntervalRequest Binomial(JsonCursor root)
    {
        var days = root.Required("elapsed_d", list => IntervalReader.Filled(list, day => (double)day.AsNumber(0.001m, IntervalReader.LongestInterval)), [1]);
        var n = root.Required("calibrations", list => list.List(IntervalReader.Count), []);
        var x = root.Required("in_tolerance", list => list.List(count => count.AsNumber(0m, LargestValue)), []);
        var target = (double)root.Required("target_reliability", IntervalReader.Probability, 0.9m);
        var model = root.Optional("model");
        var id = model?.AsText();
        if (id is not null && ReliabilityModel.All.All(one => one.Id != id))
            model!.Problem($"应为以下之一：{string.Join(", ", ReliabilityModel.All.Select(one => one.Id))}", $"one of these is expected: {string.Join(", ", ReliabilityModel.All.Select(one => one.Id))}");
        SameCount(root, days.Count, n.Count);
        SameCount(root, days.Count, x.Count);
        var groups = days.Zip(n, x).Select(group => new ReliabilityGroup(group.First, group.Second, (double)group.Third)).ToList();
        if (groups.Any(group => group.InTolerance > group.Calibrations))
            root.Problem("合格次数多于校准次数", "more calibrations in tolerance than calibrations");
        return new IntervalRequest.Binomial(groups, target, id);
    }

    private static DriftData Data(JsonCursor root)
    {
        var (days, deviations) = (Times(root), Numbers(root, "deviation"));
        SameCount(root, days.Count, deviations.Count);
        return new(days, deviations, root.Optional("model") is { } model ? Order(model) : 2);
    }

    /// <summary>"d = b1*t + b2*t^2": powers without a gap from the first on.</summary>
    private static int Order(JsonCursor at)
    {
        var text = at.AsText().Replace(" ", "", StringComparison.Ordinal);
        for (var order = 1; order <= DriftModel.HighestOrder; order++)
        {
            if (text == "d=" + string.Join('+', Enumerable.Range(1, order).Select(i => i == 1 ? "b1*t" : $"b{i}*t^{i}")))
                return order;
        }

        at.Problem("此处应为 d = b1*t、d = b1*t + b2*t^2 或再加 b3*t^3", "d = b1*t, d = b1*t + b2*t^2 or with b3*t^3 is expected here");
        return 1;
    }

    private static DriftLimits Limits(JsonCursor root)
    {
        double? Limit(string name) => root.Optional(name) is { } at ? (double)at.AsNumber(-LargestValue, LargestValue) : null;
        var (lower, upper) = (Limit("lower"), Limit("upper"));
        if (lower is null && upper is null)
            root.Problem("lower 与 upper 至少需要一个", "at least one of lower and upper is needed");
        if (lower >= upper)
            root.Problem("lower 不小于 upper", "lower is not below upper");
        return new(lower, upper, (double)(root.Optional("confidence")?.AsNumber(0.500001m, 0.999999m) ?? 0.95m));
    }

    private static IReadOnlyList<double> Times(JsonCursor root) => Points(root, "t_d", 0m, IntervalReader.LongestInterval);

    private static IReadOnlyList<double> Numbers(JsonCursor root, string name) => Points(root, name, -LargestValue, LargestValue);

    private static IReadOnlyList<double> Points(JsonCursor root, string name, decimal least, decimal most)
    {
        var points = root.Required(name, list => IntervalReader.Filled(list, at => (double)at.AsNumber(least, most)), []);
        if (points.Count > MostPoints)
            root.Problem($"{name} 最多 {MostPoints} 个", $"{name} holds more than {MostPoints}");
        return points;
    }

    private static double Initial(JsonCursor root) => Value(root, "u0", 0m);

    private static double Value(JsonCursor root, string name, decimal least) =>
        (double)root.Required(name, value => value.AsNumber(least, LargestValue), least);

    private static void SameCount(JsonCursor root, int times, int values)
    {
        if (times != values)
            root.Problem($"数据个数不一致：{times} 与 {values}", $"the lists have different lengths: {times} and {values}");
    }
}
