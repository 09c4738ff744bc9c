using Metrology.Core.Decisions;
using Metrology.Core.Uncertainty;

namespace Metrology.Core.Procedures;

/// <summary>Whether the decision rule of an item fits its limits and the statistic that is judged.</summary>
internal sealed class DecisionCheck(AcceptanceRule acceptance, string path, ProblemList problems)
{
    public void Run()
    {
        if (problems.IsRead($"{path}.coverage"))
            CheckCoverage();
        if (!problems.IsRead($"{path}.rule"))
            return;
        if (acceptance.Rule?.Value is not { } rule)
        {
            if (acceptance.Multiplier != 1m)
                problems.Add($"{path}.multiplier", "没有判定规则，不能有乘数", "without a rule there is no multiplier");
            return;
        }

        if (!DecisionQuestion.RuleIds.Contains(rule))
        {
            var known = string.Join(", ", DecisionQuestion.RuleIds);
            problems.Add($"{path}.rule.value", $"此处应为以下之一：{known}", $"one of these is expected here: {known}");
            return;
        }

        if (acceptance.Multiplier <= 0m)
            problems.Add($"{path}.multiplier", "应为正数", "a positive number is expected");
        else if (acceptance.Multiplier != 1m && !DecisionQuestion.HasMultiplier(rule))
            problems.Add($"{path}.multiplier", "此规则没有乘数", "this rule has no multiplier");
        if (DecisionQuestion.UsesUncertainty(rule))
            CheckUse();
        foreach (var (selector, limit) in acceptance.Limits)
            CheckLimit(rule, limit.Value, $"{path}.limits.{selector}.value");
    }

    private void CheckCoverage()
    {
        if (acceptance.Coverage is { } && acceptance.Statistic is Statistic.StandardDeviation or Statistic.Range)
            problems.Add($"{path}.coverage", "此统计量没有不确定度评定，不能给出包含因子", "this statistic has no uncertainty, so there is no coverage factor");
        if (acceptance.Coverage?.Value is { } coverage && acceptance.Rule?.Value is { } rule && DecisionQuestion.IsStatedForU95(rule) && !DecisionQuestion.IsU95(coverage.Factor, coverage.Probability))
            problems.Add($"{path}.coverage.value", "此判定规则用约 95 % 的 U：应为 k = 2 或 0.95 至 0.9545 的概率", "this decision rule is stated for U of about 95 %: k = 2, or a probability from 0.95 to 0.9545");
    }

    private void CheckUse()
    {
        if (acceptance.Statistic is Statistic.StandardDeviation or Statistic.Range)
            problems.Add($"{path}.rule", "此统计量没有不确定度评定，不能用此规则", "this statistic has no uncertainty, so the rule cannot use one");
        if (!acceptance.LimitPasses)
            problems.Add($"{path}.limitPasses", "此规则中限值本身合格", "with this rule the limit itself passes");
    }

    private void CheckLimit(string rule, LimitRule? limit, string at)
    {
        if (limit is null or { IsSymmetric: true } || !problems.IsWhole(at))
            return;
        if (rule == DecisionQuestion.ThreeWay)
            problems.Add(at, "JJF 1094 的规则用于对称的限值", "the rule of JJF 1094 is for symmetric limits");
        else if (DecisionQuestion.NeedsTwoLimits(rule) && (limit.Lower is null || limit.Upper is null))
            problems.Add(at, "此规则需要上、下两个限值", "this rule needs a lower and an upper limit");
    }
}
