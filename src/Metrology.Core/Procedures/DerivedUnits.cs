using System.Runtime.CompilerServices;
using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Procedures;

/// <summary>
/// Units of derived quantities. "°C" names a temperature where the formula gives one, mean(t1, t2), and a difference where it gives that, t - t0: the formula says which.
/// </summary>
internal static class DerivedUnits
{
    private static readonly ConditionalWeakTable<ProcedureItem, IReadOnlyList<Unit>> Known = [];

    /// <summary>In the order of the derived quantities of an item that the loader has let through.</summary>
    public static IReadOnlyList<Unit> Of(Procedure procedure, ProcedureItem item) => Known.GetValue(item, one => Units(procedure, one));

    /// <summary>The formula gives a difference, and the unit has a conventional zero.</summary>
    public static bool IsDifference(Procedure procedure, DerivedRule derived, FormulaNames names)
    {
        if (procedure.Unit(derived.Unit) is not { IsAffine: true })
            return false;
        var formula = Formula.Parse(derived.Formula);
        return !formula.IsRefused && formula.Value.Check(names) is { IsRefused: false, Value: { IsPoint: false, IsOpen: false } };
    }

    private static List<Unit> Units(Procedure procedure, ProcedureItem item)
    {
        if (!item.Derived.Any(derived => procedure.Unit(derived.Unit)!.IsAffine))
            return [.. item.Derived.Select(derived => procedure.Unit(derived.Unit)!)];
        var (types, units) = (ItemNames.Given(procedure, item), new List<Unit>());
        foreach (var derived in item.Derived)
        {
            var unit = procedure.Unit(derived.Unit)!;
            if (IsDifference(procedure, derived, new(types)))
                unit = unit.OfDifferences;
            types[derived.Name] = FormulaType.Of(unit);
            units.Add(unit);
        }

        return units;
    }
}
