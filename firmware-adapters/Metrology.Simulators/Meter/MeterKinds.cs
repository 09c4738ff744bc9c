using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Meter;

/// <summary>What this folder contributes to the kinds of instruments that can be played: meters on a line of their own, and a probe that is one.</summary>
internal static class MeterKinds
{
    public static SimulatorKind Dlt645MeterKind { get; } = new("dlt645-meter", new("标准电能表（DL/T 645-2007）", "Reference meter (DL/T 645-2007)"), Dlt645Meter.Codec) { Make = PlayDlt645Meter, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift), nameof(LineFaults.Coarse)] };

    public static SimulatorKind ModbusMeterKind { get; } = new("modbus-meter", new("标准电能表（Modbus RTU）", "Reference meter (Modbus RTU)"), ModbusMeter.RtuCodec) { Make = PlayModbusMeter, NeedsMap = true, Own = LineFaults.OfMeters };

    public static SimulatorKind DcMeterKind { get; } = new("dc-meter", new("直流标准电能表（Modbus RTU，充电机）", "DC reference meter (Modbus RTU, off-board charger)"), ModbusMeter.RtuCodec) { Make = PlayDcMeter, Own = LineFaults.OfMeters };

    public static SimulatorKind ThProbeKind { get; } = new("th-probe", new("温湿度探头（Modbus RTU）", "T/RH probe (Modbus RTU)"), ModbusMeter.RtuCodec) { Make = PlayThProbe, Own = LineFaults.OfMeters };

    private static Outcome<Played> PlayDlt645Meter(SimulatorRequest request, TimeProvider clock)
    {
        var address = request.Address.Length == 0 ? "000000000001" : request.Address;
        if (!Dlt645Frame.IsMeterAddress(address))
            return SimulatorRefusals.TwelveDigits;
        var (process, pump) = Charged(request, clock);
        return new Played(new("", "DL/T 645-2007", address, address), line =>
        {
            var meter = new SimulatedDlt645Meter(line, new(address, address, MeterError, China), process, clock);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump);
    }

    private static Outcome<Played> PlayModbusMeter(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "330000000002";
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        if (request.Map is not { } map)
            return SimulatorRefusals.NoMap;
        var (process, pump) = Charged(request, clock);
        return new Played(new("", map.Model, Number, address), line =>
        {
            var meter = new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump);
    }

    private static Outcome<Played> PlayDcMeter(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "000000000101";
        const decimal ChargerVolts = 500m;
        var map = RegisterMaps.Find("sim-ref-dc")!;
        var process = new ChargingProcess(request.Seed) { IsDirectCurrent = true };
        if (request.Amperes > 0)
            _ = process.Apply(new(ChargerVolts, request.Amperes, LongCharge));
        return OnModbus(request, map, Number, (line, slave) => new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process), () => new ProcessPump(process, Speed, clock));
    }

    private static Outcome<Played> PlayThProbe(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "TH-0001";
        var map = RegisterMaps.Find("sim-th")!;
        var air = new AmbientAir(request.Seed);
        return OnModbus(request, map, Number, (line, slave) => new SimulatedModbusMeter(line, new(slave, Number, 0m, map, IsTcp: false) { Beside = air.Of }, new(request.Seed)));
    }

    /// <param name="pump">Of the process that goes on while the plug is pulled; null where there is none.</param>
    private static Outcome<Played> OnModbus(SimulatorRequest request, RegisterMap map, string number, Func<ILink, byte, SimulatedModbusMeter> connect, Func<IAsyncDisposable>? pump = null)
    {
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        return new Played(new("Metrology", map.Model, number, address), line =>
        {
            var meter = connect(line, slave);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        }, pump is null ? [] : [pump()]);
    }
}
