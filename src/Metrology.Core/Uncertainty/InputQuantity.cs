using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Input quantity X_i of a measurement model: its estimate and what is known about deviations from it (JCGM 100:2008 4.1).</summary>
/// <param name="Name">As in the formula.</param>
/// <param name="Value">Value without the expectations of the components.</param>
/// <param name="Components">Independent deviations; they add.</param>
public sealed record InputQuantity(string Name, double Value, IReadOnlyList<InputComponent> Components, string? Unit = null, BilingualText? Description = null)
{
    /// <summary>x_i.</summary>
    public double Estimate { get; } = Value + Components.Sum(one => one.Distribution.Mean);

    /// <summary>u(x_i).</summary>
    public double StandardUncertainty { get; } = Math.Sqrt(Components.Sum(one => one.StandardUncertainty * one.StandardUncertainty));

    /// <summary>ν(x_i), by Welch–Satterthwaite when there are several components.</summary>
    public double DegreesOfFreedom => WelchSatterthwaite.Effective(
        StandardUncertainty, Components.Select(one => (one.StandardUncertainty, one.DegreesOfFreedom)));
}

/// <summary>One source of uncertainty of an input quantity.</summary>
/// <param name="Type">"A" by statistics, "B" by other means; JCGM 100:2008 4.2, 4.3.</param>
/// <param name="DegreesOfFreedom">Reliability of u; infinite when it is taken as exactly known.</param>
public sealed record InputComponent(
    Distribution Distribution, string Type = "B", double DegreesOfFreedom = double.PositiveInfinity, BilingualText? Description = null)
{
    public double StandardUncertainty => Distribution.StandardUncertainty;

    /// <summary>
    /// What Monte Carlo draws. Where u of a normal deviation is itself known with ν degrees of freedom only, the knowledge about the quantity is a t density
    /// scaled by u and shifted to the estimate, JCGM 101:2008 6.4.9.7.
    /// </summary>
    internal Sampler Sampler => Distribution.Sampler is { Kind: SamplerKind.Normal } normal && double.IsFinite(DegreesOfFreedom)
        ? new(SamplerKind.Student, normal.A, DegreesOfFreedom)
        : Distribution.Sampler;

    /// <summary>A t density with two degrees of freedom or fewer has no variance, with one none of an expectation either (JCGM 101:2008 6.4.9.4).</summary>
    internal bool HasVariance => Sampler is not { Kind: SamplerKind.Student, B: <= 2 };

    /// <summary>Mean of independent repeated observations, JCGM 100:2008 4.2 and JCGM 101:2008 6.4.9.2: s/√n, a t density with n − 1 degrees of freedom.</summary>
    public static InputComponent OfObservations(IReadOnlyCollection<double> values, BilingualText? description = null) =>
        new(Distribution.Student(TypeA.OfMean(values), values.Count - 1), "A", values.Count - 1, description);
}
