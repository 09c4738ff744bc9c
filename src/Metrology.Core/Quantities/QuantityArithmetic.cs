using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>
/// Arithmetic of quantities as values: what makes no sense is refused, not thrown. Temperatures in °C are points on a scale: their difference is an interval
/// in kelvin, an interval may be added to one, and nothing else is done with them.
/// </summary>
public static class QuantityArithmetic
{
    private static readonly Unit Kelvin = Units.Find("K")!;

    /// <summary>Sum in the unit of the left operand.</summary>
    public static Outcome<Quantity> Plus(this Quantity a, Quantity b) => Add(a, b, 1m);

    /// <summary>Difference in the unit of the left operand; of two temperatures in °C, in K.</summary>
    public static Outcome<Quantity> Minus(this Quantity a, Quantity b) => Add(a, b, -1m);

    public static Outcome<Quantity> Times(this Quantity a, Quantity b) => Combine(a, b, isProduct: true);

    public static Outcome<Quantity> DividedBy(this Quantity a, Quantity b) => b.Value == 0m ? QuantityRefusal.DivisionByZero : Combine(a, b, isProduct: false);

    /// <summary>The same quantity in another unit.</summary>
    public static Outcome<Quantity> To(this Quantity a, Unit unit)
    {
        if (a.Unit.Dimension != unit.Dimension)
            return QuantityRefusal.Dimensions(a.Unit, unit);
        return Checked(() => a.In(unit));
    }

    /// <summary>A difference or an uncertainty in another unit: the zero of a scale does not count.</summary>
    public static Outcome<decimal> Interval(decimal value, Unit unit, Unit target)
    {
        if (unit.Dimension != target.Dimension)
            return QuantityRefusal.Dimensions(unit, target);
        var converted = Checked(() => new Quantity(value, unit with { Offset = 0m }).In(target with { Offset = 0m }));
        return converted.IsRefused ? converted.Refusal! : converted.Value.Value;
    }

    private static Outcome<Quantity> Add(Quantity a, Quantity b, decimal sign)
    {
        if (a.Unit.Dimension != b.Unit.Dimension)
            return QuantityRefusal.Dimensions(a.Unit, b.Unit);
        return (a.Unit.IsAffine, b.Unit.IsAffine, sign > 0) switch
        {
            (false, false, _) => Checked(() => new(a.Value + (sign * b.In(a.Unit).Value), a.Unit)),
            (true, false, _) => Checked(() => new(a.Value + (sign * b.In(a.Unit with { Offset = 0m }).Value), a.Unit)),
            (false, true, true) => Add(b, a, sign),
            (true, true, false) => Checked(() => new(a.Unit.ToCoherent(a.Value) - b.Unit.ToCoherent(b.Value), Kelvin)),
            _ => QuantityRefusal.Affine(b.Unit),
        };
    }

    private static Outcome<Quantity> Combine(Quantity a, Quantity b, bool isProduct)
    {
        if (a.Unit.IsAffine || b.Unit.IsAffine)
            return QuantityRefusal.Affine(a.Unit.IsAffine ? a.Unit : b.Unit);
        return Checked(() => isProduct
            ? new(a.Value * b.Value, Product(a.Unit, b.Unit))
            : new(a.Value / b.Value, Quotient(a.Unit, b.Unit)));
    }

    private static Unit Product(Unit a, Unit b) => Known(
        new($"{a.Symbol}·{b.Symbol}", a.Dimension * b.Dimension, a.Factor * b.Factor, 0m, a.Divisor * b.Divisor));

    private static Unit Quotient(Unit a, Unit b) => Known(
        new($"{a.Symbol}/({b.Symbol})", a.Dimension / b.Dimension, a.Factor * b.Divisor, 0m, a.Divisor * b.Factor));

    /// <summary>The unit of this dimension and size that has a name, or itself: V·A is W, kW·h is kWh.</summary>
    private static Unit Known(Unit unit) =>
        Units.All.FirstOrDefault(one => one.Dimension == unit.Dimension && !one.IsAffine && one.Factor * unit.Divisor == unit.Factor * one.Divisor) ?? unit;

    private static Outcome<Quantity> Checked(Func<Quantity> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            return QuantityRefusal.Range;
        }
    }
}
