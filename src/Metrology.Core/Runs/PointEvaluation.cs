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
        var scope = repeats.Count == 1 ? repeats[0].Scope! : ItemScope.Of(state.Plan, point, item, Means(repeats));
        // Limits and rounding at the mean of the readings; before there are any, as far as nameplate and settings tell.
        var acceptance = StepAcceptance.Of(state.Plan, point, item, scope);
        var (zone, interval) = (acceptance.Zone, acceptance.Interval);
        var errors = repeats.TrueForAll(repeat => repeat.Computed is not null) ? repeats.ConvertAll(repeat => repeat.Computed!.Value) : [];
        var mean = PointStatistic.Of(Statistic.Mean, errors, zone);
        // A deviation of some of the repeats is not the deviation of all.
        var judged = rule.Statistic == Statistic.Mean || repeats.Count == steps.Count ? rule.Statistic == Statistic.Mean ? mean : PointStatistic.Of(rule.Statistic, errors, zone) : null;
        var taken = rule.Statistic == Statistic.Worst && judged is not null ? PointStatistic.IndexOfWorst(errors, zone) : (int?)null;
        var knowledge = judged is null || rule.Statistic is Statistic.StandardDeviation or Statistic.Range
            ? PointKnowledge.None
            : PointBudget.Of(state.Plan.Procedure, Budgeted(accepted, repeats, taken, scope), references);
        var why = WhyOpen.Of(state, item, steps, repeats, references, zone);
        var result = new PointResult(
            point.Key.Point, point.PointLabel ?? item.Title, rule.Unit, repeats, mean?.Shown, judged is { } value && interval is { } one ? one.Round(value.Exact) : null,
            interval?.Interval ?? 0m, zone.Magnitude, null, Verdict.NotSet)
        {
            Result = judged?.Shown,
            Zone = zone,
            Uncovered = knowledge.Uncovered,
            WhyNoUncertainty = knowledge.WhyNone?.Text,
        };
        var now = With(knowledge.Budget, why?.Text, BudgetRefusals.NeededToDecide((knowledge.WhyNone ?? BudgetRefusals.NoReference).Text).Text);
        var needsU = rule.Rule is { } decision && DecisionQuestion.UsesUncertainty(decision.Value);
        if (knowledge.Partial is null && why?.Before is null && (knowledge.Budget is not null || !needsU))
            return now;
        return now with { Before = With(knowledge.Budget ?? knowledge.Partial, why?.Before ?? why?.Text, BudgetRefusals.NeededBefore) with { Uncovered = [] } };

        PointResult With(UncertaintyBudget? budget, BilingualText? open, BilingualText noBudget)
        {
            var (verdict, remark) = open is null ? Judge(steps, judged, zone, interval, budget, noBudget) : (Verdict.Indeterminate, open);
            return result with { Budget = budget, Verdict = verdict, Remark = remark };
        }
    }

    private BudgetedPoint Budgeted(List<int> accepted, List<RepeatResult> repeats, int? taken, ItemScope means) => taken is { } one
        ? new(item, repeats, repeats[one], Resolutions([accepted[one]]), repeats[one].Scope!)
        : new(item, repeats, null, Resolutions(accepted), means);

    private IReadOnlyDictionary<string, decimal> Resolutions(List<int> steps) =>
        RepeatEvaluation.Resolutions(state, item, [.. steps.SelectMany(i => Evaluator.LatestAttempt(state, i))]);

    private (Verdict Verdict, BilingualText? Remark) Judge(
        List<int> steps, ExactNumber? value, PermissibleZone zone, RoundingInterval? interval, UncertaintyBudget? budget, BilingualText noBudget)
    {
        if (value is not { } known || interval is not { } one || !steps.TrueForAll(i => state.Steps[i].Phase == StepPhase.Accepted))
            return (Verdict.NotSet, null);
        if (rule.Rule is not { } decision)
            return (zone.Judge(known.Exact, one, rule.Decide.Value), null);
        if (DecisionQuestion.UsesUncertainty(decision.Value))
        {
            if (budget is null)
                return (Verdict.Indeterminate, noBudget);
            if (budget.Warnings is [var doubt, ..])
                return (Verdict.Indeterminate, BudgetRefusals.InDoubt(doubt.Text).Text);
        }

        var judged = rule.Decide.Value == DecisionValue.Rounded ? one.Round(known.Exact) : known.Exact.ToDecimal();
        var question = new DecisionQuestion(
            decision.Value, new(judged, state.Plan.Procedure.Unit(rule.Unit)!.OfDifferences), (decimal)(budget?.Expanded ?? 0), zone.Tolerance, (decimal)(budget?.CoverageFactor ?? 2));
        var answer = (question with { Multiplier = rule.Multiplier }).Answer();
        return answer.Refusal is { } refusal ? (Verdict.Indeterminate, refusal.Text) : (answer.Value.Verdict, null);
    }

    private Dictionary<string, ExactNumber> Means(List<RepeatResult> repeats) => item.Variables.Keys
        .Where(name => repeats.Count > 0 && repeats.TrueForAll(repeat => repeat.Numbers.ContainsKey(name)))
        .ToDictionary(name => name, name => ExactNumber.Mean(repeats.ConvertAll(repeat => repeat.Numbers[name])));
}
