using Metrology.Core.Expressions;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Output quantity Y = f(X_1, …, X_N).</summary>
public sealed record OutputQuantity(string Name, Formula Formula, string? Unit = null);

/// <summary>A correlation coefficient between two inputs or outputs.</summary>
public sealed record CorrelatedPair(string First, string Second, double R);

/// <summary>
/// Measurement model (VIM 2.48) with everything known about its inputs: the one thing that the law of propagation, its second order and Monte Carlo all
/// evaluate. Formulas are differentiated and compiled once, when it is made.
/// </summary>
public sealed class MeasurementModel
{
    private MeasurementModel(IReadOnlyList<OutputQuantity> outputs, IReadOnlyList<InputQuantity> inputs, JointKnowledge joint, CompiledModel compiled) =>
        (Outputs, Inputs, Joint, Compiled) = (outputs, inputs, joint, compiled);

    public IReadOnlyList<OutputQuantity> Outputs { get; }

    public IReadOnlyList<InputQuantity> Inputs { get; }

    /// <summary>What is known about the inputs together.</summary>
    public JointKnowledge Joint { get; }

    internal CompiledModel Compiled { get; }

    /// <summary>The components of an input that are drawn by themselves; the others come from the joint law of the correlated inputs (JCGM 101:2008 6.4.8).</summary>
    internal IEnumerable<InputComponent> DrawnAlone(int input) => Inputs[input].Components.Skip(DrawnTogether(input)).Where(one => one.StandardUncertainty > 0);

    /// <summary>Names of the inputs of an output that are drawn from a density without variance, a t of two degrees of freedom or fewer.</summary>
    internal IEnumerable<string> WithoutVariance(int output)
    {
        var used = Outputs[output].Formula.Variables;
        return Inputs.Where((input, i) => used.Contains(input.Name) && DrawnAlone(i).Any(one => !one.HasVariance)).Select(input => input.Name);
    }

    /// <summary>How many components of an input are drawn with those of others.</summary>
    internal int DrawnTogether(int input) => Joint.PartOf(input) == 0 ? 0 : Joint.DegreesOfFreedom is null ? Inputs[input].Components.Count : 1;

    /// <summary>r of two inputs as wholes; null when a name is unknown.</summary>
    public double? CorrelationOf(string first, string second)
    {
        var (i, j) = (Inputs.ToList().FindIndex(input => input.Name == first), Inputs.ToList().FindIndex(input => input.Name == second));
        if (i < 0 || j < 0)
            return null;
        var product = Inputs[i].StandardUncertainty * Inputs[j].StandardUncertainty;
        return i == j ? 1 : product > 0 ? Joint.Covariance(i, j) / product : 0;
    }

    /// <summary>The model with given correlations between inputs, or why it makes no sense.</summary>
    public static Outcome<MeasurementModel> Of(
        IReadOnlyList<OutputQuantity> outputs, IReadOnlyList<InputQuantity> inputs, IReadOnlyList<CorrelatedPair>? correlations = null)
    {
        var joint = JointKnowledge.Given(inputs, correlations ?? []);
        return joint.Refusal is { } refusal ? refusal : Of(outputs, inputs, joint.Value);
    }

    internal static Outcome<MeasurementModel> Of(IReadOnlyList<OutputQuantity> outputs, IReadOnlyList<InputQuantity> inputs, JointKnowledge joint)
    {
        if (outputs.Count == 0)
            return UncertaintyRefusals.NoOutputs;
        if (Problem(outputs, inputs) is { } problem)
            return problem;
        return new MeasurementModel(outputs, inputs, joint, CompiledModel.Of(outputs, [.. inputs.Select(input => input.Name)]));
    }

    private static Refusal? Problem(IReadOnlyList<OutputQuantity> outputs, IReadOnlyList<InputQuantity> inputs)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in inputs)
        {
            if (!names.Add(input.Name))
                return UncertaintyRefusals.NameTwice(input.Name);
            if (!double.IsFinite(input.Estimate) || !double.IsFinite(input.StandardUncertainty) || input.Components.Any(one => !(one.StandardUncertainty >= 0)))
                return UncertaintyRefusals.NotFinite(input.Name);
        }

        foreach (var output in outputs)
        {
            if (output.Formula.Variables.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
                return UncertaintyRefusals.UnknownInput(output.Name, unknown);
        }

        return outputs.GroupBy(output => output.Name).FirstOrDefault(group => group.Skip(1).Any()) is { } twice ? UncertaintyRefusals.NameTwice(twice.Key) : null;
    }
}
