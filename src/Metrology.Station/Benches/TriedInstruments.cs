using System.Globalization;
using Metrology.Adapters.Wire;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>One instrument of a bench by itself, to be tried: by the table of protocols over its link, or a gateway over the broker of this server.</summary>
public sealed class TriedInstruments(WiredMeters meters, Broker broker, TimeProvider clock)
{
    private int trials;

    /// <exception cref="InstrumentFault">The register says something that no such instrument can be made of.</exception>
    internal IInstrument Open(Bench bench, BenchPart part, TranscriptBuffer transcript) => part switch
    {
        { Protocol: BenchProtocols.Wire } => Gateway(part, transcript),
        // Which unit is on the bench, and its key, comes with a run.
        { Role: BenchRole.Display } => meters.OpenDisplay(part, "", meter: null, transcript),
        { Equipment: { } item } => meters.OpenInstrument(part, item, transcript),
        _ when BenchRoles.Beside.ContainsKey(part.Role) => throw BenchFaults.NotWired(part.Role),
        _ => meters.OpenInstrument(part, bench.Reference!, transcript),
    };

    /// <summary>What stands first among what it gives. A source says that its output is off.</summary>
    internal static async ValueTask<Reading?> ValueOf(BenchRole role, IInstrument instrument, CancellationToken cancellation) => (role, instrument) switch
    {
        (_, ISource source) => await source.SwitchAsync(on: false, cancellation),
        (BenchRole.Load or BenchRole.Clock, _) => null,
        (_, IMeter { Offers: [var first, ..] } meter) => await meter.ReadAsync(first, cancellation),
        _ => null,
    };

    private TriedGateway Gateway(BenchPart part, TranscriptBuffer transcript)
    {
        var number = Interlocked.Increment(ref trials);
        var name = BenchProtocols.GatewayOf(part.Link)!;
        var messages = new TranscribedMessageLink(broker.OpenLink($"trial-{number}"), transcript, clock, new Dictionary<string, TranscriptSource>());
        var peer = WirePeer.Of(name, name, string.Create(CultureInfo.InvariantCulture, $"t{clock.GetUtcNow().UtcTicks:x}{number}"));
        return new(new WirePileDisplay(messages, peer, clock), messages, part.Role == BenchRole.Unit);
    }
}

/// <summary>A gateway that is tried. Identity is asked for in the same way of every gateway; readings only of the display of a unit.</summary>
internal sealed class TriedGateway(IMeter inner, IMessageLink link, bool isRead) : IMeter
{
    public IReadOnlyList<string> Offers => isRead ? inner.Offers : [];

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => inner.IdentifyAsync(cancellation);

    public ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation) => inner.ReadAsync(measurand, cancellation);

    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await link.DisposeAsync();
    }
}
