using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Accepted repeats of one test point → mean, rounded once, budget and verdict.</summary>
internal sealed class PointEvaluation(RunState state, ProcedureItem item, string point)
{
    private readonly AcceptanceRule rule = item.Acceptance!;

    public PointResult Evaluate(IReadOnlyList<ReferenceCapability> references)
    {
        var steps = Enumerable.Range(0, state.Steps.Count)
            .Where(i => state.Plan.Steps[i].Key.Item == item.Id && state.Plan.Steps[i].Key.Point == point).ToList();
        var accepted = steps.Where(i => state.Steps[i].Phase == StepPhase.Accepted).ToList();
        var repeats = accepted.Select(i => RepeatEvaluation.Of(state, i)).ToList();
        var selector = state.Plan.SelectorOf(rule);
        var (limit, interval) = (rule.Limits[selector].Value, rule.RoundingIntervals[selector].Value);
        decimal? mean = repeats.Count > 0 && repeats.TrueForAll(repeat => repeat.Error is not null) ? repeats.Average(repeat => repeat.Error!.Value) : null;
        var readings = accepted.SelectMany(i => Evaluator.LatestAttempt(state, i)).ToList();
        var remark = Remark(steps, repeats, references, limit);
        return new(
            point, Label(), rule.Unit, repeats, mean, mean is null ? null : new RoundingInterval(interval).Round(mean.Value), interval, limit,
            mean is null ? null : PointBudget.Of(item, repeats, readings, references), Judge(steps, mean, limit, interval, remark))
        {
            Remark = remark,
        };
    }

    private Verdict Judge(List<int> steps, decimal? mean, decimal limit, decimal interval, BilingualText? remark)
    {
        if (remark is not null)
            return Verdict.Indeterminate;
        return mean is { } value && steps.TrueForAll(i => state.Steps[i].Phase == StepPhase.Accepted)
            ? Conformity.Judge(value, limit, new RoundingInterval(interval), rule.Decide.Value)
            : Verdict.NotSet;
    }

    /// <summary>What keeps the point from being decided; null when nothing does, also while it is unfinished.</summary>
    private BilingualText? Remark(List<int> steps, List<RepeatResult> repeats, IReadOnlyList<ReferenceCapability> references, decimal limit)
    {
        if (steps.Find(i => state.Steps[i].Phase == StepPhase.Skipped) is > 0 and var skipped)
            return new($"已跳过：{state.Steps[skipped].Reason}", $"Skipped: {state.Steps[skipped].Reason}");
        if (repeats.Exists(repeat => repeat.Error is null))
            return new("有一次测量无法计算误差（参考量值为零）。", "One repeat has no error (the reference value is zero).");
        return ReferenceGuard.Insufficient(state.Plan.Procedure, item, limit, references)?.Text;
    }

    private BilingualText Label() => item.Points.FirstOrDefault(one => one.Id == point)?.Label ?? item.Title;
}
