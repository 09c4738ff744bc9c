namespace Metrology.Core.Quantities;

/// <summary>
/// A unit as exact decimals: value in coherent SI units = value · <paramref name="Factor"/> ÷ <paramref name="Divisor"/> + <paramref name="Offset"/>.
/// </summary>
/// <param name="Offset">Non-zero only for affine units such as °C.</param>
/// <param name="Divisor">Keeps reciprocals such as 1/kWh exact, whose factor has no finite decimal.</param>
public sealed record Unit(string Symbol, Dimension Dimension, decimal Factor, decimal Offset = 0m, decimal Divisor = 1m)
{
    /// <summary>Its zero is conventional, as that of °C: readings in it are points on a scale, not amounts.</summary>
    public bool IsAffine => Offset != 0m;

    public decimal ToCoherent(decimal value) => (value * Factor / Divisor) + Offset;

    /// <summary>The same without any rounding.</summary>
    internal ExactFraction ToCoherentExactly(ExactFraction value)
    {
        // Most units need none of the three.
        var scaled = Factor == 1m ? value : value * Factor;
        scaled = Divisor == 1m ? scaled : scaled / Divisor;
        return Offset == 0m ? scaled : scaled + Offset;
    }

    internal ExactFraction FromCoherentExactly(ExactFraction value) => (value - Offset) * Divisor / Factor;

    /// <summary>The unit of differences: the zero of a scale does not count.</summary>
    internal Unit OfDifferences => IsAffine ? this with { Offset = 0m } : this;

    public decimal FromCoherent(decimal value) => (value - Offset) * Divisor / Factor;

    public override string ToString() => Symbol;
}
