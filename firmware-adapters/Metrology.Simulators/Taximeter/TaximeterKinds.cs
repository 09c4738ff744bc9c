using Metrology.Adapters.Jtt905;
using Metrology.Core.Words;
using Metrology.Simulators.Room;

namespace Metrology.Simulators.Taximeter;

/// <summary>What this folder contributes to the kinds of instruments that can be played: the data line of a taximeter.</summary>
internal static class TaximeterKinds
{
    public static SimulatorKind TaximeterKind { get; } = new("taximeter", new("计价器数据线（JT/T 905）", "Data line of a taximeter (JT/T 905)"), Jtt905Taximeter.Codec) { Make = PlayTaximeter, Own = LineFaults.OfNumbers };

    private static Outcome<Played> PlayTaximeter(SimulatorRequest request, TimeProvider clock)
    {
        const int Digits = 10;
        var number = request.Address.Length == 0 ? "0102000001" : request.Address;
        if (number.Length != Digits || !number.All(char.IsAsciiDigit))
            return SimulatorRefusals.TenDigits;
        return new Played(new("Metrology", "SIM-TX", number, number), line =>
        {
            var taximeter = new SimulatedTaximeter(line, new(number));
            return new(faults => taximeter.AnswersAs = faults.Identity, taximeter);
        });
    }
}
