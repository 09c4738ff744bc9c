using System.Collections.Concurrent;
using System.Globalization;
using Metrology.App.Demonstration;
using Metrology.App.Verifications;
using Metrology.Instruments.Faults;
using Metrology.Simulators;
using Metrology.Simulators.Charging;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;
using Metrology.Web.Host;

namespace Metrology.Web.Demonstration;

/// <summary>
/// A bench of simulators that speak the real bytes: the reference meter on a pseudo-terminal, pile and load as MQTT clients of the station's own endpoint.
/// The unit's serial number decides how the pile errs. The reference belongs to its bench and counts what every unit there took; a pile counts what it gave at
/// every bench. Registers count up as long as this process lives. A bench that somebody registered beside them is reached as everywhere.
/// </summary>
internal sealed class SimulatedBenchConnector(DemonstrationBenches benches, Broker broker, DemonstrationData data, SimulationSettings settings, TimeProvider clock) : IBenchConnector
{
    private const decimal Percent = 0.01m;

    private readonly ConcurrentDictionary<(string Bench, string Unit), ChargingProcess> processes = new();
    private int connections;

    public async ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        if (!await benches.IsPlayedAsync(request.BenchCode, cancellation))
            return await benches.Configured.ConnectAsync(request, transcript, cancellation);
        var unit = data.Units.FirstOrDefault(row => row.SerialNumber == request.UnitSerial) ?? throw NotSimulated(request.UnitSerial);
        var number = Interlocked.Increment(ref connections);
        var loadId = $"{request.BenchCode}-load";
        var simulated = new SimulatedBench(
            new(settings.Seed, unit.Simulation.ErrorPercent * Percent)
            {
                PileClockOffset = TimeSpan.FromSeconds((double)unit.Simulation.ClockOffsetSeconds),
                Speed = settings.Speed,
                MeterAddress = request.ReferenceSerial,
                MeterNumber = request.ReferenceSerial,
                PileId = request.UnitSerial,
                LoadId = loadId,
                PileSerial = request.UnitSerial,
            },
            name => broker.OpenLink($"sim-{name}-{number}", name, settings.KeyOf(name)),
            clock,
            processes.GetOrAdd((request.BenchCode, request.UnitSerial), key => ProcessOf(key.Bench, key.Unit)));
        var runId = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks:x}{number}");
        var bench = WiredBench.ChargingPile(request, simulated.MeterAddress, request.UnitSerial, loadId);
        return benches.Wired.Open(bench, request.UnitSerial, broker.OpenLink($"station-{number}"), transcript, runId, simulated);
    }

    /// <summary>One bench with one unit, with noise of its own: what a unit shows does not hang on which was measured before it.</summary>
    private ChargingProcess ProcessOf(string bench, string unit) => new(settings.Seed)
    {
        ReferenceElsewhere = () => Energy(other => other.Bench == bench && other.Unit != unit),
        PileElsewhere = () => Energy(other => other.Unit == unit && other.Bench != bench),
    };

    private decimal Energy(Func<(string Bench, string Unit), bool> where) => processes.Where(pair => where(pair.Key)).Sum(pair => pair.Value.State.Energy);

    private static InstrumentFault NotSimulated(string serial) => new(
        FaultKind.Unreachable,
        "simulation.unknown-unit",
        new($"模拟检定台没有编号为 {serial} 的充电桩。请选择示例充电桩。", $"The simulated bench has no pile {serial}. Choose a demonstration pile."));
}

/// <summary>The benches of a demonstration: those that the program plays, and those that somebody registered beside them.</summary>
internal sealed class DemonstrationBenches(BenchQueries benches, ConfiguredBenchConnector configured, WiredBench wired)
{
    public ConfiguredBenchConnector Configured => configured;

    public WiredBench Wired => wired;

    public async Task<bool> IsPlayedAsync(string code, CancellationToken cancellation) =>
        await benches.FindAsync(code, cancellation) is { } bench && bench[BenchRole.Reference] is { Protocol: BenchPart.Simulator };
}

/// <summary>How the simulators play.</summary>
/// <param name="Seed">Same seed, same numbers.</param>
/// <param name="Speed">Simulated seconds in a second.</param>
public sealed record SimulationSettings(ulong Seed, double Speed)
{
    public const ulong DefaultSeed = 20260822;

    /// <summary>1.2 kWh at 7 kW in about 3 s.</summary>
    public const double DefaultSpeed = 200;

    private readonly string secret = Guid.NewGuid().ToString("N");

    /// <summary>Key of a simulated instrument at the station's endpoint, drawn anew in every process.</summary>
    public string KeyOf(string instrument) => $"{secret}-{instrument}";

    /// <summary>Keys of every instrument that the demonstration can play.</summary>
    public IReadOnlyDictionary<string, string> Keys(DemonstrationData data) =>
        data.Units.Select(unit => unit.SerialNumber).Concat(data.Benches.Select(bench => $"{bench.Code}-load")).ToDictionary(name => name, KeyOf);
}
