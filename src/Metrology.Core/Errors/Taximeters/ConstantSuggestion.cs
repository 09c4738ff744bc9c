using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>Which constant k would bring an installed taximeter to the middle of its limits, after an error was measured on rollers or on the road.</summary>
public static class ConstantSuggestion
{
    /// <summary>Unit by which a nameplate states k.</summary>
    private const string UnitOfConstant = "r/km";

    /// <param name="errorPercent">Signed error with the k of the nameplate, unrounded.</param>
    /// <returns>Null when the item compares no distance of a meter, or the nameplate states no k.</returns>
    public static ConstantAdjustment? Of(RunPlan plan, ProcedureItem item, decimal errorPercent)
    {
        if (item.Acceptance?.Unit != Units.Percent.Symbol || !item.Variables.Values.Any(one => one.Role == Roles.UnitUnderTest && one.Measurand == Measurands.Distance))
            return null;
        foreach (var constant in plan.NameplateNumbers.Values.Where(one => one.Unit.Symbol == UnitOfConstant))
        {
            if (ConstantAdjustment.Of(constant.Value, errorPercent, TaximeterRules.AdjustmentTarget.Value) is { IsRefused: false, Value: var adjusted })
                return adjusted;
        }

        return null;
    }
}
