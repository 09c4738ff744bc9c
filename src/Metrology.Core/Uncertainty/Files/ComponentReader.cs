using Metrology.Core.Files;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>One component of a file → distribution and degrees of freedom. What each distribution takes is in docs/formats/uncertainty.md.</summary>
internal static class ComponentReader
{
    public const int MostValues = 100_000;

    public static InputComponent Read(JsonCursor node)
    {
        var component = Component(node);
        node.RefuseUnknown();
        return component;
    }

    /// <summary>Reads the component's members; the caller refuses the unknown ones, which may be its own.</summary>
    public static InputComponent Component(JsonCursor node)
    {
        var name = node.Optional("distribution")?.AsText() ?? (node.Optional("values") is null ? "" : "type-a");
        var description = node.Optional("description")?.AsWords() ?? node.Optional("name_of_source")?.AsWords();
        var type = node.Optional("type")?.AsText();
        var freedom = node.Optional("dof")?.AsDegreesOfFreedom();
        if (type is not (null or "A" or "B"))
            node.Problem("type 只能是 A 或 B", "type is A or B");
        var component = Of(node, name.ToLowerInvariant(), freedom);
        return component with
        {
            Type = type ?? component.Type,
            DegreesOfFreedom = component.Type == "A" ? component.DegreesOfFreedom : freedom ?? component.DegreesOfFreedom,
            Description = description,
        };
    }

    private static InputComponent Of(JsonCursor node, string name, double? freedom) => name switch
    {
        "normal" or "gaussian" or "正态" => new(Distribution.Normal(Std(node, freedom))),
        "rectangular" or "uniform" or "均匀" or "矩形" => Bounded(node, Distribution.Rectangular),
        "triangular" or "三角" => Bounded(node, Distribution.Triangular),
        "arcsine" or "u-shaped" or "u" or "反正弦" => Bounded(node, Distribution.Arcsine),
        "two-point" or "两点" => Bounded(node, Distribution.TwoPoint),
        "trapezoidal" or "trapezoid" or "梯形" => Trapezoid(node),
        "curvilinear-trapezoid" or "ctrap" or "曲边梯形" => new(
            Distribution.CurvilinearTrapezoid(NotNegative(node, "half_width"), NotNegative(node, "d"))),
        "resolution" or "digital" or "分辨力" => new(Distribution.Rectangular(NotNegative(node, "step") / 2)),
        "student" or "t" => new(Distribution.Student(NotNegative(node, node.Optional("scale") is null ? "std" : "scale"), Freedom(node, freedom, 0)), "B", freedom ?? 1),
        "student-sd" or "t-sd" => new(Distribution.StudentWithDeviation(NotNegative(node, "std"), Freedom(node, freedom, 2)), "B", freedom ?? 3),
        "type-a" or "observations" => Observed(node),
        "table" or "数据表" => Table(node),
        _ => Unknown(node, name),
    };

    /// <summary>std, or expanded ÷ k, or expanded ÷ t_p(ν) with its confidence.</summary>
    private static double Std(JsonCursor node, double? freedom)
    {
        if (node.Optional("std") is not null)
            return NotNegative(node, "std");
        var expanded = NotNegative(node, "expanded");
        if (node.Optional("k") is not null)
            return expanded / Positive(node, "k");
        if (node.Optional("confidence") is null)
        {
            node.Problem("缺少 k 或 confidence", "k or confidence is missing");
            return 0;
        }

        var p = Positive(node, "confidence");
        var k = StudentLaw.CoverageFactor(p, freedom ?? double.PositiveInfinity);
        if (double.IsFinite(k))
            return expanded / k;
        node.Optional("confidence")!.Problem("包含概率应在 0 与 1 之间", "a probability between 0 and 1 is expected here");
        return 0;
    }

    /// <summary>By half_width, full_width or std.</summary>
    private static InputComponent Bounded(JsonCursor node, Func<double, Distribution> of)
    {
        if (node.Optional("full_width") is not null)
            return new(of(NotNegative(node, "full_width") / 2));
        if (node.Optional("std") is null)
            return new(of(NotNegative(node, "half_width")));
        return new(of(NotNegative(node, "std") / of(1).StandardUncertainty));
    }

    private static InputComponent Trapezoid(JsonCursor node)
    {
        var halfWidth = NotNegative(node, "half_width");
        var beta = node.Optional("top_half_width") is null ? NotNegative(node, "beta") : NotNegative(node, "top_half_width") / (halfWidth > 0 ? halfWidth : 1);
        if (beta > 1)
            node.Problem("梯形的上底不能长于下底", "the top of a trapezium is not longer than its base");
        return new(Distribution.Trapezoidal(halfWidth, beta));
    }

    /// <summary>The values themselves, or s of one observation and their number n.</summary>
    private static InputComponent Observed(JsonCursor node)
    {
        if (node.Optional("values") is { } list)
        {
            var values = list.List(MostValues).Select(value => value.AsReal()).ToList();
            if (values.Count > 1)
                return InputComponent.OfObservations(values);
            list.Problem("A 类评定至少要两个观测值", "a type A evaluation needs two observations");
            return new(Distribution.Normal(0));
        }

        var (s, n) = (NotNegative(node, "s"), node.Optional("n")?.AsWhole(2L, MostValues));
        if (n is null)
            node.Problem("缺少 values，或 s 与 n", "values, or s and n, are missing");
        var count = n ?? 2;
        return new(Distribution.Student(s / Math.Sqrt(count), count - 1), "A", count - 1);
    }

    private static InputComponent Table(JsonCursor node)
    {
        var points = node.Optional("points")?.List(MostValues).Select(point => point.List(2)).Where(pair => pair.Count == 2)
            .Select(pair => (pair[0].AsReal(), pair[1].AsReal())).ToList() ?? [];
        var table = DensityTable.Of(points);
        if (!table.IsRefused)
            return new(Distribution.Of(table.Value));
        node.Problem(table.Refusal!.Text);
        return new(Distribution.Normal(0));
    }

    private static InputComponent Unknown(JsonCursor node, string name)
    {
        node.Problem($"未知的分布「{name}」", $"unknown distribution “{name}”");
        node.PassOver("std", "half_width", "expanded", "k", "confidence", "scale", "step", "d", "beta");
        return new(Distribution.Normal(0));
    }

    private static double Freedom(JsonCursor node, double? freedom, double above)
    {
        if (freedom > above)
            return freedom.Value;
        node.Problem($"t 分布的自由度应大于 {above}", $"a t distribution needs more than {above} degrees of freedom");
        return above + 1;
    }

    private static double Positive(JsonCursor node, string name)
    {
        var value = NotNegative(node, name);
        if (value == 0)
            node.Problem($"{name} 应为正数", $"{name} is positive");
        return value == 0 ? 1 : value;
    }

    private static double NotNegative(JsonCursor node, string name)
    {
        if (node.Optional(name) is not { } found)
        {
            node.Problem($"缺少 {name}", $"{name} is missing");
            return 0;
        }

        var value = found.AsReal();
        if (value < 0)
            found.Problem("此处不能为负", "this is not negative");
        return Math.Max(0, value);
    }
}
