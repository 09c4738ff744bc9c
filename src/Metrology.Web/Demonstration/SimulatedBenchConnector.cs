using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.App.Customers;
using Metrology.App.Demonstration;
using Metrology.App.Equipment;
using Metrology.App.Verifications;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Counter;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Roller;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;
using Metrology.Web.Host;

namespace Metrology.Web.Demonstration;

/// <summary>
/// Benches of simulators that speak the real bytes: the reference on a pseudo-terminal, a charger and its load as MQTT clients of the station's own endpoint; rollers with a taxi on
/// one line. The unit's serial number decides how it errs. The reference belongs to its bench and counts what every unit there took; a charger counts what it gave at
/// every bench. Registers count up as long as this process lives. A bench that somebody registered beside them is reached as everywhere.
/// </summary>
internal sealed class SimulatedBenchConnector(
    DemonstrationBenches benches, UnitQueries units, Broker broker, DemonstrationData data, SimulationSettings settings, TimeProvider clock) : IBenchConnector
{
    private const decimal Percent = 0.01m;

    /// <summary>Of the reference meter whose pulses are counted, imp/kWh.</summary>
    private const long ReferenceConstant = 36_000_000;

    /// <summary>Server address of the simulated DC reference.</summary>
    private const string DcSlave = "1";

    /// <summary>How a bench with a charger is played: the protocol of its reference, how that is named on its line, and what plays it (null: the meter of the simulated bench).</summary>
    private sealed record PlayedCharger(
        string MeterProtocol, Func<BenchRequest, string> MeterAddress, Func<BenchRequest, DemonstrationData.UnitRow, Func<ILink, ChargingProcess, IAsyncDisposable>?> Meter, decimal MaximumVolts, decimal MaximumAmperes)
    {
        public bool IsDirectCurrent { get; init; }
    }

    private static readonly Dictionary<string, PlayedCharger> Chargers = new()
    {
        [BenchPart.Simulator] = new(Dlt645Meter.Codec, request => request.ReferenceSerial, (_, _) => null, 264m, 63m),
        [BenchPart.SimulatedDcCharger] = new(ModbusMeter.RtuCodec, _ => DcSlave, (request, _) => DcMeter(request), 1000m, 250m) { IsDirectCurrent = true },
        [BenchPart.SimulatedPulses] = new(PulseCounter.Codec, _ => "", Counter, 264m, 63m),
    };

    private readonly ConcurrentDictionary<(string Bench, string Unit), ChargingProcess> processes = new();
    private readonly ConcurrentDictionary<(string Bench, string Unit), RollerProcess> rollers = new();
    private int connections;

    public async ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        if (await benches.PlayedAsync(request.BenchCode, cancellation) is not { } played)
            return await benches.Configured.ConnectAsync(request, transcript, cancellation);
        var unit = data.Units.FirstOrDefault(row => row.SerialNumber == request.UnitSerial) ?? throw NotSimulated(request.UnitSerial);
        var number = Interlocked.Increment(ref connections);
        var messages = broker.OpenLink($"station-{number}");
        if (played.Protocol == BenchPart.SimulatedRoller)
            return await RollersAsync(request, unit, played.Reference, messages, transcript, cancellation);
        if (played.Protocol == BenchPart.SimulatedRollerCheck)
            return RollersUnderTest(request, unit, played.Reference, messages, transcript);
        var loadId = $"{request.BenchCode}-load";
        var charger = Chargers[played.Protocol];
        var simulated = new SimulatedBench(
            Charger(request, unit, loadId) with { Meter = charger.Meter(request, unit), MaximumVolts = charger.MaximumVolts, MaximumAmperes = charger.MaximumAmperes },
            name => broker.OpenLink($"sim-{name}-{number}", name, settings.KeyOf(name)),
            clock,
            processes.GetOrAdd((request.BenchCode, request.UnitSerial), key => ProcessOf(key.Bench, key.Unit, charger.IsDirectCurrent)));
        var runId = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcTicks:x}{number}");
        var way = new WayToInstrument(charger.MeterProtocol, simulated.MeterAddress, charger.MeterAddress(request), IsKnownByPlate: false);
        var bench = WiredBench.ChargingPile(request, played.Reference, way, request.UnitSerial, loadId);
        var air = played.Air is { } probe ? AirOf(bench, probe) : [];
        return benches.Wired.Open(bench, request.UnitSerial, messages, transcript, runId, new Played([simulated, .. air]));
    }

    /// <summary>A probe of ambient conditions on a line of its own.</summary>
    private IAsyncDisposable[] AirOf(Bench bench, EquipmentItem probe)
    {
        const byte Slave = 1;
        var line = PtyPair.Open();
        bench.Parts.Add(new()
        {
            Role = BenchRole.Environment,
            Protocol = ModbusMeter.RtuCodec,
            Link = line.Address(TtySettings.Default),
            Address = Slave.ToString(CultureInfo.InvariantCulture),
            Equipment = probe,
        });
        var meter = new SimulatedModbusMeter(line.Master, new(Slave, probe.SerialNumber, 0m, RegisterMaps.Find("sim-th")!, IsTcp: false) { Beside = new AmbientAir(settings.Seed).Of }, new(settings.Seed));
        return [meter, line];
    }

    private SimulatedBenchSettings Charger(BenchRequest request, DemonstrationData.UnitRow unit, string loadId) => new(settings.Seed, unit.Simulation.ErrorPercent * Percent)
    {
        PileClockOffset = TimeSpan.FromSeconds((double)unit.Simulation.ClockOffsetSeconds),
        Speed = settings.Speed,
        MeterAddress = request.ReferenceSerial,
        MeterNumber = request.ReferenceSerial,
        PileId = request.UnitSerial,
        PileModel = unit.Model,
        LoadId = loadId,
        PileSerial = request.UnitSerial,
    };

    private static Func<ILink, ChargingProcess, IAsyncDisposable> DcMeter(BenchRequest request) => (line, process) => new SimulatedModbusMeter(
        line, new(byte.Parse(DcSlave, CultureInfo.InvariantCulture), request.ReferenceSerial, new SimulatedBenchSettings(0, 0m).ReferenceError, RegisterMaps.Find("sim-ref-dc")!, IsTcp: false), process);

    /// <summary>Its pulse inputs are the outputs of the reference meter inside it and of the pile.</summary>
    private static Func<ILink, ChargingProcess, IAsyncDisposable> Counter(BenchRequest request, DemonstrationData.UnitRow unit) => (line, process) => new SimulatedPulseCounter(
        line, new(request.ReferenceSerial, "SIM-PULSE"),
        new PulseInput(process, ReferenceConstant, new SimulatedBenchSettings(0, 0m).ReferenceError, decimal.Parse(unit.Nameplate["pulseConstant"], CultureInfo.InvariantCulture), unit.Simulation.ErrorPercent * Percent));

    /// <summary>Rollers that are verified themselves: a counter on their axle is the reference.</summary>
    private ConnectedBench RollersUnderTest(BenchRequest request, DemonstrationData.UnitRow unit, EquipmentItem reference, IMessageLink messages, TranscriptBuffer transcript)
    {
        var process = rollers.GetOrAdd((request.BenchCode, request.UnitSerial), _ => new(settings.Seed, new(1000m, 1000m)));
        var (rollerLine, counterLine) = (PtyPair.Open(), PtyPair.Open());
        var device = new SimulatedRollerBench(
            rollerLine.Master, new(request.UnitSerial, "") { CountError = unit.Simulation.ErrorPercent * Percent, SpeedErrorKmh = unit.Simulation.SpeedErrorKmh }, process);
        var counter = new SimulatedPulseCounter(counterLine.Master, new(request.ReferenceSerial), new AxleInput(process));
        var pump = new ProcessPump(process.Advance, RollerProcess.Tick, settings.Speed, clock);
        var bench = WiredBench.RollersUnderTest(request, reference, counterLine.Address(TtySettings.Default), rollerLine.Address(TtySettings.Default));
        return benches.Wired.Open(bench, request.UnitSerial, messages, transcript, "", new Played(pump, device, counter, rollerLine, counterLine));
    }

    /// <summary>The taximeter counts with the constant k of the unit as it is registered now: whoever sets its card enters it there.</summary>
    private async Task<ConnectedBench> RollersAsync(
        BenchRequest request, DemonstrationData.UnitRow unit, EquipmentItem reference, IMessageLink messages, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var process = rollers.GetOrAdd((request.BenchCode, request.UnitSerial), _ => new(settings.Seed, new(ConstantOf(unit.Nameplate) * (1m + (unit.Simulation.ErrorPercent * Percent)), ConstantOf(unit.Nameplate))));
        if ((await units.WithSerialAsync(request.UnitSerial, cancellation)).FirstOrDefault() is { } registered)
            process.Constant = ConstantOf(registered.Nameplate);
        var pair = PtyPair.Open();
        var device = new SimulatedRollerBench(pair.Master, new(request.ReferenceSerial, request.UnitSerial), process);
        var pump = new ProcessPump(process.Advance, RollerProcess.Tick, settings.Speed, clock);
        var bench = WiredBench.Rollers(request, reference, pair.Address(TtySettings.Default));
        return benches.Wired.Open(bench, request.UnitSerial, messages, transcript, "", new Played(pump, device, pair));
    }

    private static decimal ConstantOf(IReadOnlyDictionary<string, string> nameplate) => decimal.Parse(nameplate["k"], CultureInfo.InvariantCulture);

    /// <summary>One bench with one unit, with noise of its own: what a unit shows does not hang on which was measured before it.</summary>
    private ChargingProcess ProcessOf(string bench, string unit, bool isDc) => new(settings.Seed)
    {
        IsDirectCurrent = isDc,
        ReferenceElsewhere = () => Energy(other => other.Bench == bench && other.Unit != unit),
        PileElsewhere = () => Energy(other => other.Unit == unit && other.Bench != bench),
    };

    private decimal Energy(Func<(string Bench, string Unit), bool> where) => processes.Where(pair => where(pair.Key)).Sum(pair => pair.Value.State.Energy);

    private static InstrumentFault NotSimulated(string serial) => new(
        FaultKind.Unreachable,
        "simulation.unknown-unit",
        new($"模拟检定台没有编号为 {serial} 的器具。请选择示例器具。", $"The simulated bench has no unit {serial}. Choose a unit of the demonstration."));

    private sealed class Played(params IAsyncDisposable[] parts) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var part in parts)
                await part.DisposeAsync();
        }
    }
}

/// <summary>The benches of a demonstration: those that the program plays, and those that somebody registered beside them.</summary>
internal sealed class DemonstrationBenches(BenchQueries benches, ConfiguredBenchConnector configured, WiredBench wired)
{
    public ConfiguredBenchConnector Configured => configured;

    public WiredBench Wired => wired;

    /// <summary>How the program plays the bench, its reference, and the probe of ambient conditions where it plays one; null when it does not.</summary>
    public async Task<(string Protocol, EquipmentItem Reference, EquipmentItem? Air)?> PlayedAsync(string code, CancellationToken cancellation) =>
        await benches.FindAsync(code, cancellation) is { } bench && bench[BenchRole.Reference] is { IsPlayed: true } part ? (part.Protocol, bench.Reference!, bench[BenchRole.Environment] is { IsPlayed: true } air ? air.Equipment : null) : null;
}

/// <summary>How the simulators play.</summary>
/// <param name="Seed">Same seed, same numbers.</param>
/// <param name="Speed">Simulated seconds in a second.</param>
public sealed record SimulationSettings(ulong Seed, double Speed)
{
    public const ulong DefaultSeed = 20260822;

    /// <summary>1.2 kWh at 7 kW in about 3 s.</summary>
    public const double DefaultSpeed = 200;

    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>Key of a simulated instrument at the station's endpoint, drawn anew in every process; that of one says nothing of another's.</summary>
    public string KeyOf(string instrument) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(instrument)).AsSpan(0, 16));

    /// <summary>Keys of every instrument that the demonstration can play.</summary>
    public IReadOnlyDictionary<string, string> Keys(DemonstrationData data) =>
        data.Units.Select(unit => unit.SerialNumber).Concat(data.Benches.Select(bench => $"{bench.Code}-load")).ToDictionary(name => name, KeyOf);
}
