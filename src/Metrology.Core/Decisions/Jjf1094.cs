namespace Metrology.Core.Decisions;

/// <summary>
/// JJF 1094-2002 5.3.1: when U95 ≤ MPEV/3 the error decides alone; otherwise the uncertainty narrows acceptance and rejection, and between them nothing is
/// decided (待定).
/// </summary>
/// <param name="UncertaintyIsNegligible">The simple branch applies.</param>
/// <param name="AcceptanceLimit">Largest |error| that conforms.</param>
/// <param name="RejectionLimit">In the simple branch every |error| beyond it fails, otherwise from it on.</param>
/// <param name="Verdict">Pass 合格, Fail 不合格 or Indeterminate 待定.</param>
public sealed record Jjf1094(bool UncertaintyIsNegligible, decimal AcceptanceLimit, decimal RejectionLimit, Verdict Verdict)
{
    /// <param name="error">Signed error of indication.</param>
    /// <param name="expanded">U95, same unit.</param>
    /// <param name="limit">Magnitude of the maximum permissible error (MPEV), same unit.</param>
    public static Jjf1094 Decide(decimal error, decimal expanded, decimal limit)
    {
        var magnitude = Math.Abs(error); // the rule is stated for |Δ|
        if (UncertaintyGuard.Holds(expanded, limit))
            return new(true, limit, limit, magnitude <= limit ? Verdict.Pass : Verdict.Fail);
        var (accept, reject) = (limit - expanded, limit + expanded);
        var verdict = magnitude <= accept ? Verdict.Pass : magnitude >= reject ? Verdict.Fail : Verdict.Indeterminate;
        return new(false, accept, reject, verdict);
    }
}
