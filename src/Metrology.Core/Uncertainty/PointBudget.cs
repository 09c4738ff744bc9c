using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>What is known of the uncertainty of a test point.</summary>
/// <param name="Budget">Null when there is none; <paramref name="WhyNone"/> says why, unless no reference and no component asks for one.</param>
/// <param name="Partial">The components that are known where some input is uncovered: no budget, for it would call the error better known than it is.</param>
/// <param name="Uncovered">Inputs that nobody knows the uncertainty of.</param>
internal sealed record PointKnowledge(UncertaintyBudget? Budget, UncertaintyBudget? Partial, IReadOnlyList<string> Uncovered, Refusal? WhyNone)
{
    public static PointKnowledge None { get; } = new(null, null, [], null);
}

/// <summary>
/// Budget of the error of a test point: scatter of the repeats, the references by their certificates, the resolutions, and what the procedure states, with the
/// sensitivities that follow from the formula of the item.
/// </summary>
internal sealed class PointBudget(Procedure procedure, BudgetedPoint point)
{
    /// <summary>Beyond it a computed U is no result, and no decimal would hold it.</summary>
    private const double LargestUncertainty = 1e15;

    private readonly ProcedureItem item = point.Item;

    /// <summary>The budget, or why there is none.</summary>
    public static PointKnowledge Of(Procedure procedure, BudgetedPoint point, IReadOnlyList<ReferenceCapability> references)
    {
        var inputs = new CoveredInputs(point.Item, references);
        var uncovered = inputs.Uncovered();
        if (inputs.Given.Count == 0 && point.Item.Budget.Count == 0 && uncovered.Count == 0)
            return PointKnowledge.None;
        var known = new PointBudget(procedure, point).Known(inputs);
        return uncovered.Count > 0
            ? new(null, known.IsRefused ? null : known.Value, uncovered, BudgetRefusals.Uncovered(uncovered))
            : new(known.IsRefused ? null : known.Value, null, [], known.Refusal);
    }

    private Outcome<UncertaintyBudget> Known(CoveredInputs inputs)
    {
        if (inputs.Given.Count == 0 && item.Budget.Count == 0)
            return BudgetRefusals.NoReference;
        if (inputs.Given.FirstOrDefault(reference => procedure.Unit(reference.Unit) is null) is { } unreadable)
            return BudgetRefusals.UnknownUnit(unreadable.Name, unreadable.Unit);
        if (inputs.Given.SelectMany(reference => inputs.ReadBy(reference).Select(name => ShareOfNothing(reference, name))).FirstOrDefault(problem => problem is not null) is { } nothing)
            return nothing;
        if (point.Sensitivities() is not { } sensitivities)
            return BudgetRefusals.NoSensitivity;
        var components = new List<UncertaintyComponent>();
        if (point.Scatter() is { } scatter)
            components.Add(scatter);
        foreach (var reference in inputs.Given)
            components.Add(Common([.. inputs.ReadBy(reference).Select(name => Certificate(reference, name, sensitivities[name]))]));
        components.AddRange(Resolutions(sensitivities));
        foreach (var rule in item.Budget)
        {
            if (Declared(rule, sensitivities) is not { } declared)
                return BudgetRefusals.NoHalfWidth(rule.Label); // half of a budget would call the error better known than it is
            components.Add(declared);
        }

        if (item.ResolutionWithScatter?.Value == ResolutionWithScatter.Larger)
            KeepLarger(components);
        var budget = FirstOrder.Combine(item.Acceptance!.Unit, components, item.Acceptance.Coverage?.Value ?? Coverage.Two);
        if (budget.Expanded >= LargestUncertainty)
            return BudgetRefusals.TooLarge;
        return budget.Expanded > 0 ? budget with { Warnings = [.. PointWarnings.Of(point, budget, sensitivities)] } : BudgetRefusals.Zero;
    }

    /// <summary>Repeated readings of a coarse display already scatter by its steps: of scatter and resolution of the unit under test the larger one stands.</summary>
    private void KeepLarger(List<UncertaintyComponent> components)
    {
        var resolutions = components.FindAll(one => one.Input.Length > 0 && one.Symbol == ResolutionSymbol(one.Input) && item.Variables[one.Input].Role == Roles.UnitUnderTest);
        if (components.Find(one => one.Type == "A") is not { } scatter || resolutions.Count == 0)
            return;
        if (Math.Abs(scatter.Contribution) >= Math.Sqrt(resolutions.Sum(one => one.Contribution * one.Contribution)))
            components.RemoveAll(resolutions.Contains);
        else
            components.Remove(scatter);
    }

    /// <summary>A component that the procedure states, through the sensitivity of its variable; null when its half-width has no value here.</summary>
    private UncertaintyComponent? Declared(BudgetRule rule, Dictionary<string, double> sensitivities)
    {
        var (unit, own) = (point.Scope.IntervalUnitOf(rule.Unit), point.Scope.UnitOf(rule.Variable is { } name ? item.Variables[name].Unit : item.Acceptance!.Unit));
        if (point.Scope.Evaluate(rule.HalfWidth, unit) is not { Shown: >= 0m and var stated })
            return null;
        var halfWidth = (double)stated * BudgetedPoint.Scale(unit) / BudgetedPoint.Scale(own);
        return new(
            $"u({rule.Id})", rule.Label, "B", rule.Distribution, DeclaredComponent.StandardUncertainty(rule, halfWidth),
            rule.Variable is { } variable ? sensitivities[variable] : 1, DeclaredComponent.DegreesOfFreedom(rule))
        { Unit = own.Symbol, Input = rule.Variable ?? "" };
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

    /// <summary>Per cent of volts or of a count of pulses is a share of the reading; per cent of a quantity that is itself in per cent is not.</summary>
    private static bool IsShare(Unit unit, Unit own) =>
        unit.Dimension == Dimension.One && (own.Dimension != Dimension.One || (BudgetedPoint.Scale(unit) != 1 && BudgetedPoint.Scale(own) == 1));

    /// <summary>Why the share of a reading that a certificate states tells no uncertainty: the zero of the scale is conventional, or the reading is zero. Null when it does.</summary>
    private Refusal? ShareOfNothing(ReferenceCapability reference, string name)
    {
        var own = procedure.Unit(item.Variables[name].Unit)!;
        if (!IsShare(procedure.Unit(reference.Unit)!, own))
            return null;
        return own.IsAffine ? BudgetRefusals.ShareOfScale(reference.Name, own.Symbol) : point.At(name) == 0 ? BudgetRefusals.ShareOfZero(reference.Name, name) : null;
    }

    private UncertaintyComponent Certificate(ReferenceCapability reference, string name, double sensitivity)
    {
        var (expanded, unit, own) = ((double)reference.ExpandedUncertainty, procedure.Unit(reference.Unit)!, procedure.Unit(item.Variables[name].Unit)!);
        var scale = BudgetedPoint.Scale(unit);
        var absolute = IsShare(unit, own) ? Math.Abs(point.At(name)) * expanded * scale : expanded * scale / BudgetedPoint.Scale(own);
        return new(
            $"u_cert({name})", new($"标准器「{reference.Name}」证书", $"Certificate of {reference.Name}"), "B", "normal",
            absolute / (double)reference.CoverageFactor, sensitivity, double.PositiveInfinity)
        { Unit = own.Symbol, Input = name };
    }

    private IEnumerable<UncertaintyComponent> Resolutions(Dictionary<string, double> sensitivities) =>
        from pair in item.Variables
        where pair.Value.Exact is null
        let step = point.Resolutions[pair.Key]
        where step > 0m
        select Resolution(pair.Key, pair.Value, (double)step, sensitivities[pair.Key]);

    private static string ResolutionSymbol(string name) => $"u_res({name})";

    // Two readings of one register, each rectangular with half-width δ/2, independent: the difference is triangular with half-width δ, u = δ/√6.
    private static UncertaintyComponent Resolution(string name, VariableRule variable, double step, double sensitivity)
    {
        var isDifference = variable.Take == "difference";
        var label = variable.Role == Roles.Reference ? new BilingualText("标准器分辨力", "Resolution of the reference") : new("被检器具分辨力", "Resolution of the unit under test");
        return new(
            ResolutionSymbol(name), label, "B", isDifference ? "triangular" : "rectangular", isDifference ? step / Math.Sqrt(6) : step / (2 * Math.Sqrt(3)),
            sensitivity, double.PositiveInfinity)
        { Unit = variable.Unit, Input = name };
    }
}
