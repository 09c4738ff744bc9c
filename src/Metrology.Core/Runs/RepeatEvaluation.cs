using System.Runtime.CompilerServices;
using Metrology.Core.Errors;
using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Readings of one repeat → values of the formula, error and quantisation bound.</summary>
internal static class RepeatEvaluation
{
    private static readonly ConditionalWeakTable<ProcedureItem, Formula> Expanded = [];
    private static readonly ConditionalWeakTable<ProcedureItem, IReadOnlyDictionary<string, Formula?>> Slopes = [];

    /// <summary>A reference that saw less than this, in the unit of its rule, saw nothing.</summary>
    private const decimal SmallestReference = 0.000_000_001m;

    /// <summary>An error beyond this, in the unit of the error, is no result.</summary>
    private const decimal LargestError = 1_000_000_000m;

    /// <summary>Evaluates the latest attempt of a measuring step that is completely read.</summary>
    public static RepeatResult Of(RunState state, int index)
    {
        var step = state.Plan.Steps[index];
        var item = state.Plan.ItemOf(step);
        var readings = Evaluator.LatestAttempt(state, index).ToList();
        var numbers = new Dictionary<string, ExactNumber>();
        foreach (var (name, variable) in item.Variables)
        {
            if (Value(state.Plan.Procedure, variable, Behind(state, variable, readings)) is { } value)
                numbers[name] = value;
        }

        var rule = item.Acceptance!;
        var scope = ItemScope.Of(state.Plan, step, item, numbers);
        var error = scope.Evaluate(item.Formula!, scope.IntervalUnitOf(rule.Unit));
        ExactNumber? sensible = error.IsRefused || Math.Abs(error.Value.Shown) > LargestError ? null : error.Value;
        var (bound, isOpen) = Gate(state, step, item, scope, readings);
        var values = numbers.ToDictionary(pair => pair.Key, pair => pair.Value.Shown);
        foreach (var derived in item.Derived)
        {
            if (scope.Find(derived.Name) is { } quantity)
                values[derived.Name] = quantity.Value;
        }

        return new(step.Key, state.Steps[index].Attempt, values, sensible?.Shown, bound, isOpen && sensible is not null)
        {
            Scope = scope,
            Numbers = numbers,
            Computed = sensible,
            NoError = sensible is null ? Why(item, scope, error.Refusal) : null,
        };
    }

    /// <summary>Why a repeat has no error: a reading that is missing, or what its formula, or the derived quantity before it, runs into.</summary>
    private static Refusal Why(ProcedureItem item, ItemScope scope, Refusal? refusal)
    {
        if (refusal is null)
            return RunRefusals.NoSensibleError;
        if (item.Variables.Keys.Where(name => scope.Find(name) is null).ToList() is { Count: > 0 } missing)
            return RunRefusals.NoReading(missing);
        if (item.Derived.FirstOrDefault(derived => scope.Find(derived.Name) is null) is { } derived)
            return RunRefusals.NoValue(derived.Name, derived.Formula, scope.Evaluate(derived.Formula, scope.UnitOf(derived.Unit)).Refusal!);
        return item.Denominator is { } denominator && !scope.HasDenominator
            ? RunRefusals.NoValue(DenominatorRule.Name, denominator.Formula, refusal)
            : RunRefusals.NoValue("", item.Formula!, refusal);
    }

    /// <summary>The error as a formula of readings alone, as budgets differentiate it.</summary>
    public static Formula FormulaOf(ProcedureItem item) =>
        Expanded.GetValue(item, static one => Formula.Parse(ItemNames.Expand(one, one.Formula!)).Value);

    /// <summary>Its derivative after each variable; null where it has none.</summary>
    public static IReadOnlyDictionary<string, Formula?> SlopesOf(ProcedureItem item) => Slopes.GetValue(
        item, static one => one.Variables.Keys.ToDictionary(name => name, name => FormulaOf(one).Derivative(name) is { IsRefused: false } slope ? slope.Value : null));

    /// <summary>Smallest step of the indication behind each variable, in the unit of its rule; also of one that an earlier item has read.</summary>
    /// <param name="readings">Of the item itself.</param>
    public static IReadOnlyDictionary<string, decimal> Resolutions(RunState state, ProcedureItem item, IReadOnlyList<Observation> readings) =>
        item.Variables.ToDictionary(one => one.Key, one => Resolution(state.Plan.Procedure, one.Value, Behind(state, one.Value, readings)));

    private static decimal Resolution(Procedure procedure, VariableRule variable, IEnumerable<Observation> readings) =>
        readings.Where(one => one.Role == variable.Role && one.Subject == variable.Subject && one.Reading.Measurand == variable.Measurand)
            .Select(one => Step(new(one.Reading.Resolution, procedure.Unit(one.Reading.Unit)!), procedure.Unit(variable.Unit)!))
            .DefaultIfEmpty(0m).Max();

    private static ExactNumber? Value(Procedure procedure, VariableRule variable, IReadOnlyList<Observation> readings) => variable.Take switch
    {
        "difference" => At(procedure, variable, Stage.End, readings) - At(procedure, variable, Stage.Start, readings),
        "start" => At(procedure, variable, Stage.Start, readings),
        "end" => At(procedure, variable, Stage.End, readings),
        _ => At(procedure, variable, Stage.Single, readings),
    };

    /// <summary>The readings among which that of a variable stands: those of the item, or those that an accepted earlier one took; none when it was skipped or does not apply to this unit.</summary>
    private static IReadOnlyList<Observation> Behind(RunState state, VariableRule variable, IReadOnlyList<Observation> own)
    {
        if (variable.Take != "from")
            return own;
        for (var i = 0; i < state.Plan.Steps.Count; i++)
        {
            if (state.Plan.Steps[i].Key.Item == variable.Item)
                return state.Steps[i].Phase == StepPhase.Accepted ? [.. Evaluator.LatestAttempt(state, i)] : [];
        }

        return [];
    }

    private static ExactNumber? At(Procedure procedure, VariableRule variable, Stage stage, IEnumerable<Observation> readings)
    {
        var found = readings.FirstOrDefault(one =>
            one.Role == variable.Role && one.Stage == stage && one.Subject == variable.Subject && one.Reading.Measurand == variable.Measurand);
        return found is null ? null : new Quantity(found.Reading.Value, procedure.Unit(found.Reading.Unit)!).Exactly(procedure.Unit(variable.Unit)!);
    }

    private static (decimal? Bound, bool IsOpen) Gate(RunState state, PlannedStep step, ProcedureItem item, ItemScope scope, List<Observation> readings)
    {
        if (item.ResolutionShareOfLimit is not { } share)
            return (null, true);
        var indicated = item.Variables.Values.First(variable => variable.Role == Roles.UnitUnderTest);
        var reference = item.Variables.First(pair => pair.Value.Role == Roles.Reference && pair.Value.Measurand == indicated.Measurand);
        if (scope.Find(reference.Key) is not { } seen || Math.Abs(seen.Value) < SmallestReference)
            return (null, false);
        var (plan, rule) = (state.Plan, item.Acceptance!);
        var zone = PermissibleZone.Of(rule, plan.SelectorOf(rule, step), scope);
        var unit = plan.Procedure.Unit(rule.Unit)!;
        var limit = Units.Percent.FromCoherent(unit.ToCoherent(zone.Magnitude));
        var smallest = Step(new(Resolution(plan.Procedure, indicated, Behind(state, indicated, readings)), plan.Procedure.Unit(indicated.Unit)!), plan.Procedure.Unit(reference.Value.Unit)!);
        var gate = ResolutionGate.Of(smallest, seen.Value, limit, share.Value);
        if (gate.IsRefused)
            return (null, false);
        return (unit.FromCoherent(Units.Percent.ToCoherent(gate.Value.BoundPercent)), gate.Value.IsOpen || !zone.IsKnown);
    }

    /// <summary>A difference of two values in another unit: the offset of an affine unit does not count.</summary>
    private static decimal Step(Quantity step, Unit to) => (step with { Unit = step.Unit.OfDifferences }).In(to.OfDifferences).Value;
}
