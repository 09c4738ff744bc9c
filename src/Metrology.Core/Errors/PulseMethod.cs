using Metrology.Core.Words;

namespace Metrology.Core.Errors;

/// <summary>
/// Standard-meter (pulse) method: γ = (m0 − m)/m · 100 %, m0 = C0·N ÷ (CL·KI·KU); as in JJG 307 and JJG 596, from memory of those texts.
/// </summary>
/// <param name="ReferenceConstant">C0, imp/kWh of the reference meter.</param>
/// <param name="UnitConstant">CL, imp/kWh of the unit under test.</param>
/// <param name="UnitPulses">N, pulses of the unit under test in one measurement.</param>
/// <param name="CurrentRatio">KI of a current transformer before the reference, 1 without.</param>
/// <param name="VoltageRatio">KU of a voltage transformer before the reference, 1 without.</param>
public sealed record PulseMethod(decimal ReferenceConstant, decimal UnitConstant, decimal UnitPulses, decimal CurrentRatio = 1m, decimal VoltageRatio = 1m)
{
    /// <summary>Pulses that the reference should count, m0.</summary>
    public Outcome<decimal> ExpectedPulses()
    {
        var divisor = UnitConstant * CurrentRatio * VoltageRatio;
        return divisor == 0m ? ErrorRefusals.DivisionByZero : ReferenceConstant * UnitPulses / divisor;
    }

    /// <summary>Signed error in percent from the pulses that the reference counted, m.</summary>
    public Outcome<decimal> ErrorPercent(decimal countedPulses)
    {
        var expected = ExpectedPulses();
        return expected.IsRefused ? expected : ErrorOfIndication.RelativePercent(expected.Value, countedPulses);
    }
}
