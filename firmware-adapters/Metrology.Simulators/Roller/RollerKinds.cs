using Metrology.Adapters.Roller;
using Metrology.Core.Words;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Roller;

/// <summary>What this folder contributes to the kinds of instruments that can be played: rollers with an electric taxi.</summary>
internal static class RollerKinds
{
    public static SimulatorKind RollerBenchKind { get; } = new("roller-bench", new("滚筒台与电动出租车", "Roller bench with an electric taxi"), RollerBench.Codec) { Make = PlayRollerBench, Own = LineFaults.OfCounters };

    private static Outcome<Played> PlayRollerBench(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "SIM-ROLLER-0001" : request.Address;
        var settings = new SimulatedRollerSettings(serial, "");
        var process = new RollerProcess(request.Seed, new(1000m, 1000m));
        return new Played(new(settings.Manufacturer, settings.Model, serial, serial), line =>
        {
            var bench = new SimulatedRollerBench(line, settings, process);
            return new(faults => (bench.Faults, bench.Values) = (RollerFaults.None with { AnswersAs = faults.Identity }, faults.OfValues), bench);
        }, new ProcessPump(process.Advance, RollerProcess.Tick, Speed, clock));
    }
}
