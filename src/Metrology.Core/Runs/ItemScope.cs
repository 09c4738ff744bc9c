using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>
/// Every name of an item's formulas with its quantity: nameplate, settings of the step, constants, readings and what is derived from them. The units of the
/// formulas were checked when the procedure was loaded; here they are only computed, in coherent units. What decides is computed in fractions; formulas with a root
/// have none, and records hold the digits of the decimals.
/// </summary>
internal sealed class ItemScope
{
    public static readonly IReadOnlyDictionary<string, ExactNumber> NoValues = new Dictionary<string, ExactNumber>();

    private readonly Procedure procedure;
    private readonly Dictionary<string, Known> known;

    private ItemScope(Procedure procedure, int names) => (this.procedure, known) = (procedure, new(names));

    /// <param name="values">Values of the variables in the units of their rules; a derived quantity that cannot be computed is left out.</param>
    public static ItemScope Of(RunPlan plan, PlannedStep step, ProcedureItem item, IReadOnlyDictionary<string, ExactNumber> values)
    {
        var names = plan.NameplateNumbers.Count + step.Settings.Count + item.Constants.Count + item.Variables.Count + item.Derived.Count + 1;
        var scope = new ItemScope(plan.Procedure, names);
        foreach (var (name, value) in plan.NameplateNumbers)
            scope.known[name] = new(value.Value, null, value.Unit);
        foreach (var (name, setting) in step.Settings)
            scope.known[name] = new(setting.Value, null, setting.Unit);
        foreach (var (name, constant) in item.Constants)
            scope.known[name] = new(constant.Value.Value, null, scope.UnitOf(constant.Unit));
        foreach (var (name, variable) in item.Variables)
        {
            if (values.TryGetValue(name, out var value))
                scope.known[name] = new(value.Shown, value.Exact, scope.UnitOf(variable.Unit));
        }

        var units = DerivedUnits.Of(plan.Procedure, item);
        foreach (var (i, derived) in item.Derived.Index())
        {
            var unit = units[i];
            if (scope.Evaluate(derived.Formula, unit) is { IsRefused: false } value)
                scope.known[derived.Name] = new(value.Value.Shown, value.Value.Exact, unit);
        }

        if (item.Denominator is { } denominator && CompiledFormulas.Of(denominator.Formula) is var below && below.Evaluate<decimal>(scope.Coherent) is { IsRefused: false } divisor)
            scope.known[DenominatorRule.Name] = new(divisor.Value, below.EvaluateExactly(scope.ExactlyCoherent), Units.One);
        return scope;
    }

    /// <summary>Every name with its quantity but the denominator, which has no unit of its own.</summary>
    public IEnumerable<(string Name, Quantity Value)> Quantities =>
        known.Where(pair => pair.Key != DenominatorRule.Name).Select(pair => (pair.Key, new Quantity(pair.Value.Shown, pair.Value.Unit)));

    /// <summary>The quantity of a name, or null when it has none here.</summary>
    public Quantity? Find(string name) => known.TryGetValue(name, out var found) ? new(found.Shown, found.Unit) : null;

    /// <summary>The denominator of the error has a value.</summary>
    public bool HasDenominator => known.ContainsKey(DenominatorRule.Name);

    /// <summary>A unit that the loader has let through.</summary>
    public Unit UnitOf(string symbol) => procedure.Unit(symbol)!;

    /// <summary>The unit of errors, limits and half-widths stated in it: the zero of a scale does not count.</summary>
    public Unit IntervalUnitOf(string symbol) => UnitOf(symbol).OfDifferences;

    public Outcome<ExactNumber> Evaluate(string formula, Unit unit)
    {
        var compiled = CompiledFormulas.Of(formula);
        var value = compiled.Evaluate<decimal>(Coherent);
        if (value.Refusal is { } refusal)
            return refusal;
        var computed = unit.FromCoherent(value.Value);
        return compiled.EvaluateExactly(ExactlyCoherent) is { } fraction ? ExactNumber.Of(computed, unit.FromCoherentExactly(fraction)) : computed;
    }

    /// <summary>A number of the procedure in a unit, or null when its formula has no value here.</summary>
    public ExactNumber? Evaluate(AmountRule? amount, Unit unit)
    {
        if (amount?.Formula is not { } formula)
            return amount?.Value;
        var value = Evaluate(formula, unit);
        return value.IsRefused ? null : value.Value with { Shown = Planning.WithoutTrailingZeros(value.Value.Shown) };
    }

    private decimal? Coherent(string name) => known.TryGetValue(name, out var found) ? found.Unit.ToCoherent(found.Shown) : null;

    private ExactFraction? ExactlyCoherent(string name) => known.TryGetValue(name, out var found) ? found.Unit.ToCoherentExactly(found.Exact ?? found.Shown) : null;

    /// <param name="Exact">Null where the decimal is the value itself.</param>
    private readonly record struct Known(decimal Shown, ExactFraction? Exact, Unit Unit);
}
