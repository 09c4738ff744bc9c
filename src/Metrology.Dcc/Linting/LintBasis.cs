using Metrology.Core.Certificates;
using Metrology.Core.Traceability;

namespace Metrology.Dcc.Linting;

/// <summary>What the laboratory knows beside the document when it is linted before approval.</summary>
/// <param name="Stated">Every U that the document states.</param>
/// <param name="Capabilities">What the laboratory is granted on the work date.</param>
/// <param name="IsUnderCompulsoryVerification">The instrument is registered as under compulsory verification (强制检定) now.</param>
public sealed record LintBasis(IReadOnlyList<StatedUncertainty> Stated, IReadOnlyList<MeasuringCapability> Capabilities, bool IsUnderCompulsoryVerification)
{
    /// <summary>Whether a stranger can reach the check page; without that the paper carries number and code alone.</summary>
    public bool HasCheckAddress { get; init; } = true;
}
