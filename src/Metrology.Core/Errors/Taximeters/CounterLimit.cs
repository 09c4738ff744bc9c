namespace Metrology.Core.Errors.Taximeters;

/// <summary>Limit of a counter of revolutions: ±(reading · share + constant).</summary>
/// <param name="SharePercent">Percent of the reading.</param>
/// <param name="Constant">Revolutions.</param>
public sealed record CounterLimit(decimal SharePercent, decimal Constant)
{
    /// <summary>Magnitude of the limit at a reading, r.</summary>
    public decimal At(decimal revolutions) => (Math.Abs(revolutions) * SharePercent / 100m) + Constant;
}
