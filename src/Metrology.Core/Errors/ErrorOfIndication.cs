using Metrology.Core.Words;

namespace Metrology.Core.Errors;

/// <summary>Error of indication (示值误差, VIM 2.16 as used in JJF 1001): indication − reference value, always signed.</summary>
public static class ErrorOfIndication
{
    /// <summary>100 · (indication − reference) ÷ reference, in percent, unrounded; refused when the reference is zero.</summary>
    public static Outcome<decimal> RelativePercent(decimal indication, decimal reference) =>
        reference == 0m ? ErrorRefusals.DivisionByZero : 100m * (indication - reference) / reference;

    /// <summary>Arithmetic mean of signed errors; refused when there are none.</summary>
    public static Outcome<decimal> Mean(IReadOnlyCollection<decimal> errors) =>
        errors.Count == 0 ? ErrorRefusals.NoReadings : errors.Sum() / errors.Count;
}
