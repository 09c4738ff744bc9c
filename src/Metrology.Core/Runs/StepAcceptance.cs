using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Limits and rounding interval by which one measuring step is judged, as far as nameplate, settings and readings tell.</summary>
/// <param name="Interval">Null while a formula of it has no value.</param>
public sealed record StepAcceptance(PermissibleZone Zone, RoundingInterval? Interval, DecisionValue Decide)
{
    /// <summary>Those of the current step, or null when it judges no error.</summary>
    public static StepAcceptance? Of(RunState state)
    {
        if (state.CurrentStep is not { IsEnvironment: false } step || state.Plan.ItemOf(step) is not { IsMeasured: true } item)
            return null;
        return Of(state.Plan, step, item, Evaluator.Preview(state)?.Scope ?? ItemScope.Of(state.Plan, step, item, ItemScope.NoValues));
    }

    /// <summary>Verdict of one repeat by itself; a point is judged by what its repeats are made into.</summary>
    public Verdict Judge(RepeatResult repeat) =>
        Zone.IsKnown && Interval is { } one && repeat.Computed is { } error ? Zone.Judge(error.Exact, one, Decide) : Verdict.NotSet;

    internal static StepAcceptance Of(RunPlan plan, PlannedStep step, ProcedureItem item, ItemScope scope)
    {
        var rule = item.Acceptance!;
        var selector = plan.SelectorOf(rule, step);
        var interval = rule.RoundingIntervals.TryGetValue(selector, out var fact) ? scope.Evaluate(fact.Value, scope.IntervalUnitOf(rule.Unit)) : null;
        return new(PermissibleZone.Of(rule, selector, scope), interval is { Shown: > 0m and var positive } ? new RoundingInterval(positive) : null, rule.Decide.Value);
    }
}
