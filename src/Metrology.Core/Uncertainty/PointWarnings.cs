using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty.Distributions;

namespace Metrology.Core.Uncertainty;

/// <summary>Whether the first order is enough for a test point, JCGM 100:2008 5.1.2 note: the formula over its inputs with the uncertainties of the budget.</summary>
internal static class PointWarnings
{
    public static IEnumerable<UncertaintyWarning> Of(BudgetedPoint point, UncertaintyBudget budget, IReadOnlyDictionary<string, double> sensitivities)
    {
        var item = point.Item;
        var byInput = budget.Components.Where(one => one.Input.Length > 0).ToLookup(one => one.Input);
        var error = new OutputQuantity(item.Id, RepeatEvaluation.FormulaOf(item), item.Acceptance!.Unit);
        var used = error.Formula.Variables.ToHashSet();
        var inputs = point.Coherent().Where(pair => used.Contains(pair.Key)).Select(pair => new InputQuantity(pair.Key, pair.Value, Components(pair.Key))).ToList();
        var model = MeasurementModel.Of([error], inputs);
        if (model.IsRefused || SecondOrder.Of(model.Value, 0) is not { } second)
            return [];
        var scale = BudgetedPoint.Scale(point.Scope.UnitOf(error.Unit!));
        var first = Math.Sqrt(byInput.Where(one => sensitivities.ContainsKey(one.Key)).Sum(one => one.Sum(part => Square(sensitivities[one.Key] * part.StandardUncertainty))));
        return ModelWarnings.OfSecondOrder(item.Id, first, new(second.Combined / scale, second.Shift / scale), budget.Combined);

        IReadOnlyList<InputComponent> Components(string name) => !item.Variables.TryGetValue(name, out var variable) ? [] :
            [.. byInput[name].Select(one => new InputComponent(Distribution.Normal(one.StandardUncertainty * BudgetedPoint.Scale(point.Scope.UnitOf(variable.Unit)))))];
    }

    private static double Square(double value) => value * value;
}
