using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Every name of an item's formulas with its quantity: nameplate, settings of the step, constants, readings and what is derived from them.</summary>
internal sealed class ItemScope
{
    private readonly Dictionary<string, Quantity> quantities;

    private ItemScope(Dictionary<string, Quantity> quantities) => this.quantities = quantities;

    public IReadOnlyDictionary<string, Quantity> Quantities => quantities;

    /// <param name="values">Values of the variables in the units of their rules; a derived quantity that cannot be computed is left out.</param>
    public static ItemScope Of(RunPlan plan, PlannedStep step, ProcedureItem item, IReadOnlyDictionary<string, decimal> values)
    {
        var all = new Dictionary<string, Quantity>(plan.NameplateNumbers);
        foreach (var (name, setting) in step.Settings)
            all[name] = setting;
        foreach (var (name, constant) in item.Constants)
            all[name] = new(constant.Value.Value, Units.Find(constant.Unit)!);
        foreach (var (name, variable) in item.Variables)
        {
            if (values.TryGetValue(name, out var value))
                all[name] = new(value, RepeatEvaluation.UnitOf(variable));
        }

        var scope = new ItemScope(all);
        foreach (var derived in item.Derived)
        {
            var value = scope.Evaluate(derived.Formula, Units.Find(derived.Unit)!);
            if (!value.IsRefused)
                all[derived.Name] = new(value.Value, Units.Find(derived.Unit)!);
        }

        if (item.Denominator is { } denominator && scope.Denominator(denominator) is { } quantity)
            all[DenominatorRule.Name] = quantity;
        return scope;
    }

    public Outcome<decimal> Evaluate(string formula, Unit unit) => Formula.Parse(formula).Value.Evaluate(quantities, unit);

    /// <summary>A number of the procedure in a unit, or null when its formula has no value here.</summary>
    public decimal? Evaluate(AmountRule? amount, Unit unit)
    {
        if (amount?.Formula is not { } formula)
            return amount?.Value;
        var value = Evaluate(formula, unit);
        return value.IsRefused ? null : Planning.WithoutTrailingZeros(value.Value);
    }

    /// <summary>The denominator keeps its dimension, whatever it is, in coherent units.</summary>
    private Quantity? Denominator(DenominatorRule rule)
    {
        var formula = Formula.Parse(rule.Formula).Value;
        var dimension = formula.Check(quantities.ToDictionary(pair => pair.Key, pair => pair.Value.Unit.Dimension));
        if (dimension.IsRefused)
            return null;
        var coherent = new Unit("", dimension.Value, 1m);
        var value = formula.Evaluate(quantities, coherent);
        return value.IsRefused ? null : new Quantity(value.Value, coherent);
    }
}
