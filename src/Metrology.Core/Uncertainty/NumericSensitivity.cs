namespace Metrology.Core.Uncertainty;

/// <summary>Sensitivities by difference quotients, JCGM 100:2008 5.1.3 note 2: a check of the rules of differentiation that owes nothing to them.</summary>
public static class NumericSensitivity
{
    /// <summary>Step of the quotient as a share of the size of the input; small enough that curvature does not show, large enough that rounding does not.</summary>
    private const double RelativeStep = 1e-5;

    /// <summary>2⁻⁵².</summary>
    private const double MachineEpsilon = 2.220446049250313e-16;

    /// <summary>Roundings that pile up between the inputs and the output.</summary>
    private const double Roundings = 16;

    /// <summary>[f(x + h) − f(x − h)] ÷ 2h for one output and input, and what rounding may make of it: the numbers on the way may be far larger than their difference.</summary>
    public static (double Slope, double Rounding) Of(MeasurementModel model, int output, int input)
    {
        var tape = model.Compiled.Values;
        var work = new double[tape.Columns];
        var scale = Math.Max(Math.Abs(model.Inputs[input].Estimate) * RelativeStep, model.Inputs[input].StandardUncertainty * 1e-3);
        var step = scale > 0 ? scale : RelativeStep;
        var (above, below) = (model.Inputs[input].Estimate + step, model.Inputs[input].Estimate - step);
        var largest = 0.0;
        var slope = (At(above) - At(below)) / (above - below);
        return (slope, Roundings * MachineEpsilon * largest / (above - below));

        double At(double x)
        {
            for (var i = 0; i < model.Inputs.Count; i++)
                work[i] = i == input ? x : model.Inputs[i].Estimate;
            tape.Run(work);
            largest = Math.Max(largest, work.Max(Math.Abs));
            return work[tape.Results[output]];
        }
    }

    /// <summary>The two sensitivities agree as far as a difference quotient can tell.</summary>
    public static bool Agrees(double analytic, (double Slope, double Rounding) numeric, double scaleOfOutput, double uncertainty) =>
        Math.Abs(analytic - numeric.Slope) <= numeric.Rounding + (1e-4 * Math.Abs(analytic)) + (uncertainty > 0 ? 1e-3 * scaleOfOutput / uncertainty : double.PositiveInfinity);
}
