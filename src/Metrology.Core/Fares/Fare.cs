using Metrology.Core.Words;

namespace Metrology.Core.Fares;

/// <summary>One line of the derivation: what is charged, how much of it, at which price.</summary>
/// <param name="Quantity">In <paramref name="Unit"/>.</param>
/// <param name="Price">Yuan for one <paramref name="Unit"/>.</param>
/// <param name="Amount">Yuan, unrounded.</param>
public sealed record FareLine(BilingualText Text, decimal Quantity, BilingualText Unit, decimal Price, decimal Amount);

/// <summary>Expected fare of a trip under one composition of surcharges, in yuan.</summary>
/// <param name="Lines">Their amounts add up to <paramref name="Unrounded"/>.</param>
/// <param name="Metered">What the meter counts, without supplements and before its display steps.</param>
/// <param name="Displayed">What the meter shows: whole steps of its display.</param>
/// <param name="Supplements">Shown apart from the fare.</param>
/// <param name="Unrounded">Metered and supplements, before steps and rounding.</param>
/// <param name="Due">What is to be paid: displayed amount and supplements, rounded once as the tariff says.</param>
public sealed record Fare(
    Composition Composition, IReadOnlyList<FareLine> Lines, decimal Metered, decimal Displayed, decimal Supplements, decimal Unrounded, decimal Due);

/// <summary>Expected fare under both compositions. When they differ and the tariff does not say which holds, no amount is settled.</summary>
public sealed record ExpectedFare(Fare Additive, Fare Multiplicative, Composition? Stated)
{
    /// <summary>The fare, or null when the text of the tariff leaves two.</summary>
    public Fare? Settled =>
        Stated is { } stated ? Under(stated) : Additive.Unrounded == Multiplicative.Unrounded ? Additive : null;

    public Fare Under(Composition composition) => composition == Composition.Additive ? Additive : Multiplicative;
}
