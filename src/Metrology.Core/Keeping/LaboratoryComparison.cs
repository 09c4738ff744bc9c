using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>
/// Verification of results by a comparison of laboratories of like accuracy (比对法), JJF 1033, where a transfer is not possible:
/// |y_lab − ȳ| ≤ √((n − 1)/n)·U_lab.
/// </summary>
/// <param name="Mean">Of all laboratories, the own one included.</param>
public sealed record LaboratoryComparison(decimal Mean, decimal Difference, decimal Limit, bool HasEnoughLaboratories, KeepingDecision Decision)
{
    /// <param name="own">Position of the own laboratory among the results, from 0.</param>
    /// <param name="expanded">U of the own laboratory.</param>
    public static Outcome<LaboratoryComparison> Of(IReadOnlyList<decimal> results, int own, decimal expanded, KeepingRules rules)
    {
        if (own < 0 || own >= results.Count)
            return KeepingRefusals.NoOwnResult;
        ExactFraction[] exact = [.. results.Select(value => (ExactFraction)value)];
        var mean = ExactFraction.Mean(exact);
        var difference = exact[own] - mean;
        var limit = ((ExactFraction)expanded).Squared * (exact.Length - 1) / exact.Length;
        var isEnough = exact.Length >= rules.Laboratories.Value;
        return new LaboratoryComparison(
            mean.ToDecimal(), difference.Magnitude.ToDecimal(), limit.Root(), isEnough,
            isEnough ? KeepingDecisions.Of(difference.Squared <= limit) : KeepingDecision.TooFewLaboratories);
    }
}
