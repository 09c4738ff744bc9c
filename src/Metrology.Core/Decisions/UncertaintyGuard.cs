using Metrology.Core.Quantities;

namespace Metrology.Core.Decisions;

/// <summary>
/// Whether a measurement standard is good enough for a limit: U(k = 2) ≤ MPE ÷ n. Compared as n·U ≤ MPE, so that no division can round.
/// </summary>
public static class UncertaintyGuard
{
    /// <param name="expanded">U in the unit of the limit.</param>
    /// <param name="limitDividedByU">Usually 3; JJF 1094-2002 5.3.1.4.</param>
    public static bool Holds(decimal expanded, decimal limit, int limitDividedByU = 3) => limitDividedByU * expanded <= limit;

    /// <summary>The same where a conversion of units leaves no finite decimal.</summary>
    internal static bool Holds(ExactFraction expanded, ExactFraction limit, int limitDividedByU) => limitDividedByU * expanded <= limit;
}
