using System.Text.Json.Serialization;

namespace Metrology.Core.Runs;

/// <summary>What the traceability certificate of a reference promises for one measurand on the work date.</summary>
/// <param name="ExpandedUncertainty">U of the error, in percent of the reading unless the measurand says otherwise.</param>
public sealed record ReferenceCapability(string Role, string Measurand, string Name, decimal ExpandedUncertainty, decimal CoverageFactor, string Unit)
{
    /// <summary>The value that the certificate gives, where it is of one, such as a circumference; in <see cref="CertifiedUnit"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CertifiedValue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CertifiedUnit { get; init; }
}
