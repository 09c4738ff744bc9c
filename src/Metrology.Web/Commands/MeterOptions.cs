using System.CommandLine;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Commands;

/// <summary>What a simulated meter is asked to be on the command line.</summary>
internal sealed class MeterOptions(Terminal terminal)
{
    private const string DefaultSlave = "1", DefaultMap = "generic-float32";

    private static readonly SimulatedBenchSettings Bench = new(Seed: 0, PileError: 0m);

    private readonly Option<string> link = new("--link") { Description = terminal.Say("pty（伪终端）或 tcp:端口（0 为任一空闲端口）", "pty, or tcp:PORT (0 takes a free one)"), Required = true };
    private readonly Option<string> protocol = new Option<string>("--protocol")
    {
        Description = terminal.Say("协议；默认 dlt645", "Protocol; dlt645 unless given"),
        DefaultValueFactory = _ => "dlt645",
    }.AcceptOnlyFromAmong("dlt645", ModbusMeter.RtuCodec, ModbusMeter.TcpCodec);

    private readonly Option<string?> map = new("--map") { Description = terminal.Say($"Modbus 寄存器表：编号或 .json 文件；默认 {DefaultMap}", $"Register map of a Modbus meter: id or .json file; {DefaultMap} unless given") };
    private readonly Option<string?> address = new("--address") { Description = terminal.Say("通信地址：DL/T 645 为十二位数字，Modbus 为 1 至 247", "Address: twelve digits for DL/T 645, 1 to 247 for Modbus") };
    private readonly Option<string?> number = new("--number") { Description = terminal.Say("电能表编号，十二位数字；DL/T 645 默认同通信地址", "Meter number, twelve digits; the address of DL/T 645 unless given") };
    private readonly Option<string[]> fault = new("--fault") { Description = terminal.Say("故障，可多个：", "Faults, one or more: ") + MeterFaultText.Forms };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { link, protocol, map, address, number, fault })
            command.Options.Add(option);
    }

    public string LinkOf(ParseResult parsed) => parsed.GetValue(link)!;

    /// <summary>The meter, or what cannot be one.</summary>
    public async Task<Outcome<PlayedMeter>> MeterAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var faults = MeterFaultText.Parse(parsed.GetValue(fault) ?? []);
        if (faults.Refusal is { } unknown)
            return unknown;
        var (spoken, given, plate) = (parsed.GetValue(protocol)!, parsed.GetValue(address), parsed.GetValue(number));
        if (plate is not null && !(plate.Length == Bench.MeterNumber.Length && plate.All(char.IsAsciiDigit)))
            return Twelve("--number", plate);
        return spoken == "dlt645" ? Dlt645(given ?? Bench.MeterAddress, plate, faults.Value) : await ModbusAsync(parsed, spoken, given ?? DefaultSlave, plate ?? Bench.MeterNumber, faults.Value, cancellation);
    }

    /// <param name="number">The serial number that a bench compares with the register; most meters carry the same twelve digits as their address.</param>
    private static Outcome<PlayedMeter> Dlt645(string address, string? number, MeterFaults faults)
    {
        if (!Dlt645Frame.IsMeterAddress(address))
            return Twelve("--address", address);
        var settings = new SimulatedMeterSettings(address, number ?? address, Bench.ReferenceError, Bench.UtcOffset);
        return new PlayedMeter(settings.Address, settings.Number, (line, process) => new SimulatedDlt645Meter(line, settings, process, TimeProvider.System, faults));
    }

    private async Task<Outcome<PlayedMeter>> ModbusAsync(ParseResult parsed, string spoken, string address, string number, MeterFaults faults, CancellationToken cancellation)
    {
        if (ModbusMeter.SlaveOf(address) is not { } slave)
            return Refusal.Of("simulate.slave", $"Modbus 的 --address 须为 1 至 247，不能是“{address}”。", $"--address of a Modbus meter is 1 to 247, not “{address}”.");
        if (spoken == ModbusMeter.TcpCodec && !LinkOf(parsed).StartsWith("tcp:", StringComparison.Ordinal))
            return Refusal.Of("simulate.tcp-only", "Modbus TCP 须用 --link tcp:端口。", "Modbus TCP needs --link tcp:PORT.");
        var found = await RegisterMapFile.FindAsync(parsed.GetValue(map) ?? DefaultMap, cancellation);
        if (found.Refusal is { } noMap)
            return noMap;
        var settings = new SimulatedModbusSettings(slave, number, Bench.ReferenceError, found.Value, spoken == ModbusMeter.TcpCodec);
        return new PlayedMeter(address, number, (line, process) => new SimulatedModbusMeter(line, settings, process, faults));
    }

    private static Refusal Twelve(string option, string value) => Refusal.Of(
        "simulate.twelve-digits", $"{option} 须为十二位数字，不能是“{value}”；通信地址也不能是广播地址 {Dlt645Frame.Broadcast}。",
        $"{option} takes twelve digits, not “{value}”; an address is not that of the broadcast, {Dlt645Frame.Broadcast}, either.");
}

/// <param name="Connect">Lets it answer on a line.</param>
internal sealed record PlayedMeter(string Address, string Number, Func<ILink, ChargingProcess, IAsyncDisposable> Connect);
