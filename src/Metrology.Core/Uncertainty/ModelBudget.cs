using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>One output of a model with its value and sensitivities → its budget.</summary>
internal readonly struct ModelBudget(MeasurementModel model, int output, double value, double[] slopes)
{
    public UncertaintyBudget Under(Coverage coverage)
    {
        var combined = Math.Sqrt(Math.Max(0, Variance(model, slopes, slopes)));
        var freedom = DegreesOfFreedom(combined);
        var factor = coverage.FactorFor(freedom);
        return new(model.Outputs[output].Unit ?? "", Components(), combined, freedom, factor, factor * combined)
        {
            Output = model.Outputs[output].Name,
            Value = value,
            CoverageProbability = coverage.Probability,
            Correlations = Correlations(),
        };
    }

    /// <summary>Σ Σ a_i·b_j·u(x_i, x_j): the variance of an output, or the covariance of two.</summary>
    public static double Variance(MeasurementModel model, double[] a, double[] b)
    {
        var (sum, inputs, joint) = (0.0, model.Inputs, model.Joint);
        for (var i = 0; i < a.Length; i++)
        {
            var u = inputs[i].StandardUncertainty;
            sum += a[i] * b[i] * u * u;
            if (joint.PartOf(i) == 0)
                continue;
            for (var j = 0; j < b.Length; j++)
                sum += j == i ? 0 : a[i] * b[j] * joint.Covariance(i, j);
        }

        return sum;
    }

    // Observations made together are one source with n − 1 degrees of freedom; everything else counts component by component.
    private double DegreesOfFreedom(double combined)
    {
        var (joint, together) = (model.Joint, 0.0);
        var parts = new List<(double U, double Freedom)>();
        for (var i = 0; i < slopes.Length; i++)
        {
            var isObserved = joint.DegreesOfFreedom is not null && joint.PartOf(i) > 0;
            for (var k = 0; k < model.Inputs[i].Components.Count; k++)
            {
                var component = model.Inputs[i].Components[k];
                if (!isObserved || k > 0)
                    parts.Add((slopes[i] * component.StandardUncertainty, component.DegreesOfFreedom));
            }

            for (var j = 0; isObserved && j < slopes.Length; j++)
                together += slopes[i] * slopes[j] * joint.Covariance(i, j);
        }

        if (joint.DegreesOfFreedom is { } freedom)
            parts.Add((Math.Sqrt(Math.Max(0, together)), freedom));
        return WelchSatterthwaite.Effective(combined, parts);
    }

    private UncertaintyComponent[] Components()
    {
        var count = 0;
        foreach (var input in model.Inputs)
            count += input.Components.Count;
        var rows = new UncertaintyComponent[count];
        var at = 0;
        for (var i = 0; i < slopes.Length; i++)
        {
            var input = model.Inputs[i];
            for (var k = 0; k < input.Components.Count; k++)
            {
                var component = input.Components[k];
                var description = component.Description ?? input.Description ?? BilingualText.Same(input.Name);
                var symbol = input.Components.Count == 1 ? input.Name : $"{input.Name}.{k + 1}";
                rows[at++] = new(symbol, description, component.Type, component.Distribution.Id, component.StandardUncertainty, slopes[i], component.DegreesOfFreedom)
                {
                    Input = input.Name,
                    Unit = input.Unit,
                    Estimate = input.Estimate,
                };
            }
        }

        return rows;
    }

    private IReadOnlyList<CorrelatedPair> Correlations()
    {
        var pairs = new List<CorrelatedPair>();
        for (var i = 0; i < slopes.Length; i++)
        {
            for (var j = i + 1; j < slopes.Length && model.Joint.PartOf(i) > 0; j++)
            {
                if (model.Joint.Covariance(i, j) is not 0 and var covariance)
                    pairs.Add(new(model.Inputs[i].Name, model.Inputs[j].Name, covariance / model.Inputs[i].StandardUncertainty / model.Inputs[j].StandardUncertainty));
            }
        }

        return pairs;
    }
}

/// <summary>The budgets of a model's outputs, and how the outputs hang together.</summary>
public sealed class FirstOrderResult
{
    private readonly MeasurementModel model;
    private readonly double[][] sensitivities;

    internal FirstOrderResult(MeasurementModel model, IReadOnlyList<UncertaintyBudget> budgets, double[][] sensitivities) =>
        (this.model, Budgets, this.sensitivities) = (model, budgets, sensitivities);

    public IReadOnlyList<UncertaintyBudget> Budgets { get; }

    /// <summary>c_i of an output with respect to an input.</summary>
    public double Sensitivity(int output, int input) => sensitivities[output][input];

    /// <summary>r(y_a, y_b) of two outputs, JCGM 100:2008 H.2.3; zero when one of them has no uncertainty.</summary>
    public double Correlation(int a, int b)
    {
        var product = Budgets[a].Combined * Budgets[b].Combined;
        return product > 0 ? ModelBudget.Variance(model, sensitivities[a], sensitivities[b]) / product : 0;
    }
}
