using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>Opens a bench as the register wires it: a meter over a byte link, pile and load over messages, everything transcribed.</summary>
public sealed class WiredBench(WiredMeters meters, TimeProvider clock)
{
    /// <param name="messages">Disposed with the bench.</param>
    /// <param name="runId">Prefix of command ids; new for every connection.</param>
    /// <exception cref="Instruments.Faults.InstrumentFault">The register does not wire it.</exception>
    public ConnectedBench Open(Bench bench, string unitSerial, IMessageLink messages, TranscriptBuffer transcript, string runId, IAsyncDisposable? also = null)
    {
        var (unitName, loadName) = (GatewayOf(bench, BenchRole.Unit), GatewayOf(bench, BenchRole.Load));
        var reference = meters.Open(bench[BenchRole.Reference] ?? throw BenchFaults.NotWired(BenchRole.Reference), bench.Reference!, transcript);
        var ofUnit = new TranscriptSource(WirePileDisplay.Codec, unitSerial, unitName);
        var transcribed = new TranscribedMessageLink(
            messages, transcript, clock, new Dictionary<string, TranscriptSource> { [WireTopics.Readings(unitName)] = ofUnit });
        var unit = new WirePileDisplay(transcribed, WirePeer.Of(unitSerial, unitName, $"{runId}-u"), clock);
        var load = new WireLoad(transcribed, WirePeer.Of(loadName, loadName, $"{runId}-l"), clock);
        return new(reference, unit, load, new Both(transcribed, also));
    }

    /// <summary>A bench that no register holds: a DL/T 645 meter that is addressed by its serial number, and two gateways.</summary>
    public static Bench ChargingPile(BenchRequest request, string meterLink, string unitName, string loadName)
    {
        var meter = new EquipmentItem
        {
            Code = request.BenchCode,
            NameZh = "",
            NameEn = "",
            Manufacturer = "",
            Model = "DL/T 645-2007",
            SerialNumber = request.ReferenceSerial,
        };
        var bench = new Bench { Code = request.BenchCode, NameZh = "", NameEn = "", Reference = meter, IsSimulated = true };
        bench.Parts.Add(new() { Role = BenchRole.Reference, Protocol = Dlt645Meter.Codec, Link = meterLink, Address = request.ReferenceSerial });
        bench.Parts.Add(new() { Role = BenchRole.Unit, Protocol = BenchProtocols.Wire, Link = BenchProtocols.Gateway + unitName });
        bench.Parts.Add(new() { Role = BenchRole.Load, Protocol = BenchProtocols.Wire, Link = BenchProtocols.Gateway + loadName });
        return bench;
    }

    private static string GatewayOf(Bench bench, BenchRole role) =>
        bench[role] is { Protocol: BenchProtocols.Wire, Link: var link } && BenchProtocols.GatewayOf(link) is { } name ? name : throw BenchFaults.NotWired(role);

    private sealed class Both(IAsyncDisposable first, IAsyncDisposable? second) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await first.DisposeAsync();
            if (second is not null)
                await second.DisposeAsync();
        }
    }
}
