namespace Metrology.Core.Quantities;

/// <summary>A unit as exact decimals: value in coherent SI units = value · <paramref name="Factor"/> + <paramref name="Offset"/>.</summary>
/// <param name="Offset">Non-zero only for affine units such as °C.</param>
public sealed record Unit(string Symbol, Dimension Dimension, decimal Factor, decimal Offset = 0m)
{
    public override string ToString() => Symbol;
}
