using Metrology.Adapters.Ocmf;
using Metrology.Core.Words;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Ocmf;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a display that signs.</summary>
internal static class OcmfKinds
{
    public static SimulatorKind OcmfDisplayKind { get; } = new("ocmf-display", new("充电桩签名示值（OCMF）", "Signed display of a pile (OCMF)"), OcmfDisplay.Codec) { Make = PlayOcmfDisplay, Own = LineFaults.OfNumbers };

    /// <summary>The key of its meter is drawn at every start; a display that answers as somebody else signs with another key, as a changed meter does.</summary>
    private static Outcome<Played> PlayOcmfDisplay(SimulatorRequest request, TimeProvider clock)
    {
        var serial = request.Address.Length == 0 ? "SM-0001" : request.Address;
        if (!serial.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            return SimulatorRefusals.AnswersAs;
        var (process, pump) = Charged(request, clock);
        var meter = SimulatedOcmfMeter.Usual(serial);
        return new Played(new("示例", "SIM-OCMF", serial, serial) { PublicKey = Convert.ToBase64String(meter.PublicKey) }, line =>
        {
            var other = SimulatedOcmfMeter.Usual(serial);
            var display = new SimulatedOcmfDisplay(line, meter, () => process.PileStart + process.State.Energy, clock);
            return new(faults => display.Signer = faults.Identity is null ? meter : other, display, new Held(other));
        }, pump, new Held(meter));
    }

    private sealed class Held(IDisposable held) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            held.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
