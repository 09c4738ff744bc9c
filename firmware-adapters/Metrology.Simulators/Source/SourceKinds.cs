using Metrology.Adapters.Scpi;
using Metrology.Core.Words;
using Metrology.Simulators.Room;

namespace Metrology.Simulators.Source;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a direct source.</summary>
internal static class SourceKinds
{
    public static SimulatorKind SourceKind { get; } = new("source", new("直流电源（SCPI）", "Direct source (SCPI)"), ScpiMultimeter.Codec) { Make = PlaySource, Own = LineFaults.OfNumbers };

    private static Outcome<Played> PlaySource(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "PS-0001" : request.Address;
        return new Played(new("Metrology", "SIM-SOURCE", serial, serial), line =>
        {
            var source = new SimulatedScpiSource(line, serial);
            return new(faults => source.AnswersAs = faults.Identity, source);
        });
    }
}
