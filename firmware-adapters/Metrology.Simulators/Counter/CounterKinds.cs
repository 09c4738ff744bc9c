using Metrology.Adapters.Counter;
using Metrology.Core.Words;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Counter;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a counter of the pulses of meter and pile.</summary>
internal static class CounterKinds
{
    public static SimulatorKind PulseCounterKind { get; } = new("pulse-counter", new("脉冲计数器（标准表与充电桩的脉冲）", "Pulse counter (of a reference meter and a pile)"), PulseCounter.Codec) { Make = PlayPulseCounter, Own = LineFaults.OfCounters };

    /// <summary>The pile reads half a percent too much.</summary>
    private static Outcome<Played> PlayPulseCounter(SimulatorRequest request, TimeProvider clock)
    {
        const long Constant = 36_000_000;
        const decimal PileConstant = 1000m, PileError = 0.005m;
        var serial = request.Address.Length == 0 ? "PC-0001" : request.Address;
        var (process, pump) = Charged(request, clock);
        return new Played(new("Metrology", "SIM-PULSE", serial, serial), line =>
        {
            var counter = new SimulatedPulseCounter(line, new(serial, "SIM-PULSE"), new PulseInput(process, Constant, MeterError, PileConstant, PileError));
            return new(faults => (counter.AnswersAs, counter.Values) = (faults.Identity, faults.OfValues), counter);
        }, pump);
    }
}
