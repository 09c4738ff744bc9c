using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>
/// Stability of a measurement standard (计量标准的稳定性), JJF 1033. It must be strictly less than its limit: |MPE| when the standard is used without
/// correction, U of the correction (k = 2) when it is used with it.
/// </summary>
/// <param name="GroupMeans">One a group; empty for a standard in use.</param>
/// <param name="Value">Largest difference of the means.</param>
public sealed record Stability(IReadOnlyList<decimal> GroupMeans, decimal Value, bool HasEnoughGroups, KeepingDecision Decision)
{
    /// <summary>A new standard: m groups of observations of a check standard, more than a month apart; the largest mean less the smallest.</summary>
    public static Outcome<Stability> OfNew(IReadOnlyList<IReadOnlyList<decimal>> groups, decimal limit, KeepingRules rules)
    {
        if (groups.Count == 0 || groups.Any(group => group.Count == 0))
            return KeepingRefusals.TooFewObservations;
        var means = groups.Select(group => ExactFraction.Mean([.. group.Select(value => (ExactFraction)value)])).ToList();
        var stability = means.Max() - means.Min();
        var isEnough = groups.Count >= rules.Groups.Value;
        return new Stability(
            [.. means.Select(mean => mean.ToDecimal())], stability.ToDecimal(), isEnough, isEnough ? KeepingDecisions.Of(stability < limit) : KeepingDecision.TooFewGroups);
    }

    /// <summary>A standard in use: the difference of the means of two years that follow each other.</summary>
    public static Stability OfExisting(decimal lastYear, decimal thisYear, decimal limit)
    {
        var difference = Math.Abs(thisYear - lastYear);
        return new([], difference, true, KeepingDecisions.Of(difference < limit));
    }

    /// <summary>A standard under statistical control by a control chart needs no separate test.</summary>
    public static bool NeedsTest(bool isControlChartInUse) => !isControlChartInUse;
}
