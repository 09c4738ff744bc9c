using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Equipment;

/// <summary>
/// The measurand of a traceability certificate: one that some procedure reads, or by another field the name of one that none reads yet. A misspelt id would
/// never count in a run, and nobody would see why.
/// </summary>
internal static class MeasurandChoice
{
    /// <summary>What is wrong with the id of a measurand; null when it is known.</summary>
    public static Refusal? Unknown(string id, IReadOnlyList<Measurand> known)
    {
        if (known.Any(one => one.Id == id.Trim()))
            return null;
        var ids = string.Join(", ", known.Select(one => one.Id).Where(one => one != Measurands.Conforms).Order(StringComparer.Ordinal));
        return new(
            "equipment.unknown-measurand",
            new(
                $"没有被测量“{id}”。请用以下之一：{ids}；都不是时，请改用其他被测量的名称（otherMeasurand）。",
                $"There is no measurand “{id}”. Use one of: {ids}; when none fits, give its name as another measurand (otherMeasurand) instead."),
            nameof(TraceabilityForm.Measurand));
    }
}
