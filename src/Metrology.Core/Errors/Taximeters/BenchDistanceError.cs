using Metrology.Core.Words;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>Distance error on the bench (本机计程误差): R_w = k·Q − R, in revolutions of the tester.</summary>
/// <param name="Constant">k, r/km.</param>
/// <param name="Kilometres">Q, distance that the meter shows, km.</param>
/// <param name="Revolutions">R, counted by the tester.</param>
public sealed record BenchDistanceError(decimal Constant, decimal Kilometres, decimal Revolutions)
{
    private decimal Expected => Constant * Kilometres;

    /// <summary>R_w, r.</summary>
    public decimal Error => Expected - Revolutions;

    public Outcome<decimal> PercentOfCount => ErrorOfIndication.RelativePercent(Expected, Revolutions);

    public Outcome<decimal> PercentOfExpected => Expected == 0m ? ErrorRefusals.DivisionByZero : 100m * Error / Expected;
}
