using Metrology.Adapters.Scpi;
using Metrology.Core.Words;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Multimeter;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a multimeter.</summary>
internal static class MultimeterKinds
{
    public static SimulatorKind MultimeterKind { get; } = new("multimeter", new("数字多用表（SCPI）", "Multimeter (SCPI)"), ScpiMultimeter.Codec) { Make = PlayMultimeter, Own = LineFaults.OfNumbers };

    private static Outcome<Played> PlayMultimeter(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "DMM-0001" : request.Address;
        return new Played(new("Metrology", "SIM-DMM", serial, serial), line =>
        {
            var multimeter = new SimulatedScpiMultimeter(line, new(request.Seed, serial, Volts, request.Amperes));
            return new(faults => multimeter.AnswersAs = faults.Identity, multimeter);
        });
    }
}
