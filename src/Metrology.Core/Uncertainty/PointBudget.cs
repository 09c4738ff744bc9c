using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// Budget of the mean error of a test point: scatter of the repeats, the references by their certificates, and the resolutions, with the sensitivities that
/// follow from the formula of the item.
/// </summary>
internal static class PointBudget
{
    /// <summary>The budget, or null when no reference is given for any variable of the item or its formula has no derivative.</summary>
    public static UncertaintyBudget? Of(
        Procedure procedure, ProcedureItem item, IReadOnlyList<RepeatResult> repeats, IReadOnlyList<Observation> readings, IReadOnlyList<ReferenceCapability> references)
    {
        var given = references.Where(reference => ReadBy(item, reference).Any()).ToList();
        if (given.Count == 0 || given.Exists(reference => procedure.Unit(reference.Unit) is null) || Sensitivities(item, repeats) is not { } sensitivities)
            return null;
        var components = new List<UncertaintyComponent>();
        if (repeats.Count > 1)
            components.Add(Scatter(repeats) with { Unit = item.Acceptance!.Unit });
        foreach (var reference in given)
        {
            var parts = ReadBy(item, reference).Select(name => Certificate(
                reference, procedure.Unit(reference.Unit)!, (name, procedure.Unit(item.Variables[name].Unit)!), MeanOf(repeats, name), sensitivities[name])).ToList();
            components.Add(Common(parts));
        }

        foreach (var (name, variable) in item.Variables)
        {
            if (RepeatEvaluation.Resolution(procedure, variable, readings) is > 0m and var step)
                components.Add(Resolution(name, variable, (double)step, sensitivities[name]));
        }

        foreach (var component in item.Budget)
        {
            if (Declared(item, component, repeats[0].Scope!, sensitivities) is not { } declared)
                return null; // half of a budget would call the error better known than it is
            components.Add(declared);
        }

        return FirstOrder.Combine(item.Acceptance!.Unit, components, item.Acceptance.Coverage?.Value ?? Coverage.Two);
    }

    /// <summary>A component that the procedure states, through the sensitivity of its variable; null when its half-width has no value at these settings.</summary>
    private static UncertaintyComponent? Declared(ProcedureItem item, BudgetRule component, ItemScope scope, Dictionary<string, double> sensitivities)
    {
        if (scope.Evaluate(component.HalfWidth, scope.UnitOf(component.Unit)) is not { Shown: >= 0m and var stated })
            return null;
        var own = scope.UnitOf(component.Variable is { } name ? item.Variables[name].Unit : item.Acceptance!.Unit);
        var halfWidth = (double)stated * Scale(scope.UnitOf(component.Unit)) / Scale(own);
        var divisor = component.Distribution switch { "rectangular" => Math.Sqrt(3), "triangular" => Math.Sqrt(6), "u-shaped" => Math.Sqrt(2), _ => 1 };
        return new(
            $"u({component.Id})", component.Label, "B", component.Distribution, halfWidth / divisor,
            component.Variable is { } variable ? sensitivities[variable] : 1, double.PositiveInfinity)
        { Unit = own.Symbol };
    }

    /// <summary>The variables that a certificate speaks of. A reference clock has none of its own, so in an item without any reading of a reference the offset stands for it.</summary>
    private static IEnumerable<string> ReadBy(ProcedureItem item, ReferenceCapability reference)
    {
        var own = item.Variables.Values.Any(variable => variable.Role == reference.Role);
        return item.Variables.Where(pair => pair.Value.Measurand == reference.Measurand && (pair.Value.Role == reference.Role || !own)).Select(pair => pair.Key);
    }

    /// <summary>
    /// One instrument that reads several variables brings one error into all of them. How it changes between its readings is not known, so the parts add and are
    /// never counted on to cancel (JCGM 100 5.2.2 with |r| = 1).
    /// </summary>
    private static UncertaintyComponent Common(IReadOnlyList<UncertaintyComponent> parts)
    {
        var shown = parts.FirstOrDefault(part => part.Contribution != 0) ?? parts[0];
        return parts.Count == 1 || shown.StandardUncertainty == 0 ? shown : shown with { Sensitivity = parts.Sum(part => Math.Abs(part.Contribution)) / shown.StandardUncertainty };
    }

    private static UncertaintyComponent Scatter(IReadOnlyList<RepeatResult> repeats)
    {
        var errors = repeats.Select(repeat => (double)repeat.Error!.Value).ToList();
        return new("s", new("重复性（平均值）", "Repeatability of the mean"), "A", "normal", TypeA.OfMean(errors), 1, errors.Count - 1);
    }

    private static UncertaintyComponent Certificate(ReferenceCapability reference, Unit unit, (string Name, Unit Unit) variable, double value, double sensitivity)
    {
        var (expanded, own) = ((double)reference.ExpandedUncertainty, variable.Unit);
        // Per cent of volts or of a count of pulses is a share of the reading; per cent of a quantity that is itself in per cent is not.
        var isRelative = unit.Dimension == Dimension.One && (own.Dimension != Dimension.One || (Scale(unit) != 1 && Scale(own) == 1));
        var absolute = isRelative ? Math.Abs(value) * expanded * Scale(unit) : expanded * Scale(unit) / Scale(own);
        return new(
            $"u_cert({variable.Name})", new($"标准器「{reference.Name}」证书", $"Certificate of {reference.Name}"), "B", "normal",
            absolute / (double)reference.CoverageFactor, sensitivity, double.PositiveInfinity)
        { Unit = own.Symbol };
    }

    // Two readings of one register, each rectangular with half-width δ/2, independent: the difference is triangular with half-width δ, u = δ/√6.
    private static UncertaintyComponent Resolution(string name, VariableRule variable, double step, double sensitivity)
    {
        var isDifference = variable.Take == "difference";
        var label = variable.Role == Roles.Reference ? new BilingualText("标准器分辨力", "Resolution of the reference") : new("被检器具分辨力", "Resolution of the unit under test");
        return new(
            $"u_res({name})", label, "B", isDifference ? "triangular" : "rectangular", isDifference ? step / Math.Sqrt(6) : step / (2 * Math.Sqrt(3)),
            sensitivity, double.PositiveInfinity)
        { Unit = variable.Unit };
    }

    private static Dictionary<string, double>? Sensitivities(ProcedureItem item, IReadOnlyList<RepeatResult> repeats)
    {
        var formula = RepeatEvaluation.FormulaOf(item);
        // Nameplate, settings and constants are exact; they are the same in every repeat.
        var scope = repeats[0].Scope!;
        var at = scope.Quantities.ToDictionary(one => one.Name, one => Coherent((double)one.Value.Value, one.Value.Unit));
        foreach (var (name, variable) in item.Variables)
            at[name] = Coherent(MeanOf(repeats, name), scope.UnitOf(variable.Unit));
        var result = new Dictionary<string, double>();
        foreach (var (name, variable) in item.Variables)
        {
            var derivative = formula.Derivative(name);
            var slope = derivative.IsRefused ? derivative.Refusal! : derivative.Value.Evaluate(at);
            if (slope.IsRefused)
                return null;
            result[name] = slope.Value * Scale(scope.UnitOf(variable.Unit)) / Scale(scope.UnitOf(item.Acceptance!.Unit));
        }

        return result;
    }

    private static double MeanOf(IReadOnlyList<RepeatResult> repeats, string variable) => repeats.Average(repeat => (double)repeat.Values[variable]);

    private static double Coherent(double value, Unit unit) => (value * Scale(unit)) + (double)unit.Offset;

    private static double Scale(Unit unit) => (double)(unit.Factor / unit.Divisor);
}
