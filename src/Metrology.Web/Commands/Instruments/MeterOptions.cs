using System.CommandLine;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Protocols;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Simulators;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Commands.Instruments;

/// <summary>What a simulated meter is asked to be on the command line.</summary>
internal sealed class MeterOptions(Terminal terminal)
{
    private const string DefaultMap = "generic-float32";

    private static readonly SimulatedBenchSettings Bench = new(Seed: 0, PileError: 0m);

    private readonly Option<string> link = new("--link") { Description = terminal.Say("pty（伪终端）、tcp:端口（0 为任一空闲端口），或 mqtt:主机:端口/主题（检定台用 mqtt-bytes:）", "pty, tcp:PORT (0 takes a free one), or mqtt:HOST:PORT/TOPIC (a bench reaches it as mqtt-bytes:)"), Required = true };
    private readonly Option<string> protocol = new Option<string>("--protocol")
    {
        Description = terminal.Say($"协议；默认 {MeterKind.All[0].Name}", $"Protocol; {MeterKind.All[0].Name} unless given"),
        DefaultValueFactory = _ => MeterKind.All[0].Name,
    }.AcceptOnlyFromAmong([.. MeterKind.All.Select(one => one.Name)]);

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
        var (kind, plate) = (MeterKind.All.Single(one => one.Name == parsed.GetValue(protocol)), parsed.GetValue(number));
        if (plate is not null && !(plate.Length == Bench.MeterNumber.Length && plate.All(char.IsAsciiDigit)))
            return WrongNumber(plate);
        var given = parsed.GetValue(address) ?? kind.UsualAddress ?? Bench.MeterAddress;
        if (InstrumentProtocols.Find(kind.Codec)!.Address!.WhyNot(given) is { } noAddress)
            return noAddress with { Code = "simulate.address", Text = new($"--address：{noAddress.Text.Zh}", $"--address: {noAddress.Text.En}") };
        if (kind.IsOnlyTcp && !LinkOf(parsed).StartsWith("tcp:", StringComparison.Ordinal))
            return Refusal.Of("simulate.tcp-only", "Modbus TCP 须用 --link tcp:端口。", "Modbus TCP needs --link tcp:PORT.");
        var found = kind.NeedsMap ? await RegisterMapFile.FindAsync(parsed.GetValue(map) ?? DefaultMap, cancellation) : null as Outcome<RegisterMap>?;
        if (found?.Refusal is { } noMap)
            return noMap;
        // Most meters carry the same twelve digits as their address; a bench compares them with the register.
        var meter = new MeterToPlay(given, plate ?? (kind.IsNumberedByAddress ? given : Bench.MeterNumber), Bench.ReferenceError, Bench.UtcOffset, found?.Value, faults.Value);
        return new PlayedMeter(meter.Address, meter.Number, (line, process) => kind.Connect(meter, line, process));
    }

    private static Refusal WrongNumber(string value) => Refusal.Of("simulate.twelve-digits", $"--number 须为十二位数字，不能是“{value}”。", $"--number takes twelve digits, not “{value}”.");
}

/// <param name="Connect">Lets it answer on a line.</param>
internal sealed record PlayedMeter(string Address, string Number, Func<ILink, ChargingProcess, IAsyncDisposable> Connect);
