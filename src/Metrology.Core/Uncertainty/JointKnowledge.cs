using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>
/// What is known about the inputs together. Correlations may be given, and then hold for the inputs as wholes; or they follow from simultaneous
/// observations, and then hold for their type A parts only.
/// </summary>
public sealed class JointKnowledge
{
    private readonly double[] parts;

    private JointKnowledge(CorrelationMatrix correlations, double[] parts, int? degreesOfFreedom) =>
        (Correlations, this.parts, DegreesOfFreedom) = (correlations, parts, degreesOfFreedom);

    public CorrelationMatrix Correlations { get; }

    /// <summary>n − 1 of the simultaneous observations, when the correlations come from such.</summary>
    public int? DegreesOfFreedom { get; }

    /// <summary>Standard uncertainty of the part of input i that the correlations speak of; zero when it is not correlated.</summary>
    public double PartOf(int i) => parts[i];

    /// <summary>u(x_i, x_j) for i ≠ j.</summary>
    public double Covariance(int i, int j) => Correlations[i, j] * parts[i] * parts[j];

    internal static Outcome<JointKnowledge> Given(IReadOnlyList<InputQuantity> inputs, IReadOnlyList<CorrelatedPair> pairs)
    {
        var indexed = new List<(int I, int J, double R)>();
        foreach (var (pair, at) in pairs.Select((pair, at) => (pair, at)))
        {
            if (Problem(inputs, pairs.Take(at), pair) is { } problem)
                return problem;
            indexed.Add((IndexOf(inputs, pair.First), IndexOf(inputs, pair.Second), pair.R));
        }

        return Of(inputs.Count, indexed, i => inputs[i].StandardUncertainty, null);
    }

    /// <summary>What is wrong with one pair after those before it, or null.</summary>
    internal static Refusal? Problem(IReadOnlyList<InputQuantity> inputs, IEnumerable<CorrelatedPair> before, CorrelatedPair pair)
    {
        var isKnown = pair.First != pair.Second && pair.R is >= -1 and <= 1 && IndexOf(inputs, pair.First) >= 0 && IndexOf(inputs, pair.Second) >= 0;
        var isRepeated = before.Any(one => (one.First, one.Second) == (pair.First, pair.Second) || (one.First, one.Second) == (pair.Second, pair.First));
        return isKnown && !isRepeated ? null : UncertaintyRefusals.CorrelationOf(pair.First, pair.Second);
    }

    /// <summary>Inputs observed together, whose first component is the mean of the observations, beside correlations given for the other inputs.</summary>
    internal static Outcome<JointKnowledge> Observed(
        IReadOnlyList<InputQuantity> inputs, IReadOnlyList<(int Input, IReadOnlyList<double> Values)> observed)
    {
        var pairs = new List<(int I, int J, double R)>();
        for (var a = 0; a < observed.Count; a++)
        {
            for (var b = a + 1; b < observed.Count; b++)
                pairs.Add((observed[a].Input, observed[b].Input, TypeA.Correlation(observed[a].Values, observed[b].Values)));
        }

        return Of(inputs.Count, pairs, i => inputs[i].Components[0].StandardUncertainty, observed[0].Values.Count - 1);
    }

    private static Outcome<JointKnowledge> Of(int size, List<(int I, int J, double R)> pairs, Func<int, double> part, int? degreesOfFreedom)
    {
        var matrix = CorrelationMatrix.Of(size, pairs);
        if (matrix.Refusal is { } refusal)
            return refusal;
        var parts = new double[size];
        for (var i = 0; i < size; i++)
            parts[i] = matrix.Value.IsCorrelated(i) ? part(i) : 0;
        return new JointKnowledge(matrix.Value, parts, degreesOfFreedom);
    }

    private static int IndexOf(IReadOnlyList<InputQuantity> inputs, string name)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Name == name)
                return i;
        }

        return -1;
    }
}
