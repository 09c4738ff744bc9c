using Metrology.Core.Files;

namespace Metrology.Core.Runs;

/// <summary>Members of a JSON object → what a reference promises; the same in records and run files.</summary>
internal static class ReferenceReader
{
    public static ReferenceCapability Read(JsonCursor at) => new(
        at.AnyText("role"), at.AnyText("measurand"), at.AnyText("name"), at.Required("expandedUncertainty", number => number.AsDecimal(), 0m),
        at.Required("coverageFactor", number => number.AsDecimal(), 1m), at.AnyText("unit"))
    {
        CertifiedValue = at.Optional("certifiedValue")?.AsDecimal(),
        CertifiedUnit = at.OptionalText("certifiedUnit"),
    };
}
