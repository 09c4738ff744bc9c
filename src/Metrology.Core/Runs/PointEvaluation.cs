using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Accepted repeats of one test point → the value that is judged, rounded once, budget and verdict.</summary>
internal sealed class PointEvaluation(RunState state, ProcedureItem item, PlannedStep point)
{
    private readonly AcceptanceRule rule = item.Acceptance!;

    public PointResult Evaluate(IReadOnlyList<ReferenceCapability> references)
    {
        var steps = Enumerable.Range(0, state.Steps.Count)
            .Where(i => state.Plan.Steps[i].Key.Item == item.Id && state.Plan.Steps[i].Key.Point == point.Key.Point).ToList();
        var accepted = steps.Where(i => state.Steps[i].Phase == StepPhase.Accepted).ToList();
        var repeats = accepted.Select(i => RepeatEvaluation.Of(state, i)).ToList();
        var (zone, interval) = Rule(repeats);
        var errors = repeats.TrueForAll(repeat => repeat.Computed is not null) ? repeats.ConvertAll(repeat => repeat.Computed!.Value) : [];
        var mean = PointStatistic.Of(Statistic.Mean, errors, zone);
        // A deviation of some of the repeats is not the deviation of all.
        var judged = rule.Statistic == Statistic.Mean || repeats.Count == steps.Count ? rule.Statistic == Statistic.Mean ? mean : PointStatistic.Of(rule.Statistic, errors, zone) : null;
        var readings = accepted.SelectMany(i => Evaluator.LatestAttempt(state, i)).ToList();
        var budget = mean is null || rule.Statistic is Statistic.StandardDeviation or Statistic.Range ? null : PointBudget.Of(state.Plan.Procedure, item, repeats, readings, references);
        var (verdict, remark) = Remark(steps, repeats, references, zone) is { } why ? (Verdict.Indeterminate, why) : Judge(steps, judged, zone, interval, budget);
        return new(
            point.Key.Point, point.PointLabel ?? item.Title, rule.Unit, repeats, mean?.Shown, judged is { } value && interval is { } one ? one.Round(value.Exact) : null,
            interval?.Interval ?? 0m, zone.Magnitude, budget, verdict)
        {
            Result = judged?.Shown,
            Zone = zone,
            Remark = remark,
        };
    }

    private (Verdict Verdict, BilingualText? Remark) Judge(List<int> steps, ExactNumber? value, PermissibleZone zone, RoundingInterval? interval, UncertaintyBudget? budget)
    {
        if (value is not { } known || interval is not { } one || !steps.TrueForAll(i => state.Steps[i].Phase == StepPhase.Accepted))
            return (Verdict.NotSet, null);
        if (rule.Rule is not { } decision)
            return (zone.Judge(known.Exact, one, rule.Decide.Value), null);
        if (budget is null && DecisionQuestion.UsesUncertainty(decision.Value))
        {
            return (Verdict.Indeterminate, new(
                "判定规则要用测量不确定度，但标准器没有可用的证书数据。请登记溯源证书的不确定度。",
                "The decision rule uses the uncertainty, and no certificate of the reference gives one. Enter the uncertainty of its certificate."));
        }

        var judged = rule.Decide.Value == DecisionValue.Rounded ? one.Round(known.Exact) : known.Exact.ToDecimal();
        var question = new DecisionQuestion(
            decision.Value, new(judged, state.Plan.Procedure.Unit(rule.Unit)!), (decimal)(budget?.Expanded ?? 0), zone.Tolerance, (decimal)(budget?.CoverageFactor ?? 2));
        var answer = (question with { Multiplier = rule.Multiplier }).Answer();
        return answer.Refusal is { } refusal ? (Verdict.Indeterminate, refusal.Text) : (answer.Value.Verdict, null);
    }

    /// <summary>What keeps the point from being decided; null when nothing does, also while it is unfinished.</summary>
    private BilingualText? Remark(List<int> steps, List<RepeatResult> repeats, IReadOnlyList<ReferenceCapability> references, PermissibleZone zone)
    {
        if (steps.Find(i => state.Steps[i].Phase == StepPhase.Skipped) is > 0 and var skipped)
            return new($"已跳过：{state.Steps[skipped].Reason}", $"Skipped: {state.Steps[skipped].Reason}");
        if (repeats.Exists(repeat => repeat.Error is null))
            return new("有一次测量无法计算误差（参考量值为零或缺少读数）。", "One repeat has no error (the reference value is zero or a reading is missing).");
        if (!zone.IsKnown && repeats.Count > 0)
        {
            return new(
                "规程数据中没有此项限值，不能判定。请对照规程文本补全后发布新的修订。",
                "The procedure data has no limit for this point, so nothing is decided. Complete it from the text of the regulation and publish a new revision.");
        }

        return ReferenceGuard.Insufficient(state.Plan.Procedure, item, zone.ExactMagnitude, references)?.Text;
    }

    /// <summary>Limits and rounding at the mean of the readings; before there are any, as far as nameplate and settings tell.</summary>
    private (PermissibleZone Zone, RoundingInterval? Interval) Rule(List<RepeatResult> repeats)
    {
        var scope = repeats.Count == 1 ? repeats[0].Scope! : ItemScope.Of(state.Plan, point, item, Means(repeats));
        var acceptance = StepAcceptance.Of(state.Plan, point, item, scope);
        return (acceptance.Zone, acceptance.Interval);
    }

    private Dictionary<string, ExactNumber> Means(List<RepeatResult> repeats) => item.Variables.Keys
        .Where(name => repeats.Count > 0 && repeats.TrueForAll(repeat => repeat.Numbers.ContainsKey(name)))
        .ToDictionary(name => name, name => ExactNumber.Mean(repeats.ConvertAll(repeat => repeat.Numbers[name])));
}
