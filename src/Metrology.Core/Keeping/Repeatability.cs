using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>
/// Repeatability of verification or calibration results (检定或校准结果的重复性), JJF 1033: s = √(Σ(y − ȳ)²/(n − 1)) of n independent observations of one
/// typical instrument under repeatability conditions.
/// </summary>
/// <param name="IsSufficient">There are as many observations as the edition asks for; otherwise the result is only a warning's worth.</param>
public sealed record Repeatability(int Count, decimal Mean, decimal StandardDeviation, decimal OfMean, bool IsSufficient)
{
    private ExactFraction Variance { get; init; }

    /// <summary>Refused for fewer than two observations.</summary>
    public static Outcome<Repeatability> Of(IReadOnlyList<decimal> observations, KeepingRules rules)
    {
        if (observations.Count < 2)
            return KeepingRefusals.TooFewObservations;
        ExactFraction[] exact = [.. observations.Select(value => (ExactFraction)value)];
        var mean = ExactFraction.Mean(exact);
        var variance = exact.Select(value => (value - mean).Squared).Aggregate((a, b) => a + b) / (exact.Length - 1);
        return new Repeatability(
            exact.Length, mean.ToDecimal(), variance.Root(), (variance / exact.Length).Root(), exact.Length >= rules.Observations.Value)
        { Variance = variance };
    }

    /// <summary>Compares with the value of the technical report: not larger conforms, larger asks for a new evaluation of the uncertainty.</summary>
    public KeepingDecision Against(decimal reference) =>
        Variance <= ((ExactFraction)reference).Squared ? KeepingDecision.Conforms : KeepingDecision.EvaluateUncertaintyAgain;

    /// <summary>The larger of repeatability and resolution enters a budget, never both: the scatter of readings contains their steps.</summary>
    public ScatterComponent Component(decimal resolution)
    {
        // q/(2√3): rectangular with half-width q/2. JCGM 100:2008 F.2.2.1.
        var ofResolution = ((ExactFraction)resolution).Squared / 12;
        return new(ofResolution.Root(), Variance >= ofResolution, Variance >= ofResolution ? StandardDeviation : ofResolution.Root());
    }
}

/// <param name="OfResolution">Standard uncertainty of the resolution.</param>
/// <param name="IsRepeatability">Otherwise the resolution is the larger one.</param>
/// <param name="Used">Standard uncertainty for the budget.</param>
public sealed record ScatterComponent(decimal OfResolution, bool IsRepeatability, decimal Used);
