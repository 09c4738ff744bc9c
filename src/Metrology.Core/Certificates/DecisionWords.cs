using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>The decision rule of an item in words, ISO/IEC 17025:2017 7.8.6.2.</summary>
internal static class DecisionWords
{
    /// <param name="item">An item with an acceptance rule.</param>
    /// <param name="result">Its results, which may have no U, or one that is not to be relied on.</param>
    public static BilingualText Of(RunPlan plan, ProcedureItem item, ItemResult result)
    {
        var said = plan.Procedure.Layout.ShowsUncertainty ? OfUncertainty(result).ToList() : [];
        var rule = Rule(plan, item);
        return new(rule.Zh + string.Concat(said.Select(text => text.Zh)), rule.En + string.Concat(said.Select(text => $" {text.En}")));
    }

    private static IEnumerable<BilingualText> OfUncertainty(ItemResult result)
    {
        if (result.Points.SelectMany(point => point.Uncovered).Distinct().ToList() is { Count: > 0 } uncovered)
            yield return new($"未给出测量不确定度：{string.Join("、", uncovered)} 没有不确定度来源。", $"No uncertainty is stated: nothing gives that of {string.Join(", ", uncovered)}.");
        foreach (var point in result.Points)
        {
            foreach (var text in point.Uncovered.Count == 0 && point.WhyNoUncertainty is { } why ? [why] : point.Budget?.Warnings.Select(warning => warning.Text) ?? [])
                yield return new($"「{point.Label.Zh}」{text.Zh}", $"“{point.Label.En}”: {text.En}");
        }
    }

    private static BilingualText Rule(RunPlan plan, ProcedureItem item)
    {
        var isRounded = item.Acceptance!.Decide.Value == DecisionValue.Rounded;
        var (zh, en) = isRounded ? ("修约后的平均误差", "the rounded mean error") : ("未修约的平均误差", "the unrounded mean error");
        if (item.Acceptance.Rule is { } rule && DecisionQuestion.UsesUncertainty(rule.Value))
        {
            var name = DecisionQuestion.NameOf(rule.Value);
            var r = DecisionQuestion.HasMultiplier(rule.Value) ? $", r = {Phrases.Number(item.Acceptance.Multiplier)}" : "";
            return new(
                $"{item.Title.Zh}：以{zh}与最大允许误差比较判定，判定规则：{name.Zh}{r}。",
                $"{item.Title.En}: judged by comparing {en} with the maximum permissible error; decision rule: {name.En}{r}.");
        }

        var requirement = plan.Procedure.References.FirstOrDefault(one => item.Variables.Values.Any(variable => variable.Role == one.Role && variable.Measurand == one.Measurand));
        // JJF 1094-2002 5.3.1.4: when the reference is good enough, the error decides alone.
        return requirement is null
            ? new($"{item.Title.Zh}：以{zh}与最大允许误差比较判定。", $"{item.Title.En}: judged by comparing {en} with the maximum permissible error.")
            : new(
                $"{item.Title.Zh}：以{zh}与最大允许误差比较判定；标准器 U(k = 2) 不大于最大允许误差的 1/{requirement.LimitDividedByU}，判定不计测量不确定度。",
                $"{item.Title.En}: judged by comparing {en} with the maximum permissible error; U (k = 2) of the reference is at most 1/{requirement.LimitDividedByU} of it, so the uncertainty does not enter the decision.");
    }
}
