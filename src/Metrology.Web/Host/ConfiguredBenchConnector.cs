using System.Globalization;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;

namespace Metrology.Web.Host;

/// <summary>Benches as the register wires them.</summary>
internal sealed class ConfiguredBenchConnector(BenchQueries benches, WiredBench wired, Broker broker, TimeProvider clock) : IBenchConnector
{
    private int connections;

    public async ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var bench = await benches.FindAsync(request.BenchCode, cancellation) ?? throw BenchFaults.NotWired(BenchRole.Reference);
        var number = Interlocked.Increment(ref connections);
        var runId = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks:x}{number}");
        return wired.Open(bench, request.UnitSerial, broker.OpenLink($"station-{number}"), transcript, runId, unitMeter: request.UnitMeter);
    }
}
