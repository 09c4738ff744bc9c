using Metrology.Core.Words;

namespace Metrology.Core.Errors;

/// <summary>Reading method: γ = (Ex − E0)/E0 · 100 %, both energies in one unit.</summary>
public static class ReadingMethod
{
    /// <summary>Energy between two readings of a register at rest; refused when a read failed.</summary>
    public static Outcome<decimal> Energy(decimal start, decimal end) =>
        FailureSentinel.Is(start) || FailureSentinel.Is(end) ? ErrorRefusals.ReadingFailed : end - start;

    /// <summary>Signed error in percent; refused when a read failed or the reference saw nothing.</summary>
    public static Outcome<decimal> ErrorPercent(decimal indicatedEnergy, decimal referenceEnergy)
    {
        if (FailureSentinel.Is(indicatedEnergy) || FailureSentinel.Is(referenceEnergy))
            return ErrorRefusals.ReadingFailed;
        return ErrorOfIndication.RelativePercent(indicatedEnergy, referenceEnergy);
    }
}
