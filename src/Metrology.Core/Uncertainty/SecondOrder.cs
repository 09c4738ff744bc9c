using Metrology.Core.Expressions;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// What the first order leaves out. The deviations of the inputs are written as x + L·z with independent z of unit variance, so that the terms of the note to
/// JCGM 100:2008 5.1.2, Σ Σ [½·f_pq² + f_p·f_pqq], hold in the directions of z also where inputs are correlated: for joint normal inputs they are all terms of
/// this order, and the whole variance of a quadratic form, gᵀVg + ½·tr(HVHV). The shift of the estimate is ½·tr(HV).
/// </summary>
/// <param name="Combined">u with second-order terms.</param>
/// <param name="Shift">Expected value of Y minus f at the estimates, to second order.</param>
public sealed record SecondOrder(double Combined, double Shift)
{
    /// <summary>Of one output; null when the formula has no derivatives there.</summary>
    public static SecondOrder? Of(MeasurementModel model, int output) =>
        Of(model.Outputs[output].Formula, model.Inputs.ToDictionary(input => input.Name, input => input.Estimate), Directions(model, [.. model.Outputs[output].Formula.Variables]));

    /// <summary>Of a formula whose inputs are independent.</summary>
    /// <param name="at">Every name of the formula.</param>
    /// <param name="uncertainties">u of those that have one.</param>
    public static SecondOrder? Of(Formula formula, IReadOnlyDictionary<string, double> at, IReadOnlyDictionary<string, double> uncertainties) =>
        Of(formula, at, [.. uncertainties.Where(one => one.Value > 0).Select(one => new Dictionary<string, double> { [one.Key] = one.Value })]);

    private static SecondOrder? Of(Formula formula, IReadOnlyDictionary<string, double> at, List<Dictionary<string, double>> directions)
    {
        var (variance, shift) = (0.0, 0.0);
        for (var p = 0; p < directions.Count; p++)
        {
            var own = formula.Expand(at, directions[p], NoDirection);
            var (f1, f2, f3) = (own.Derivative(1, 0), own.Derivative(2, 0), own.Derivative(3, 0));
            variance += (f1 * f1) + (f2 * f2 / 2) + (f1 * f3);
            shift += f2 / 2;
            for (var q = p + 1; q < directions.Count; q++)
            {
                var mixed = formula.Expand(at, directions[p], directions[q]);
                var cross = mixed.Derivative(1, 1);
                variance += (cross * cross) + (mixed.Derivative(1, 0) * mixed.Derivative(1, 2)) + (mixed.Derivative(0, 1) * mixed.Derivative(2, 1));
            }
        }

        return double.IsFinite(variance) && double.IsFinite(shift) ? new(Math.Sqrt(Math.Max(0, variance)), shift) : null;
    }

    private static readonly Dictionary<string, double> NoDirection = [];

    /// <summary>The columns of L that the formula can feel: what an input has by itself, and the columns of the correlated parts.</summary>
    private static List<Dictionary<string, double>> Directions(MeasurementModel model, HashSet<string> used)
    {
        var (joint, directions) = (model.Joint, new List<Dictionary<string, double>>());
        for (var j = 0; j < model.Inputs.Count; j++)
        {
            var input = model.Inputs[j];
            var square = (input.StandardUncertainty * input.StandardUncertainty) - (joint.PartOf(j) * joint.PartOf(j));
            if (square > 0 && used.Contains(input.Name))
                directions.Add(new() { [input.Name] = Math.Sqrt(square) });
            var column = new Dictionary<string, double>();
            for (var i = 0; i < model.Inputs.Count; i++)
            {
                if (joint.PartOf(i) * joint.Correlations.Factor[i, j] is not 0 and var step && used.Contains(model.Inputs[i].Name))
                    column[model.Inputs[i].Name] = step;
            }

            if (column.Count > 0)
                directions.Add(column);
        }

        return directions;
    }
}
