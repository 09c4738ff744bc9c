namespace Metrology.Core.Quantities;

/// <summary>A number twice: as a record writes it, and as the fraction that it stands for. Whatever decides takes the fraction.</summary>
/// <param name="Shown">With the digits that were read or computed.</param>
/// <param name="Exact">The same without the rounding of conversions and divisions; where a root keeps a number from being a fraction, that of the decimal.</param>
internal readonly record struct ExactNumber(decimal Shown, ExactFraction Exact)
{
    public static implicit operator ExactNumber(decimal value) => new(value, value);

    public static ExactNumber operator -(ExactNumber a, ExactNumber b) => Of(a.Shown - b.Shown, a.Exact - b.Exact);

    /// <summary>What was computed in decimal beside its fraction, put right by it.</summary>
    public static ExactNumber Of(decimal computed, ExactFraction exact) => new(exact.Settle(computed), exact);

    /// <summary>Mean of at least one value.</summary>
    public static ExactNumber Mean(IReadOnlyCollection<ExactNumber> values) =>
        Of(values.Sum(value => value.Shown) / values.Count, ExactFraction.Mean([.. values.Select(value => value.Exact)]));
}
