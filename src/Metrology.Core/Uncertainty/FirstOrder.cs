using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>First-order law of propagation, JCGM 100:2008 5.1.2 and 5.2.2, with effective degrees of freedom by Welch–Satterthwaite, G.4.1.</summary>
public static class FirstOrder
{
    private const int OnStack = 256;

    /// <summary>Combines independent components whose contributions are all in <paramref name="unit"/>.</summary>
    public static UncertaintyBudget Combine(string unit, IReadOnlyList<UncertaintyComponent> components, Coverage coverage)
    {
        var combined = Math.Sqrt(components.Sum(one => one.Contribution * one.Contribution));
        var freedom = WelchSatterthwaite.Effective(combined, components.Select(one => (one.Contribution, one.DegreesOfFreedom)));
        var factor = coverage.FactorFor(freedom);
        return new(unit, components, combined, freedom, factor, factor * combined) { CoverageProbability = coverage.Probability };
    }

    /// <summary>Budgets of all outputs of a model, or why there are none.</summary>
    public static Outcome<FirstOrderResult> Evaluate(MeasurementModel model, Coverage coverage)
    {
        if (model.Compiled.Slopes is not { } tape)
            return model.Compiled.Undifferentiable!;
        var inputs = model.Inputs.Count;
        Span<double> work = tape.Columns <= OnStack ? stackalloc double[tape.Columns] : new double[tape.Columns];
        for (var i = 0; i < inputs; i++)
            work[i] = model.Inputs[i].Estimate;
        tape.Run(work);
        var budgets = new UncertaintyBudget[model.Outputs.Count];
        var sensitivities = new double[model.Outputs.Count][];
        for (var o = 0; o < budgets.Length; o++)
        {
            var results = tape.Results.AsSpan(o * (inputs + 1), inputs + 1);
            var value = work[results[0]];
            if (!double.IsFinite(value))
                return NoValue(model, o);
            var slopes = sensitivities[o] = new double[inputs];
            for (var i = 0; i < inputs; i++)
            {
                slopes[i] = work[results[i + 1]];
                if (!double.IsFinite(slopes[i]))
                    return UncertaintyRefusals.NoSensitivity(model.Outputs[o].Name, model.Inputs[i].Name) with { Field = model.Outputs[o].Name };
            }

            budgets[o] = new ModelBudget(model, o, value, slopes).Under(coverage);
        }

        return new FirstOrderResult(model, budgets, sensitivities);
    }

    private static Refusal NoValue(MeasurementModel model, int output)
    {
        var estimates = model.Inputs.ToDictionary(input => input.Name, input => input.Estimate);
        var name = model.Outputs[output].Name;
        return (model.Outputs[output].Formula.Evaluate(estimates).Refusal ?? UncertaintyRefusals.NoValueInTrial(name)) with { Field = name };
    }
}
