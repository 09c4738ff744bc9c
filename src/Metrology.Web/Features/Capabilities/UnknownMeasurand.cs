using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Capabilities;

/// <summary>A capability for a misspelt measurand would never be compared with anything, and nobody would see why.</summary>
internal static class UnknownMeasurand
{
    /// <summary>Null when some procedure reads it, or when none is given: that is said by the use case.</summary>
    public static Refusal? Of(string? id, IReadOnlyList<Measurand> known)
    {
        if (string.IsNullOrWhiteSpace(id) || known.Any(one => one.Id == id.Trim()))
            return null;
        var ids = string.Join(", ", known.Select(one => one.Id).Where(one => one != Measurands.Conforms).Order(StringComparer.Ordinal));
        return new("capability.unknown-measurand", new($"没有被测量“{id}”。请用以下之一：{ids}。", $"There is no measurand “{id}”. Use one of: {ids}."), "Measurand");
    }
}
