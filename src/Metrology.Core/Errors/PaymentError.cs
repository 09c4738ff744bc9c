namespace Metrology.Core.Errors;

/// <summary>
/// Error of the amount shown (付费金额误差): displayed − Σ energy · price, with the energy that the pile itself counted, so that an error of energy is not
/// counted twice.
/// </summary>
/// <param name="Periods">One entry a price period.</param>
public sealed record PaymentError(IReadOnlyList<PricePeriod> Periods)
{
    /// <summary>Amount due, unrounded.</summary>
    public decimal Due => Periods.Sum(period => period.Amount);

    /// <summary>Signed error of a displayed amount, in the currency of the prices.</summary>
    public decimal Of(decimal displayed) => displayed - Due;
}

/// <param name="Energy">kWh counted by the pile in the period.</param>
/// <param name="Prices">Prices a kWh that add up: energy price and service fee.</param>
public sealed record PricePeriod(decimal Energy, IReadOnlyList<decimal> Prices)
{
    public decimal Amount => Energy * Prices.Sum();
}
