namespace Metrology.Core.Uncertainty;

/// <summary>First-order law of propagation for independent inputs, JCGM 100:2008 5.1.2, with effective degrees of freedom by Welch–Satterthwaite, G.4.1.</summary>
public static class FirstOrder
{
    /// <summary>Combines components whose contributions are all in <paramref name="unit"/>.</summary>
    public static UncertaintyBudget Combine(string unit, IReadOnlyList<UncertaintyComponent> components, double coverageFactor)
    {
        var combined = Math.Sqrt(components.Sum(one => one.Contribution * one.Contribution));
        return new(unit, components, combined, EffectiveDegreesOfFreedom(components, combined), coverageFactor, coverageFactor * combined);
    }

    private static double EffectiveDegreesOfFreedom(IReadOnlyList<UncertaintyComponent> components, double combined)
    {
        var sum = components.Where(one => double.IsFinite(one.DegreesOfFreedom)).Sum(one => Math.Pow(one.Contribution, 4) / one.DegreesOfFreedom);
        return sum > 0 ? Math.Pow(combined, 4) / sum : double.PositiveInfinity;
    }
}
