using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;

namespace Metrology.Station.Benches;

/// <summary>Where the instruments of a charging-pile bench are reached.</summary>
/// <param name="ReferenceLink">Link address of the reference meter, for example "tty:/dev/serial/by-id/…?baud=2400&amp;format=8E1".</param>
/// <param name="ReferenceAddress">Its DL/T 645 address, twelve digits.</param>
/// <param name="UnitWireId">Name of the pile's gateway in the topics.</param>
/// <param name="LoadWireId">Name of the load's gateway in the topics.</param>
public sealed record BenchWiring(string ReferenceLink, string ReferenceAddress, string UnitWireId, string LoadWireId);

/// <summary>Opens a wired bench: DL/T 645 over a byte link, pile and load over messages, everything transcribed.</summary>
public static class WiredBench
{
    /// <param name="messages">Disposed with the bench.</param>
    /// <param name="runId">Prefix of command ids; new for every connection.</param>
    public static ConnectedBench Open(
        BenchWiring wiring, BenchRequest request, IMessageLink messages, TranscriptBuffer transcript, string runId, TimeProvider clock, IAsyncDisposable? also = null)
    {
        var created = LinkFactory.Of(clock).Create(wiring.ReferenceLink);
        if (created.Refusal is { } refusal)
            throw new InstrumentFault(FaultKind.Unreachable, refusal.Code, refusal.Text);
        var ofUnit = new TranscriptSource(WirePileDisplay.Codec, request.UnitSerial, wiring.UnitWireId);
        var transcribed = new TranscribedMessageLink(
            messages, transcript, clock, new Dictionary<string, TranscriptSource> { [WireTopics.Readings(wiring.UnitWireId)] = ofUnit });
        var reference = new Dlt645Meter(
            new TranscribedLink(created.Value, transcript, clock, new(Dlt645Meter.Codec, request.ReferenceSerial, wiring.ReferenceAddress)),
            Dlt645MeterSettings.Of(request.ReferenceSerial, wiring.ReferenceAddress),
            clock,
            transcript);
        var unit = new WirePileDisplay(transcribed, WirePeer.Of(request.UnitSerial, wiring.UnitWireId, $"{runId}-u"), clock);
        var load = new WireLoad(transcribed, WirePeer.Of(wiring.LoadWireId, wiring.LoadWireId, $"{runId}-l"), clock);
        return new(reference, unit, load, new Both(transcribed, also));
    }

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
