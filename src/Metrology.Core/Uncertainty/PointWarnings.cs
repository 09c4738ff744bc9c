using Metrology.Core.Runs;

namespace Metrology.Core.Uncertainty;

/// <summary>Whether the first order is enough for a test point, JCGM 100:2008 5.1.2 note: the formula over its inputs with the uncertainties of the budget.</summary>
internal static class PointWarnings
{
    public static IEnumerable<UncertaintyWarning> Of(BudgetedPoint point, UncertaintyBudget budget, IReadOnlyDictionary<string, double> sensitivities)
    {
        var item = point.Item;
        var squares = new Dictionary<string, double>();
        foreach (var one in budget.Components.Where(one => one.Input.Length > 0))
            squares[one.Input] = squares.GetValueOrDefault(one.Input) + (one.StandardUncertainty * one.StandardUncertainty);
        var formula = RepeatEvaluation.FormulaOf(item);
        var uncertainties = squares.ToDictionary(one => one.Key, one => Math.Sqrt(one.Value) * BudgetedPoint.Scale(point.Scope.UnitOf(item.Variables[one.Key].Unit)));
        if (SecondOrder.Of(formula, point.Coherent(), uncertainties) is not { } second)
            return [];
        var first = Math.Sqrt(squares.Sum(one => sensitivities[one.Key] * sensitivities[one.Key] * one.Value));
        var scale = BudgetedPoint.Scale(point.Scope.UnitOf(item.Acceptance!.Unit));
        return ModelWarnings.OfSecondOrder(item.Id, first, new(second.Combined / scale, second.Shift / scale), budget.Combined);
    }
}
