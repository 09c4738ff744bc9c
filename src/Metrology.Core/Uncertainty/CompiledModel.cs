using Metrology.Core.Expressions;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>The formulas of a model as tapes: values alone for the trials, values and sensitivities for the law of propagation.</summary>
internal sealed class CompiledModel
{
    private CompiledModel(FormulaTape values, FormulaTape? slopes, Refusal? undifferentiable) =>
        (Values, Slopes, Undifferentiable) = (values, slopes, undifferentiable);

    public FormulaTape Values { get; }

    /// <summary>For each output its value, then its derivative after each input; null when a formula has no derivative by rule.</summary>
    public FormulaTape? Slopes { get; }

    public Refusal? Undifferentiable { get; }

    public static CompiledModel Of(IReadOnlyList<OutputQuantity> outputs, IReadOnlyList<string> inputs)
    {
        var values = Formula.Compile(outputs.Select(output => output.Formula), inputs);
        var all = new List<Formula>();
        foreach (var output in outputs)
        {
            all.Add(output.Formula);
            foreach (var input in inputs)
            {
                var derivative = output.Formula.Derivative(input);
                if (derivative.Refusal is { } refusal)
                    return new(values, null, refusal with { Field = output.Name });
                all.Add(derivative.Value);
            }
        }

        return new(values, Formula.Compile(all, inputs), null);
    }
}
