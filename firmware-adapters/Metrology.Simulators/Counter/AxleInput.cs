using Metrology.Adapters.Counter;
using Metrology.Simulators.Roller;

namespace Metrology.Simulators.Counter;

/// <summary>An encoder on the axle of a main roller; it has no pulses of meters.</summary>
public sealed class AxleInput(RollerProcess process) : ICounted
{
    private decimal from;

    public (decimal Turns, decimal Speed) Count => (process.Axle.Revolutions - from, process.Axle.SpeedKmh);

    public (string Phase, int Gate, long Pulses) Gated => (CounterVerbs.Idle, 0, 0);

    public long Constant => 0;

    public void Start() => from = process.Axle.Revolutions;

    public void Gate(int pulses)
    {
        // No meter is wired to it.
    }
}
