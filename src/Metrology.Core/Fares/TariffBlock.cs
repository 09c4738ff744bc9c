namespace Metrology.Core.Fares;

/// <summary>Price fields of the tariff block of JT/T 905: two BCD bytes, XX.XX yuan.</summary>
public static class TariffBlock
{
    private const decimal Resolution = 0.01m;
    private const decimal Largest = 99.99m;

    /// <summary>A taximeter that is set by this block can hold the price exactly.</summary>
    public static bool Holds(decimal price) => price is >= 0m and <= Largest && price % Resolution == 0m;
}
