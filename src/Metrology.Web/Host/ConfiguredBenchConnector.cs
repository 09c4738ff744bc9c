using System.Globalization;
using Metrology.Instruments.Faults;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;

namespace Metrology.Web.Host;

/// <summary>Benches as station.json wires them.</summary>
internal sealed class ConfiguredBenchConnector(StationFile file, Broker broker, TimeProvider clock) : IBenchConnector
{
    private int connections;

    public ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        if (!file.Benches.TryGetValue(request.BenchCode, out var wiring))
            throw NotWired(request.BenchCode);
        var number = Interlocked.Increment(ref connections);
        var runId = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks:x}{number}");
        return ValueTask.FromResult(WiredBench.Open(wiring, request, broker.OpenLink($"station-{number}"), transcript, runId, clock));
    }

    private static InstrumentFault NotWired(string bench) => new(
        FaultKind.Unreachable,
        "station.bench-not-wired",
        new($"数据目录的 station.json 没有检定台 {bench} 的接线。请补充后重启。", $"station.json in the data folder does not wire bench {bench}. Add it and restart."));
}
