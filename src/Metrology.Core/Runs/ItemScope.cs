using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>
/// Every name of an item's formulas with its quantity: nameplate, settings of the step, constants, readings and what is derived from them. The units of the
/// formulas were checked when the procedure was loaded; here they are only computed, in coherent units.
/// </summary>
internal sealed class ItemScope
{
    private readonly Dictionary<string, Quantity> quantities = [];
    private readonly Dictionary<string, decimal> coherent = [];

    /// <summary>The same without the rounding of unit conversions and divisions.</summary>
    private readonly Dictionary<string, ExactFraction> exact = [];

    private ItemScope()
    {
    }

    public IReadOnlyDictionary<string, Quantity> Quantities => quantities;

    /// <param name="values">Values of the variables in the units of their rules; a derived quantity that cannot be computed is left out.</param>
    public static ItemScope Of(RunPlan plan, PlannedStep step, ProcedureItem item, IReadOnlyDictionary<string, decimal> values)
    {
        var scope = new ItemScope();
        foreach (var (name, value) in plan.NameplateNumbers)
            scope.Add(name, value);
        foreach (var (name, setting) in step.Settings)
            scope.Add(name, setting);
        foreach (var (name, constant) in item.Constants)
            scope.Add(name, new(constant.Value.Value, Units.Find(constant.Unit)!));
        foreach (var (name, variable) in item.Variables)
        {
            if (values.TryGetValue(name, out var value))
                scope.Add(name, new(value, RepeatEvaluation.UnitOf(variable)));
        }

        foreach (var derived in item.Derived)
        {
            var unit = Units.Find(derived.Unit)!;
            var value = scope.Evaluate(derived.Formula, unit);
            if (value.IsRefused)
                continue;
            var fraction = CompiledFormulas.Of(derived.Formula).EvaluateExactly(scope.exact);
            scope.Add(derived.Name, new(value.Value, unit));
            if (fraction is { } known)
                scope.exact[derived.Name] = known;
        }

        if (item.Denominator is { } denominator && CompiledFormulas.Of(denominator.Formula) is var below && below.Evaluate(scope.coherent) is { IsRefused: false } divisor)
        {
            scope.coherent[DenominatorRule.Name] = divisor.Value;
            if (below.EvaluateExactly(scope.exact) is { } fraction)
                scope.exact[DenominatorRule.Name] = fraction;
        }

        return scope;
    }

    public Outcome<decimal> Evaluate(string formula, Unit unit)
    {
        var value = CompiledFormulas.Of(formula).Evaluate(coherent);
        if (value.IsRefused)
            return value;
        var computed = unit.FromCoherent(value.Value);
        return Exactly(formula, unit)?.Settle(computed) ?? computed;
    }

    /// <summary>The same as a fraction, where the formula has one.</summary>
    public ExactFraction? Exactly(string formula, Unit unit) =>
        CompiledFormulas.Of(formula).EvaluateExactly(exact) is { } value ? unit.FromCoherentExactly(value) : null;

    /// <summary>A number of the procedure in a unit, or null when its formula has no value here.</summary>
    public decimal? Evaluate(AmountRule? amount, Unit unit)
    {
        if (amount?.Formula is not { } formula)
            return amount?.Value;
        var value = Evaluate(formula, unit);
        return value.IsRefused ? null : Planning.WithoutTrailingZeros(value.Value);
    }

    private void Add(string name, Quantity value)
    {
        quantities[name] = value;
        coherent[name] = value.Unit.ToCoherent(value.Value);
        exact[name] = value.Unit.ToCoherentExactly(value.Value);
    }
}
