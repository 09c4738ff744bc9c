using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>An expanded uncertainty as a paper states it, with what it is of.</summary>
/// <param name="Id">Value id of the cell.</param>
/// <param name="Measurand">What the instrument shows; null where the item reads nothing.</param>
/// <param name="Digits">U as printed.</param>
/// <param name="At">Value of the measurand under its id and the loads under their names, as far as the point has them.</param>
public sealed record StatedUncertainty(
    string Id, BilingualText Label, string? Measurand, decimal Digits, decimal CoverageFactor, string Unit, IReadOnlyDictionary<string, Quantity> At)
{
    /// <summary>Those of a run, point by point.</summary>
    public static IReadOnlyList<StatedUncertainty> Of(RunPlan plan, Evaluation evaluation) =>
    [
        .. from item in evaluation.Items
           let rule = plan.Procedure.Items.Single(one => one.Id == item.Item)
           from point in item.Points
           let stated = Of(plan, rule, item, point)
           where stated is not null
           select stated,
    ];

    private static StatedUncertainty? Of(RunPlan plan, ProcedureItem rule, ItemResult item, PointResult point)
    {
        if (QuantityText.ParseNumber(PointDigits.Expanded(point) ?? "") is not { } digits || QuantityText.ParseNumber(point.Budget!.FactorText) is not { } factor)
            return null;
        var shown = Shown(rule);
        return new(
            $"{PointDigits.Id(item, point)}/uncertainty", new($"{item.Title.Zh} {point.Label.Zh}", $"{item.Title.En}, {point.Label.En}"), shown?.Measurand, digits, factor, point.Unit,
            Values(plan, rule, item, point, shown));
    }

    /// <summary>What is calibrated: the indication of the instrument, or where a person reads it, the quantity of the reference.</summary>
    private static VariableRule? Shown(ProcedureItem rule) =>
        rule.Variables.Values.FirstOrDefault(variable => variable.Role == Roles.UnitUnderTest) ?? rule.Variables.Values.FirstOrDefault(variable => variable.Role == Roles.Reference);

    private static Dictionary<string, Quantity> Values(RunPlan plan, ProcedureItem rule, ItemResult item, PointResult point, VariableRule? shown)
    {
        var at = new Dictionary<string, Quantity>();
        if (plan.Steps.FirstOrDefault(step => step.Key.Item == item.Item && step.Key.Point == point.Point) is { } step)
        {
            foreach (var (name, value) in step.Settings)
                at[name] = value;
        }

        // The reference says best how much it was; its reading and the indication lie within the error of each other.
        var named = rule.Variables.Where(pair => pair.Value.Measurand == shown?.Measurand).OrderBy(pair => pair.Value.Role == Roles.Reference ? 0 : 1).Select(pair => pair.Key).FirstOrDefault();
        var values = named is null ? [] : point.Repeats.Where(repeat => repeat.Values.ContainsKey(named)).Select(repeat => repeat.Values[named]).ToList();
        if (values.Count > 0 && plan.Procedure.Unit(rule.Variables[named!].Unit) is { } unit)
            at[shown!.Measurand] = new(values.Average(), unit);
        return at;
    }
}
