using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Uncertainty budget (不确定度汇总表) of one result; the table printed is the object evaluated.</summary>
/// <param name="Combined">Combined standard uncertainty u_c, in <paramref name="Unit"/>.</param>
/// <param name="Expanded">U = k·u_c.</param>
public sealed record UncertaintyBudget(
    string Unit,
    IReadOnlyList<UncertaintyComponent> Components,
    double Combined,
    double EffectiveDegreesOfFreedom,
    double CoverageFactor,
    double Expanded);

/// <summary>One row of a budget; JCGM 100:2008 clause 8 step by step.</summary>
public sealed record UncertaintyComponent(
    string Symbol,
    BilingualText Description,
    string Type,
    string Distribution,
    double StandardUncertainty,
    double Sensitivity,
    double DegreesOfFreedom)
{
    public double Contribution => Sensitivity * StandardUncertainty;
}
