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
        // One division only, so that 1000 imp/kWh is exactly 1 imp/Wh.
        return Unit.Offset == other.Offset
            ? new(Value * (Unit.Factor * other.Divisor) / (Unit.Divisor * other.Factor), other)
            : new(other.FromCoherent(Unit.ToCoherent(Value)), other);
    }

    /// <summary>The number in another unit of the dimension, without the rounding of a factor that has no finite decimal, such as that of km/h in m/s.</summary>
    internal ExactNumber Exactly(Unit other) =>
        Unit == other ? Value : ExactNumber.Of(In(other).Value, other.FromCoherentExactly(Unit.ToCoherentExactly(Value)));

    /// <summary>Sum in the unit of the left operand, as <see cref="QuantityArithmetic.Plus"/>.</summary>
    /// <exception cref="InvalidOperationException">It makes no sense.</exception>
    public static Quantity operator +(Quantity a, Quantity b) => a.Plus(b).Value;

    /// <summary>Difference in the unit of the left operand, as <see cref="QuantityArithmetic.Minus"/>.</summary>
    /// <exception cref="InvalidOperationException">It makes no sense.</exception>
    public static Quantity operator -(Quantity a, Quantity b) => a.Minus(b).Value;

    public static Quantity operator *(decimal factor, Quantity a) => new(factor * a.Value, a.Unit);

    public override string ToString() => Written(Value.ToString(CultureInfo.InvariantCulture), Unit.Symbol);

    /// <summary>A number with its unit, "7.04 kW"; a value in unit one stands alone (SI Brochure 5.4.7).</summary>
    public static string Written(string number, string unit) => unit is "" or "1" ? number : $"{number} {unit}";
}
