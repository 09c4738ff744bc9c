using System.Globalization;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Room;
using static Metrology.Simulators.Room.PlayedCharge;

namespace Metrology.Simulators.Pile;

/// <summary>What this folder contributes to the kinds of instruments that can be played: piles with their load and the meter that measures them.</summary>
internal static class PileKinds
{
    public static SimulatorKind AcPileKind { get; } = new("ac-pile", new("交流充电桩、负载与标准电能表（DL/T 645；网关“名称”与“名称-load”）", "AC pile, load and reference meter (DL/T 645; gateways NAME and NAME-load)"), Dlt645Meter.Codec) { Make = PlayAcPile, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift), nameof(LineFaults.Coarse)] };

    public static SimulatorKind DcPileKind { get; } = new("dc-pile", new("直流充电机、负载与标准电能表（Modbus RTU；网关“名称”与“名称-load”）", "DC charger, load and reference meter (Modbus RTU; gateways NAME and NAME-load)"), ModbusMeter.RtuCodec) { Make = PlayDcPile, Own = [.. LineFaults.OfMeters, nameof(LineFaults.ClockDrift)] };

    private static Outcome<Played> PlayAcPile(SimulatorRequest request, TimeProvider clock)
    {
        var address = request.Address.Length == 0 ? "000000000001" : request.Address;
        if (!Dlt645Frame.IsMeterAddress(address))
            return SimulatorRefusals.TwelveDigits;
        return Pile(request, new(request.Seed), "SIM-AC-7kW", (Volts: 264m, Amperes: 63m), clock, new("", "DL/T 645-2007", address, address), (line, process) =>
        {
            var meter = new SimulatedDlt645Meter(line, new(address, address, MeterError, China), process, clock);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        });
    }

    private static Outcome<Played> PlayDcPile(SimulatorRequest request, TimeProvider clock)
    {
        const string Number = "000000000101";
        var address = request.Address.Length == 0 ? "1" : request.Address;
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return SimulatorRefusals.Slave;
        var map = RegisterMaps.Find("sim-ref-dc")!;
        return Pile(request, new(request.Seed) { IsDirectCurrent = true }, "SIM-DC-120kW", (Volts: 1000m, Amperes: 250m), clock, new("Metrology", map.Model, Number, address), (line, process) =>
        {
            var meter = new SimulatedModbusMeter(line, new(slave, Number, MeterError, map, IsTcp: false), process);
            return new(faults => meter.Faults = faults.OfMeter, meter);
        });
    }

    /// <summary>A pile and its load over messages, and the reference meter that counts the same charge on the line. The pile tells the name of its gateway as its number.</summary>
    private static Outcome<Played> Pile(
        SimulatorRequest request, ChargingProcess process, string model, (decimal Volts, decimal Amperes) most, TimeProvider clock, SimulatedIdentity meter, Func<ILink, ChargingProcess, Playing> connect)
    {
        const decimal PileError = 0.0062m, Price = 1.20m;
        var loadName = $"{request.Name}-load";
        if (request.Messages(request.Name) is not { } pileLink)
            return SimulatorRefusals.NoGateway(request.Name);
        if (request.Messages(loadName) is not { } loadLink)
        {
            // Its task is over before anybody waits for it: nothing was sent.
            _ = pileLink.DisposeAsync().AsTask();
            return SimulatorRefusals.NoGateway(loadName);
        }

        // Every start is another boot, whatever the seed.
        var boot = string.Create(CultureInfo.InvariantCulture, $"sim-{request.Seed}-{clock.GetUtcNow().UtcTicks}");
        var pile = new SimulatedPile(pileLink, new(request.Name, boot, PileError, TimeSpan.Zero, Price, request.Name, model), process, clock);
        var load = new SimulatedLoad(loadLink, new(loadName, boot) { MaximumVolts = most.Volts, MaximumAmperes = most.Amperes }, process, clock);
        return new Played(meter, line => connect(line, process), load, pile, loadLink, pileLink, new ProcessPump(process, Speed, clock));
    }
}
