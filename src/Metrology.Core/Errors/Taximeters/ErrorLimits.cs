using Metrology.Core.Decisions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>Limits of a signed error that need not be symmetric; both limits themselves pass. The sign is kept to this last step.</summary>
public sealed record ErrorLimits(decimal Lower, decimal Upper)
{
    /// <summary>±limit.</summary>
    public static ErrorLimits Symmetric(decimal limit) => new(-limit, limit);

    public Verdict Judge(decimal error) => error >= Lower && error <= Upper ? Verdict.Pass : Verdict.Fail;

    public Verdict JudgeRounded(decimal error, RoundingInterval interval) => Judge(interval.Round(error));
}
