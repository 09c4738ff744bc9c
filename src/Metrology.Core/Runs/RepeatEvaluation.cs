using Metrology.Core.Errors;
using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Runs;

/// <summary>Readings of one repeat → values of the formula, error and quantisation bound.</summary>
internal static class RepeatEvaluation
{
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
        var values = item.Variables.ToDictionary(pair => pair.Key, pair => Value(pair.Value, readings));
        var quantities = values.ToDictionary(pair => pair.Key, pair => new Quantity(pair.Value, UnitOf(item.Variables[pair.Key])));
        var rule = item.Acceptance!;
        var error = FormulaOf(item).Evaluate(quantities, Units.Find(rule.Unit)!);
        var (bound, isOpen) = Gate(state.Plan, item, values, readings);
        decimal? sensible = error.IsRefused || Math.Abs(error.Value) > LargestError ? null : error.Value;
        return new(step.Key, state.Steps[index].Attempt, values, sensible, bound, isOpen && sensible is not null);
    }

    public static Formula FormulaOf(ProcedureItem item) => Formula.Parse(item.Formula!).Value;

    public static Unit UnitOf(VariableRule variable) => Units.Find(variable.Unit)!;

    /// <summary>Smallest step of the indication behind a variable, in the unit of its rule.</summary>
    public static decimal Resolution(VariableRule variable, IEnumerable<Observation> readings) =>
        readings.Where(one => one.Role == variable.Role && one.Reading.Measurand == variable.Measurand)
            .Select(one => Scaled(one.Reading.Resolution, one.Reading.Unit, UnitOf(variable)))
            .DefaultIfEmpty(0m).Max();

    private static decimal Value(VariableRule variable, List<Observation> readings) => variable.Take switch
    {
        "difference" => At(variable, Stage.End, readings) - At(variable, Stage.Start, readings),
        "start" => At(variable, Stage.Start, readings),
        "end" => At(variable, Stage.End, readings),
        _ => At(variable, Stage.Single, readings),
    };

    private static decimal At(VariableRule variable, Stage stage, List<Observation> readings)
    {
        var reading = readings.Single(one => one.Role == variable.Role && one.Stage == stage && one.Subject.Length == 0 && one.Reading.Measurand == variable.Measurand).Reading;
        return new Quantity(reading.Value, Units.Find(reading.Unit)!).In(UnitOf(variable)).Value;
    }

    private static (decimal? Bound, bool IsOpen) Gate(
        RunPlan plan, ProcedureItem item, IReadOnlyDictionary<string, decimal> values, List<Observation> readings)
    {
        if (item.ResolutionShareOfLimit is not { } share)
            return (null, true);
        var indicated = item.Variables.Values.First(variable => variable.Role == Roles.UnitUnderTest);
        var reference = item.Variables.First(pair => pair.Value.Role == Roles.Reference && pair.Value.Measurand == indicated.Measurand);
        if (Math.Abs(values[reference.Key]) < SmallestReference)
            return (null, false);
        var rule = item.Acceptance!;
        var unit = Units.Find(rule.Unit)!;
        var limit = Units.Percent.FromCoherent(unit.ToCoherent(rule.Limits[plan.SelectorOf(rule)].Value));
        var step = Scaled(Resolution(indicated, readings), indicated.Unit, UnitOf(reference.Value));
        var gate = ResolutionGate.Of(step, values[reference.Key], limit, share.Value);
        return gate.IsRefused ? (null, false) : (unit.FromCoherent(Units.Percent.ToCoherent(gate.Value.BoundPercent)), gate.Value.IsOpen);
    }

    /// <summary>A difference of two values in another unit: the offset of an affine unit does not count.</summary>
    private static decimal Scaled(decimal value, string from, Unit to) =>
        Units.Find(from) is { } unit && unit != to ? value * (unit.Factor * to.Divisor) / (unit.Divisor * to.Factor) : value;
}
