using System.Globalization;
using Metrology.Core.Procedures;

namespace Metrology.Core.Runs;

/// <summary>The facts that a run uses and that no metrologist has confirmed against the text of the regulation.</summary>
internal static class UnconfirmedFacts
{
    public static IReadOnlyList<UnconfirmedFact> Of(RunPlan plan)
    {
        var facts = new Collection();
        foreach (var condition in plan.Procedure.Environment.Where(condition => condition.Minimum is not null || condition.Maximum is not null))
        {
            var range = Range(condition);
            facts.Add(condition.Confirmed, $"environment.{condition.Id}", $"{condition.Label.Zh}条件 {range}", $"condition {condition.Label.En} {range}");
        }

        foreach (var reference in plan.Procedure.References)
        {
            var n = Text(reference.LimitDividedByU);
            facts.Add(
                reference.Confirmed, $"references.{reference.Measurand}", $"标准器要求 {n}·U(k = 2)≤ 最大允许误差",
                $"requirement on the reference: {n}·U (k = 2) ≤ MPE");
        }

        foreach (var item in plan.Items)
            Add(facts, plan, item);
        facts.Add(
            plan.Procedure.PeriodMonths.Confirmed, "periodMonths", $"检定周期 {Text(plan.Procedure.PeriodMonths.Value)} 个月",
            $"verification period {Text(plan.Procedure.PeriodMonths.Value)} months");
        facts.Add(plan.Procedure.ValidUntil.Confirmed, "validUntil", "有效期至的推算方式", "the rule for the last day of validity");
        return facts.All;
    }

    private static void Add(Collection facts, RunPlan plan, ProcedureItem item)
    {
        var path = $"items.{item.Id}";
        foreach (var point in item.Points)
        {
            facts.Add(
                point.Confirmed, $"{path}.points.{point.Id}", $"{item.Title.Zh}检定点 {point.Label.Zh}", $"test point {point.Label.En} of {item.Title.En}");
        }

        if (item.Acceptance is { } rule)
        {
            var selector = plan.SelectorOf(rule);
            var (limit, interval) = (rule.Limits[selector], rule.RoundingIntervals[selector]);
            var (zh, en) = Selector(plan, rule, selector);
            facts.Add(
                limit.Confirmed, $"{path}.acceptance.limits.{selector}", $"{item.Title.Zh}限值 ±{Text(limit.Value)} {rule.Unit}{zh}",
                $"limit ±{Text(limit.Value)} {rule.Unit} of {item.Title.En}{en}");
            facts.Add(
                interval.Confirmed, $"{path}.acceptance.roundingIntervals.{selector}", $"{item.Title.Zh}修约间隔 {Text(interval.Value)} {rule.Unit}{zh}",
                $"rounding interval {Text(interval.Value)} {rule.Unit} of {item.Title.En}{en}");
            var isRounded = rule.Decide.Value == DecisionValue.Rounded;
            facts.Add(
                rule.Decide.Confirmed, $"{path}.acceptance.decide", $"{item.Title.Zh}以{(isRounded ? "修约后" : "未修约")}的值判定",
                $"{item.Title.En} is judged on the {(isRounded ? "rounded" : "unrounded")} value");
        }

        if (item.ResolutionShareOfLimit is { } share)
        {
            facts.Add(
                share.Confirmed, $"{path}.resolutionShareOfLimit", $"{item.Title.Zh}量化误差不超过限值的 {Text(share.Value)} 倍",
                $"quantisation takes at most {Text(share.Value)} of the limit of {item.Title.En}");
        }
    }

    private static (string Zh, string En) Selector(RunPlan plan, AcceptanceRule rule, string selector)
    {
        switch (rule.LimitBy)
        {
            case null:
                return ("", "");
            case "kind":
                var zh = plan.Kind switch
                {
                    VerificationKind.First => "（首次检定）",
                    VerificationKind.Subsequent => "（后续检定）",
                    VerificationKind.InService => "（使用中检查）",
                };
                return (zh, $" ({selector} verification)");
            default:
                return ($"（{selector} 级）", $" (class {selector})");
        }
    }

    private static string Range(EnvironmentCondition condition) => (condition.Minimum, condition.Maximum) switch
    {
        ({ } low, { } high) => $"{Text(low)}~{Text(high)} {condition.Unit}",
        ({ } low, null) => $"≥ {Text(low)} {condition.Unit}",
        (null, { } high) => $"≤ {Text(high)} {condition.Unit}",
        _ => "",
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Collection
    {
        private readonly List<UnconfirmedFact> facts = [];

        public IReadOnlyList<UnconfirmedFact> All => facts;

        public void Add(bool confirmed, string path, string zh, string en)
        {
            if (!confirmed)
                facts.Add(new(path, new(zh, en)));
        }
    }
}
