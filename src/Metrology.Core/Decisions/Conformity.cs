using Metrology.Core.Procedures;
using Metrology.Core.Quantities;

namespace Metrology.Core.Decisions;

/// <summary>
/// Verdict on a signed error of indication against a symmetric maximum permissible error: −MPE ≤ error ≤ +MPE, the limits themselves pass. The sign is
/// kept to this last step.
/// </summary>
public static class Conformity
{
    /// <summary>Pass or Fail of one value as it stands.</summary>
    public static Verdict Judge(decimal error, decimal limit) => error >= -limit && error <= limit ? Verdict.Pass : Verdict.Fail;

    /// <summary>Pass or Fail of the rounded or the unrounded value, as the procedure says.</summary>
    public static Verdict Judge(decimal error, decimal limit, RoundingInterval interval, DecisionValue decide) =>
        Judge(decide == DecisionValue.Rounded ? interval.Round(error) : error, limit);
}
