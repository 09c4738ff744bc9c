using Metrology.Core.Expressions;
using Metrology.Core.Runs;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Core.Uncertainty;

/// <summary>Whether the first order is enough for a test point, JCGM 100:2008 5.1.2 note: the formula over its inputs with the uncertainties of the budget.</summary>
internal static class PointWarnings
{
    /// <summary>How many standard uncertainties an input may be off; k of an ordinary U.</summary>
    private const double Reach = 2;

    public static IEnumerable<UncertaintyWarning> Of(BudgetedPoint point, UncertaintyBudget budget, IReadOnlyDictionary<string, double> sensitivities)
    {
        var item = point.Item;
        var squares = new Dictionary<string, double>();
        foreach (var one in budget.Components.Where(one => one.Input.Length > 0))
            squares[one.Input] = squares.GetValueOrDefault(one.Input) + (one.StandardUncertainty * one.StandardUncertainty);
        var (formula, at, scale) = (RepeatEvaluation.FormulaOf(item), point.Coherent(), BudgetedPoint.Scale(point.Scope.UnitOf(item.Acceptance!.Unit)));
        if (formula.HasEdges)
        {
            foreach (var (input, square) in squares)
            {
                var step = Reach * Math.Sqrt(square);
                if (!IsStraight(formula, at, (input, step * BudgetedPoint.Scale(point.Scope.UnitOf(item.Variables[input].Unit))), sensitivities[input] * step * scale, NumericalTolerance.Of(budget.Combined, ModelWarnings.Digits) * scale))
                    yield return ModelWarnings.Edge(item.Id, input);
            }
        }

        var uncertainties = squares.ToDictionary(one => one.Key, one => Math.Sqrt(one.Value) * BudgetedPoint.Scale(point.Scope.UnitOf(item.Variables[one.Key].Unit)));
        if (SecondOrder.Of(formula, at, uncertainties) is not { } second)
            yield break;
        var first = Math.Sqrt(squares.Sum(one => sensitivities[one.Key] * sensitivities[one.Key] * one.Value));
        foreach (var warning in ModelWarnings.OfSecondOrder(item.Id, first, new(second.Combined / scale, second.Shift / scale), budget.Combined))
            yield return warning;
    }

    /// <summary>The formula goes on, to both sides, as its derivative says. Curvature is left to the second order, an edge has none.</summary>
    /// <param name="change">What the derivative makes of the step.</param>
    private static bool IsStraight(Formula formula, Dictionary<string, double> at, (string Input, double By) step, double change, double tolerance)
    {
        var moved = new Dictionary<string, double>(at);
        double Value(double by)
        {
            moved[step.Input] = at[step.Input] + by;
            return formula.Evaluate(moved) is { IsRefused: false } value ? value.Value : double.NaN; // no value so near is no straight line either
        }

        var here = Value(0);
        return Math.Abs(Value(step.By) - here - change) <= tolerance && Math.Abs(Value(-step.By) - here + change) <= tolerance;
    }
}
