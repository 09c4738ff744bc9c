namespace Metrology.Core.Errors.Taximeters;

/// <summary>Distance that passes between a jump of the display and its sampling.</summary>
/// <param name="Metres">At constant speed.</param>
public sealed record SamplingLatency(decimal Metres)
{
    /// <param name="kmh">Speed, km/h.</param>
    /// <param name="seconds">Delay of the sampling, s.</param>
    public static SamplingLatency Of(decimal kmh, decimal seconds) => new(kmh * seconds / 3.6m);

    /// <summary>Share of a test distance, m, in percent.</summary>
    public decimal PercentOf(decimal testDistance) => 100m * Metres / testDistance;
}
