using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty;

/// <summary>Uncertainty budget (不确定度汇总表) of one result; the table printed is the object evaluated, see <see cref="BudgetTable"/>.</summary>
/// <param name="Combined">Combined standard uncertainty u_c, in <paramref name="Unit"/>.</param>
/// <param name="Expanded">U = k·u_c.</param>
public sealed record UncertaintyBudget(
    string Unit,
    IReadOnlyList<UncertaintyComponent> Components,
    double Combined,
    double EffectiveDegreesOfFreedom,
    double CoverageFactor,
    double Expanded)
{
    /// <summary>Symbol of the output quantity.</summary>
    public string Output { get; init; } = "";

    /// <summary>Estimate y, when the budget was evaluated from a model.</summary>
    public double? Value { get; init; }

    /// <summary>k as it is printed.</summary>
    public string FactorText => MeasurementResult.FactorText(CoverageFactor);

    /// <summary>p, when k was chosen for it.</summary>
    public double? CoverageProbability { get; init; }

    /// <summary>Correlated inputs; u_c² has a term 2·c_i·c_j·u_i·u_j·r for each (JCGM 100:2008 5.2.2).</summary>
    public IReadOnlyList<CorrelatedPair> Correlations { get; init; } = [];

    /// <summary>What a reader of the budget should know; the budget stands.</summary>
    public IReadOnlyList<UncertaintyWarning> Warnings { get; init; } = [];

    /// <summary>|c_i|·u(x_i) of one input over all of its components.</summary>
    public double ContributionOf(string input) => Math.Sqrt(Components.Where(one => one.Input == input).Sum(one => one.Contribution * one.Contribution));
}

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
    /// <summary>Name of the input quantity.</summary>
    public string Input { get; init; } = "";

    /// <summary>Unit of the input quantity, when it was given.</summary>
    public string? Unit { get; init; }

    /// <summary>Estimate x_i of the input quantity.</summary>
    public double? Estimate { get; init; }

    /// <summary>c_i·u, signed.</summary>
    public double Contribution => Sensitivity * StandardUncertainty;
}
