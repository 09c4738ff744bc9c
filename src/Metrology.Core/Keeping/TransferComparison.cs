using Metrology.Core.Quantities;

namespace Metrology.Core.Keeping;

/// <summary>
/// Verification of results against a laboratory of higher accuracy (传递比较法), JJF 1033: |y_lab − y_ref| ≤ √(U_lab² + U_ref²), or ≤ U_lab when
/// U_ref ≤ U_lab/3. Both U with the same coverage factor.
/// </summary>
/// <param name="ReferenceIsNegligible">U_ref is not more than the share of U_lab that the edition names.</param>
public sealed record TransferComparison(decimal Difference, decimal CombinedLimit, bool ReferenceIsNegligible, decimal Limit, KeepingDecision Decision)
{
    /// <param name="own">Result and U of the laboratory.</param>
    /// <param name="reference">Result and U of the higher one.</param>
    public static TransferComparison Of((decimal Value, decimal Expanded) own, (decimal Value, decimal Expanded) reference, KeepingRules rules)
    {
        ExactFraction u = own.Expanded, r = reference.Expanded;
        var difference = (ExactFraction)own.Value - reference.Value;
        var combined = u.Squared + r.Squared;
        var isNegligible = r * rules.ReferenceRatio.Value <= u;
        // Squares are compared, so that no root can round a result across its limit.
        var limit = isNegligible ? u.Squared : combined;
        return new(
            difference.Magnitude.ToDecimal(), combined.Root(), isNegligible, limit.Root(), KeepingDecisions.Of(difference.Squared <= limit));
    }
}
