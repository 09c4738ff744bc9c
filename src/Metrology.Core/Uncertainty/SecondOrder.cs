namespace Metrology.Core.Uncertainty;

/// <summary>
/// What the first order leaves out. u with the terms of the note to JCGM 100:2008 5.1.2, Σ Σ [½·f_ij² + f_i·f_ijj]·u_i²·u_j², which hold for independent
/// symmetric inputs; and the shift of the estimate, ½ Σ Σ f_ij·u(x_i, x_j).
/// </summary>
/// <param name="Combined">u with second-order terms; null when inputs are correlated, for which the note gives no formula.</param>
/// <param name="Shift">Expected value of Y minus f at the estimates, to second order.</param>
public sealed record SecondOrder(double? Combined, double Shift)
{
    /// <summary>Of one output; null when the formula has no derivatives there.</summary>
    public static SecondOrder? Of(MeasurementModel model, int output)
    {
        var (inputs, formula) = (model.Inputs, model.Outputs[output].Formula);
        var at = inputs.ToDictionary(input => input.Name, input => input.Estimate);
        var used = Enumerable.Range(0, inputs.Count).Where(i => inputs[i].StandardUncertainty > 0 && formula.Variables.Contains(inputs[i].Name)).ToList();
        var (variance, shift, isCorrelated) = (0.0, 0.0, false);
        foreach (var i in used)
        {
            var own = formula.Expand(at, inputs[i].Name, "");
            var square = inputs[i].StandardUncertainty * inputs[i].StandardUncertainty;
            var (f1, f2, f3) = (own.Derivative(1, 0), own.Derivative(2, 0), own.Derivative(3, 0));
            variance += (f1 * f1 * square) + (((f2 * f2 / 2) + (f1 * f3)) * square * square);
            shift += f2 * square / 2;
            foreach (var j in used.Where(j => j > i))
            {
                var mixed = formula.Expand(at, inputs[i].Name, inputs[j].Name);
                var other = inputs[j].StandardUncertainty * inputs[j].StandardUncertainty;
                var cross = mixed.Derivative(1, 1);
                variance += ((cross * cross) + (mixed.Derivative(1, 0) * mixed.Derivative(1, 2)) + (mixed.Derivative(0, 1) * mixed.Derivative(2, 1))) * square * other;
                var covariance = model.Joint.Covariance(i, j);
                shift += cross * covariance;
                isCorrelated |= covariance != 0;
            }
        }

        if (!double.IsFinite(variance) || !double.IsFinite(shift))
            return null;
        return new(isCorrelated ? null : Math.Sqrt(Math.Max(0, variance)), shift);
    }
}
