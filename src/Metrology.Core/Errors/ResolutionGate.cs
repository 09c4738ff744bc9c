using Metrology.Core.Words;

namespace Metrology.Core.Errors;

/// <summary>
/// Whether quantisation of the register leaves enough of the limit: start and end reading together can be off by one step δ, so the bound is δ/E0. Derived,
/// no clause of a regulation; the German field rule of at least 100 digit jumps is the same in spirit.
/// </summary>
/// <param name="BoundPercent">δ/E0 in percent, unrounded.</param>
/// <param name="AllowedPercent">share · MPE.</param>
public sealed record ResolutionGate(decimal BoundPercent, decimal AllowedPercent)
{
    public bool IsOpen => BoundPercent <= AllowedPercent;

    /// <param name="resolution">δ in the unit of <paramref name="referenceEnergy"/>.</param>
    /// <param name="limitPercent">Magnitude of the maximum permissible error.</param>
    /// <param name="share">Share of the limit that quantisation may take, for example 0.1.</param>
    public static Outcome<ResolutionGate> Of(decimal resolution, decimal referenceEnergy, decimal limitPercent, decimal share)
    {
        if (referenceEnergy == 0m)
            return ErrorRefusals.DivisionByZero;
        return new ResolutionGate(Math.Abs(100m * resolution / referenceEnergy), share * limitPercent);
    }
}
