using Metrology.Adapters.Counter;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Counter;

/// <summary>
/// The pulse outputs of a reference meter and of a pile on one charge. A pulse comes whenever the energy that its meter counted reaches the next whole one, so what is counted follows from
/// the energies at two pulses of the pile and not from when somebody asked.
/// </summary>
/// <param name="constant">Of the reference, imp/kWh.</param>
/// <param name="referenceError">Relative.</param>
/// <param name="pileConstant">imp/kWh.</param>
/// <param name="pileError">Relative.</param>
public sealed class PulseInput(ChargingProcess process, long constant, decimal referenceError, decimal pileConstant, decimal pileError) : ICounted
{
    private readonly Lock access = new();
    private int gate;

    /// <summary>True energies at the first and the last pulse of the pile that count, kWh.</summary>
    private decimal first, last;

    public (decimal Turns, decimal Speed) Count => (0m, 0m);

    public long Constant => constant;

    public (string Phase, int Gate, long Pulses) Gated
    {
        get
        {
            lock (access)
            {
                var now = process.State.Energy;
                return gate == 0 ? (CounterVerbs.Idle, 0, 0)
                    : now < first ? (CounterVerbs.Waiting, gate, 0)
                    : now < last ? (CounterVerbs.Counting, gate, Pulses(now) - Pulses(first))
                    : (CounterVerbs.Done, gate, Pulses(last) - Pulses(first));
            }
        }
    }

    public void Start()
    {
        // No roller is wired to it.
    }

    public void Gate(int pulses)
    {
        lock (access)
        {
            var perKilowattHour = pileConstant * (1m + pileError);
            var next = decimal.Floor(process.State.Energy * perKilowattHour) + 1m;
            (gate, first, last) = (pulses, next / perKilowattHour, (next + pulses) / perKilowattHour);
        }
    }

    private long Pulses(decimal energy) => (long)decimal.Floor(energy * (1m + referenceError) * constant);
}
