using System.Globalization;

namespace Metrology.Core.Quantities;

/// <summary>A value with its unit (VIM 1.1). Digits are kept as written.</summary>
public readonly record struct Quantity(decimal Value, Unit Unit)
{
    /// <summary>The same quantity in another unit.</summary>
    /// <exception cref="InvalidOperationException">The dimensions differ.</exception>
    public Quantity In(Unit other)
    {
        if (Unit == other)
            return this;
        if (Unit.Dimension != other.Dimension)
            throw new InvalidOperationException($"{Unit} is no {other}");
        return new(((Value * Unit.Factor) + Unit.Offset - other.Offset) / other.Factor, other);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit.Symbol}");
}
