using Metrology.Adapters.Counter;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Wire;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>Opens a bench as the register wires it: a meter over a byte link, pile and load over messages, or rollers that are all of them or are verified themselves; everything transcribed.</summary>
public sealed class WiredBench(WiredMeters meters, TimeProvider clock)
{
    /// <param name="messages">Disposed with the bench.</param>
    /// <param name="unitMeter">The meter in the unit that signs.</param>
    /// <param name="runId">Prefix of command ids; new for every connection.</param>
    /// <exception cref="Instruments.Faults.InstrumentFault">The register does not wire it.</exception>
    public ConnectedBench Open(Bench bench, string unitSerial, IMessageLink messages, TranscriptBuffer transcript, string runId, IAsyncDisposable? also = null, SigningMeter? unitMeter = null)
    {
        var beside = bench.Parts.Where(part => part is { IsByHand: false, IsPlayed: false } && BenchRoles.Beside.ContainsKey(part.Role)).Select(part => BesideOf(part, unitSerial, unitMeter, transcript)).ToList();
        if (!bench.IsDriven)
            return new(null, null, null, new Both(messages, also)) { Beside = beside };
        if (bench[BenchRole.Reference] is { Protocol: RollerBench.Codec } rollers)
        {
            var roller = meters.OpenRoller(rollers, bench.Reference!, unitSerial, transcript);
            return new(roller, bench[BenchRole.Unit] is { Protocol: BenchProtocols.Taximeter } line ? meters.OpenTaximeter(line, transcript) : new RollerDisplay(roller, unitSerial), roller, new Both(messages, also)) { Beside = beside };
        }

        if (bench[BenchRole.Unit] is { Protocol: BenchProtocols.RollerUnderTest } verified)
        {
            var counter = meters.OpenCounter(bench[BenchRole.Reference]!, bench.Reference!, isGated: false, transcript);
            var driven = meters.OpenRollerUnderTest(verified, unitSerial, transcript);
            return new(counter, new RollerUnderTest(driven), new CountedRollers(counter, driven), new Both(messages, also)) { Beside = beside };
        }

        var (unitName, loadName) = (GatewayOf(bench, BenchRole.Unit), GatewayOf(bench, BenchRole.Load));
        var reference = meters.Open(bench[BenchRole.Reference] ?? throw BenchFaults.NotWired(BenchRole.Reference), bench.Reference!, transcript);
        var ofUnit = new TranscriptSource(WirePileDisplay.Codec, unitSerial, unitName);
        var transcribed = new TranscribedMessageLink(
            messages, transcript, clock, new Dictionary<string, TranscriptSource> { [WireTopics.Readings(unitName)] = ofUnit });
        var compared = bench[BenchRole.Clock] is { Protocol: BenchProtocols.ReferenceClock, Equipment: { } receiver } way
            ? new ComparedClock(meters.OpenClock(way, receiver, transcript), receiver.SerialNumber, way.IsKnownByPlate, new())
            : null;
        var unit = new WirePileDisplay(transcribed, WirePeer.Of(unitSerial, unitName, $"{runId}-u"), clock, compared?.Time);
        var load = new WireLoad(transcribed, WirePeer.Of(loadName, loadName, $"{runId}-l"), clock);
        return new(reference, unit, reference is PulseCounter pulses ? new GatedLoad(pulses, load) : load, new Both(transcribed, also)) { Beside = beside, Clock = compared };
    }

    /// <summary>A bench that no register holds: a reference on a link, and two gateways.</summary>
    /// <param name="reference">Its protocol, link and address.</param>
    public static Bench ChargingPile(BenchRequest request, EquipmentItem meter, WayToInstrument reference, string unitName, string loadName)
    {
        var bench = Of(request, meter, reference);
        bench.Parts.Add(new() { Role = BenchRole.Unit, Protocol = BenchProtocols.Wire, Link = BenchProtocols.Gateway + unitName });
        bench.Parts.Add(new() { Role = BenchRole.Load, Protocol = BenchProtocols.Wire, Link = BenchProtocols.Gateway + loadName });
        return bench;
    }

    /// <summary>The same of a roller bench.</summary>
    public static Bench Rollers(BenchRequest request, EquipmentItem roller, string link)
    {
        var bench = Of(request, roller, new(BenchProtocols.Roller, link, "", IsKnownByPlate: false));
        bench.Parts.AddRange(new[] { BenchRole.Unit, BenchRole.Load }.Select(role => new BenchPart { Role = role, Protocol = BenchProtocols.Roller }));
        return bench;
    }

    /// <summary>The same of rollers that a counter verifies.</summary>
    public static Bench RollersUnderTest(BenchRequest request, EquipmentItem counter, string counterLink, string rollerLink)
    {
        var bench = Of(request, counter, new(BenchProtocols.Counter, counterLink, "", IsKnownByPlate: false));
        bench.Parts.Add(new() { Role = BenchRole.Unit, Protocol = BenchProtocols.RollerUnderTest, Link = rollerLink });
        bench.Parts.Add(new() { Role = BenchRole.Load, Protocol = BenchProtocols.RollerUnderTest });
        return bench;
    }

    private static Bench Of(BenchRequest request, EquipmentItem reference, WayToInstrument way)
    {
        var bench = new Bench { Code = request.BenchCode, NameZh = "", NameEn = "", Reference = reference, IsSimulated = true };
        bench.Parts.Add(new() { Role = BenchRole.Reference, Protocol = way.Protocol, Link = way.Link, Address = way.Address, IsKnownByPlate = way.IsKnownByPlate });
        return bench;
    }

    private BesideInstrument BesideOf(BenchPart part, string unitSerial, SigningMeter? unitMeter, TranscriptBuffer transcript) => part switch
    {
        { Role: BenchRole.Display } => new(part.Role, meters.OpenDisplay(part, unitSerial, unitMeter ?? throw BenchFaults.NoKey(unitSerial), transcript), null, false),
        { Equipment: { } item } => new(part.Role, meters.OpenInstrument(part, item, transcript), item.SerialNumber, part.IsKnownByPlate),
        _ => throw BenchFaults.NotWired(part.Role),
    };

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
