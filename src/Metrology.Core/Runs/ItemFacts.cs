using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>The facts of one item, as a metrologist would confirm them.</summary>
/// <param name="extent">Those of a run, or all.</param>
internal sealed class ItemFacts(ProcedureItem item, ItemExtent extent, FactList facts)
{
    private readonly string path = $"items.{item.Id}";

    public void Add()
    {
        if (item.Matrix is { } matrix)
            facts.Add(matrix.Confirmed, $"{path}.kinds", $"{item.Title.Zh}适用的检定类别", $"kinds of verification that have {item.Title.En}");
        AddPreparation();
        foreach (var point in extent.Points)
        {
            facts.Add(
                point.Confirmed, $"{path}.points.{point.Id}", $"{item.Title.Zh}检定点 {point.Label.Zh}", $"test point {point.Label.En} of {item.Title.En}");
        }

        if (item.Acceptance is { } rule)
        {
            foreach (var selector in extent.Selectors)
                AddRow(rule, selector);
            AddDecision(rule);
        }

        foreach (var (name, constant) in item.Constants)
        {
            var value = $"{name} = {Quantity.Written(Text(constant.Value.Value), constant.Unit)}";
            facts.Add(constant.Value.Confirmed, $"{path}.constants.{name}", $"{item.Title.Zh} {value}", $"{value} of {item.Title.En}");
        }

        foreach (var (name, variable) in item.Variables)
        {
            if (variable.Exact is { } exact)
            {
                facts.Add(
                    exact.Confirmed, $"{path}.variables.{name}.exact", $"{item.Title.Zh}的 {name} 不计不确定度：{exact.Reason.Zh}",
                    $"{name} of {item.Title.En} brings no uncertainty: {exact.Reason.En}");
            }
        }

        if (item.ResolutionWithScatter is { } choice)
        {
            var isLarger = choice.Value == ResolutionWithScatter.Larger;
            facts.Add(
                choice.Confirmed, $"{path}.resolutionWithScatter", $"{item.Title.Zh}的重复性与分辨力{(isLarger ? "取较大者" : "均计入")}",
                $"of scatter and resolution of {item.Title.En} {(isLarger ? "the larger one counts" : "both count")}");
        }

        foreach (var component in item.Budget)
            facts.Add(component.Confirmed, $"{path}.budget.{component.Id}", $"不确定度分量 {component.Label.Zh}", $"uncertainty component {component.Label.En}");
        if (item.ResolutionShareOfLimit is { } share)
        {
            facts.Add(
                share.Confirmed, $"{path}.resolutionShareOfLimit", $"{item.Title.Zh}量化误差不超过限值的 {Text(share.Value)} 倍",
                $"quantisation takes at most {Text(share.Value)} of the limit of {item.Title.En}");
        }
    }

    private void AddPreparation()
    {
        for (var i = 0; i < item.Acts.Count; i++)
        {
            if (item.Acts[i] is { Seconds: { } seconds } act)
            {
                var (zh, en) = act.Verb == Verb.WarmUp ? ("预热", "warm-up") : ("稳定", "settling");
                facts.Add(seconds.Confirmed, $"{path}.preparation[{i}]", $"{item.Title.Zh}{zh} {Text(seconds.Value)} s", $"{en} of {Text(seconds.Value)} s for {item.Title.En}");
            }
        }
    }

    private void AddRow(AcceptanceRule rule, string selector)
    {
        var (zh, en) = Selector(rule, selector);
        if (rule.Limits.TryGetValue(selector, out var limit))
        {
            var limits = LimitText.Of(limit.Value, rule.Unit);
            facts.Add(limit.Confirmed, $"{path}.acceptance.limits.{selector}", $"{item.Title.Zh}限值 {limits.Zh}{zh}", $"limit {limits.En} of {item.Title.En}{en}");
        }

        if (rule.RoundingIntervals.TryGetValue(selector, out var interval))
        {
            var step = LimitText.Of(interval.Value, rule.Unit);
            facts.Add(
                interval.Confirmed, $"{path}.acceptance.roundingIntervals.{selector}", $"{item.Title.Zh}修约间隔 {step.Zh}{zh}",
                $"rounding interval {step.En} of {item.Title.En}{en}");
        }
    }

    private void AddDecision(AcceptanceRule rule)
    {
        if (rule.StatisticFact is { } statistic)
        {
            var (zh, en) = statistic.Value switch
            {
                Statistic.Mean => ("平均值", "mean"),
                Statistic.Worst => ("最不利的一次", "worst repeat"),
                Statistic.StandardDeviation => ("标准偏差", "standard deviation"),
                Statistic.Range => ("极差", "range"),
            };
            facts.Add(statistic.Confirmed, $"{path}.acceptance.statistic", $"{item.Title.Zh}以重复测量的{zh}判定", $"{item.Title.En} is judged by the {en} of the repeats");
        }

        if (rule.LimitPassesFact is { } passes)
        {
            facts.Add(
                passes.Confirmed, $"{path}.acceptance.limitPasses", $"{item.Title.Zh}等于限值时{(passes.Value ? "合格" : "不合格")}",
                $"{item.Title.En} {(passes.Value ? "passes" : "fails")} at the limit itself");
        }

        if (rule.MultiplierFact is { } multiplier)
            facts.Add(multiplier.Confirmed, $"{path}.acceptance.multiplier", $"{item.Title.Zh}保护带乘数 r = {Text(multiplier.Value)}", $"multiplier r = {Text(multiplier.Value)} of the guard band of {item.Title.En}");
        var isRounded = rule.Decide.Value == DecisionValue.Rounded;
        facts.Add(
            rule.Decide.Confirmed, $"{path}.acceptance.decide", $"{item.Title.Zh}以{(isRounded ? "修约后" : "未修约")}的值判定",
            $"{item.Title.En} is judged on the {(isRounded ? "rounded" : "unrounded")} value");
        if (rule.Rule is { } decision)
        {
            var name = DecisionQuestion.NameOf(decision.Value);
            facts.Add(decision.Confirmed, $"{path}.acceptance.rule", $"{item.Title.Zh}判定规则：{name.Zh}", $"decision rule of {item.Title.En}: {name.En}");
        }

        if (rule.Coverage is { } coverage)
            facts.Add(coverage.Confirmed, $"{path}.acceptance.coverage", $"{item.Title.Zh}扩展不确定度取 {coverage.Value}", $"U of {item.Title.En} with {coverage.Value}");
        if (item.Denominator is { } denominator)
        {
            facts.Add(
                denominator.Chosen.Confirmed, $"{path}.denominator", $"{item.Title.Zh}相对误差的分母 {denominator.Formula}",
                $"denominator {denominator.Formula} of {item.Title.En}");
        }
    }

    private (string Zh, string En) Selector(AcceptanceRule rule, string selector)
    {
        if (rule.LimitBy is null)
            return ("", "");
        var parts = rule.Selectors.Zip(selector.Split('/'), Part).ToList();
        return ($"（{string.Join("，", parts.Select(part => part.Zh))}）", $" ({string.Join(", ", parts.Select(part => part.En))})");
    }

    private (string Zh, string En) Part(string name, string value) => name switch
    {
        "kind" => (value switch
        {
            "first" => "首次检定",
            "subsequent" => "后续检定",
            "in-service" => "使用中检查",
            _ => value,
        }, $"{value} verification"),
        "accuracyClass" => ($"{value} 级", $"class {value}"),
        "point" => (item.Points.FirstOrDefault(point => point.LimitRow == value)?.Label.Zh ?? value, item.Points.FirstOrDefault(point => point.LimitRow == value)?.Label.En ?? value),
        _ => (value, value),
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
