using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>A quantity that instruments report and procedures ask for (被测量): its stable id and what is known of it.</summary>
/// <param name="Id">"pressure"; it stands in files, messages and records and never changes.</param>
/// <param name="Unit">A unit that gives its dimension and that of its bounds; null when the procedure chooses what it is measured in.</param>
/// <param name="Minimum">Below it no value is possible by the definition of the quantity; limits of a procedure are another matter.</param>
/// <param name="Maximum">Above it no value is possible.</param>
public sealed record Measurand(string Id, BilingualText Label, Unit? Unit, decimal? Minimum = null, decimal? Maximum = null)
{
    /// <summary>Values in this unit are values of it.</summary>
    public bool IsMeasuredIn(Unit unit) => Unit is null || Unit.Dimension == unit.Dimension;

    /// <summary>The uncertainty of its values can be stated in this unit: its own, or as a share of the value, which means nothing where the zero is conventional as in °C.</summary>
    public bool HasUncertaintyIn(Unit unit) => IsMeasuredIn(unit) || (unit.Dimension == Dimension.One && Unit is not { IsAffine: true });

    /// <summary>Something can have this value, in a unit of its dimension.</summary>
    public bool CanBe(decimal value, Unit unit)
    {
        if (Minimum is null && Maximum is null)
            return true;
        var own = new Quantity(value, unit).To(Unit ?? unit);
        return !own.IsRefused && !(own.Value.Value < Minimum) && !(own.Value.Value > Maximum);
    }
}
