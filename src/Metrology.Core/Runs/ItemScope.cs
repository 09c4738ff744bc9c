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
    public static readonly IReadOnlyDictionary<string, ExactNumber> NoValues = new Dictionary<string, ExactNumber>();

    private readonly Dictionary<string, Quantity> quantities = [];
    private readonly Dictionary<string, decimal> coherent = [];

    /// <summary>The same without the rounding of unit conversions and divisions. Formulas with a root have no fraction; records hold the digits of the decimals.</summary>
    private readonly Dictionary<string, ExactFraction> exact = [];

    private readonly Procedure procedure;

    private ItemScope(Procedure procedure) => this.procedure = procedure;

    public IReadOnlyDictionary<string, Quantity> Quantities => quantities;

    /// <param name="values">Values of the variables in the units of their rules; a derived quantity that cannot be computed is left out.</param>
    public static ItemScope Of(RunPlan plan, PlannedStep step, ProcedureItem item, IReadOnlyDictionary<string, ExactNumber> values)
    {
        var scope = new ItemScope(plan.Procedure);
        foreach (var (name, value) in plan.NameplateNumbers)
            scope.Add(name, value);
        foreach (var (name, setting) in step.Settings)
            scope.Add(name, setting);
        foreach (var (name, constant) in item.Constants)
            scope.Add(name, new(constant.Value.Value, scope.UnitOf(constant.Unit)));
        foreach (var (name, variable) in item.Variables)
        {
            if (values.TryGetValue(name, out var value))
                scope.Add(name, value, scope.UnitOf(variable.Unit));
        }

        foreach (var derived in item.Derived)
        {
            var unit = scope.UnitOf(derived.Unit);
            if (scope.Evaluate(derived.Formula, unit) is { IsRefused: false } value)
                scope.Add(derived.Name, value.Value, unit);
        }

        if (item.Denominator is { } denominator && CompiledFormulas.Of(denominator.Formula) is var below && below.Evaluate(scope.coherent) is { IsRefused: false } divisor)
        {
            scope.coherent[DenominatorRule.Name] = divisor.Value;
            if (below.EvaluateExactly(scope.exact) is { } fraction)
                scope.exact[DenominatorRule.Name] = fraction;
        }

        return scope;
    }

    /// <summary>A unit that the loader has let through.</summary>
    public Unit UnitOf(string symbol) => procedure.Unit(symbol)!;

    public Outcome<ExactNumber> Evaluate(string formula, Unit unit)
    {
        var compiled = CompiledFormulas.Of(formula);
        var value = compiled.Evaluate(coherent);
        if (value.Refusal is { } refusal)
            return refusal;
        var computed = unit.FromCoherent(value.Value);
        return compiled.EvaluateExactly(exact) is { } fraction ? ExactNumber.Of(computed, unit.FromCoherentExactly(fraction)) : computed;
    }

    /// <summary>A number of the procedure in a unit, or null when its formula has no value here.</summary>
    public ExactNumber? Evaluate(AmountRule? amount, Unit unit)
    {
        if (amount?.Formula is not { } formula)
            return amount?.Value;
        var value = Evaluate(formula, unit);
        return value.IsRefused ? null : value.Value with { Shown = Planning.WithoutTrailingZeros(value.Value.Shown) };
    }

    private void Add(string name, Quantity value) => Add(name, value.Value, value.Unit);

    private void Add(string name, ExactNumber value, Unit unit)
    {
        quantities[name] = new(value.Shown, unit);
        coherent[name] = unit.ToCoherent(value.Shown);
        exact[name] = unit.ToCoherentExactly(value.Exact);
    }
}
