using Metrology.Core.Quantities;

namespace Metrology.Core.Traceability;

/// <summary>
/// Calibration and measurement capability (CMC, 校准和测量能力) of a laboratory: the smallest expanded uncertainty that it may state for a measurand in a range. No certificate states less (ILAC-P14).
/// </summary>
/// <param name="Measurand">Id of the measurand, for example "energy.active.import".</param>
/// <param name="Range">Where it holds; null is everywhere.</param>
/// <param name="Uncertainty">U in <paramref name="Unit"/>, which is that of the measurand or, for a share of the value, %.</param>
/// <param name="Source">Where it is granted: an accreditation or an assessment, by its number.</param>
public sealed record MeasuringCapability(string Measurand, CapabilityRange? Range, decimal Uncertainty, Unit Unit, decimal CoverageFactor, string Source)
{
    /// <summary>Whether it is of this measurand and holds at this point; null when the point does not say where it lies.</summary>
    public bool? Covers(string? measurand, IReadOnlyDictionary<string, Quantity> at)
    {
        if (measurand != Measurand)
            return false;
        if (Range is not { } range)
            return true;
        return at.TryGetValue(range.Of ?? Measurand, out var value) && value.Unit.Dimension == range.Unit.Dimension ? range.Holds(value.In(range.Unit).Value) : null;
    }

    /// <summary>u = U/k of the capability in the unit of a result, at a value of the measurand; null where a share cannot be compared with an amount.</summary>
    public decimal? StandardIn(Unit unit, Quantity? value)
    {
        var standard = Uncertainty / CoverageFactor;
        // An uncertainty is a difference: the zero of a scale does not count.
        if (unit.Dimension == Unit.Dimension)
            return Scaled(standard, Unit, unit);
        if (value is not { Value: not 0m } at)
            return null;
        var amount = Scaled(Math.Abs(at.Value), at.Unit, null);
        if (Unit.Dimension == Units.One.Dimension && at.Unit.Dimension == unit.Dimension)
            return Scaled(Scaled(standard, Unit, null) * amount, null, unit);
        return unit.Dimension == Units.One.Dimension && at.Unit.Dimension == Unit.Dimension ? Scaled(Scaled(standard, Unit, null) / amount, null, unit) : null;
    }

    /// <summary>From one unit to another of the dimension; null is the coherent one.</summary>
    private static decimal Scaled(decimal value, Unit? from, Unit? to)
    {
        var coherent = from is null ? value : value * from.Factor / from.Divisor;
        return to is null ? coherent : coherent * to.Divisor / to.Factor;
    }
}

/// <summary>Values of the measurand itself, or of a load of the test point, between which a capability holds.</summary>
/// <param name="Of">Name of the load, such as "current"; null is the measurand.</param>
public sealed record CapabilityRange(string? Of, decimal? From, decimal? To, Unit Unit)
{
    public bool Holds(decimal value) => !(value < From) && !(value > To);
}
