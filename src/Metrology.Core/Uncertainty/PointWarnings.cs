using Metrology.Core.Runs;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Core.Uncertainty;

/// <summary>Whether the first order is enough for a test point, JCGM 100:2008 5.1.2 note: the formula over its inputs with the uncertainties of the budget.</summary>
internal static class PointWarnings
{
    public static IEnumerable<UncertaintyWarning> Of(
        BudgetedPoint point, UncertaintyBudget budget, IReadOnlyDictionary<string, double> sensitivities, EvaluationEdition edition)
    {
        var item = point.Item;
        var squares = new Dictionary<string, double>();
        foreach (var one in budget.Components.Where(one => one.Input.Length > 0))
            squares[one.Input] = squares.GetValueOrDefault(one.Input) + (one.StandardUncertainty * one.StandardUncertainty);
        var (formula, at, scale) = (RepeatEvaluation.FormulaOf(item), point.Coherent(), BudgetedPoint.Scale(point.Scope.UnitOf(item.Acceptance!.Unit)));
        var uncertainties = squares.ToDictionary(one => one.Key, one => Math.Sqrt(one.Value) * BudgetedPoint.Scale(point.Scope.UnitOf(item.Variables[one.Key].Unit)));
        if (edition == EvaluationEdition.Current)
        {
            var tolerance = NumericalTolerance.Of(budget.Combined, ModelWarnings.Digits) * scale;
            foreach (var (input, uncertainty) in uncertainties.Where(one => Edges.Crosses(formula, at, one.Key, one.Value, tolerance)))
                yield return ModelWarnings.Edge(item.Id, input);
        }

        if (SecondOrder.Of(formula, at, uncertainties) is not { } second)
            yield break;
        var first = Math.Sqrt(squares.Sum(one => sensitivities[one.Key] * sensitivities[one.Key] * one.Value));
        foreach (var warning in ModelWarnings.OfSecondOrder(item.Id, first, new(second.Combined / scale, second.Shift / scale), budget.Combined))
            yield return warning;
    }
}
