using Metrology.Adapters.Protocols;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Modbus;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class ModbusProtocol
{
    public static InstrumentProtocol Rtu { get; } = Of(ModbusMeter.RtuCodec, new("Modbus RTU（串口或 TCP）", "Modbus RTU (serial or TCP)")) with
    {
        Readable = new("modbus-rtu", ModbusMeter.RtuCodec, (hex, aids) => ModbusText.Describe(hex, aids.Map)) { NeedsQuestion = true, TakesMap = true },
        HasEightBits = true,
    };

    public static InstrumentProtocol Tcp { get; } = Of(ModbusMeter.TcpCodec, new("Modbus TCP", "Modbus TCP")) with
    {
        Readable = new("modbus-tcp", ModbusMeter.TcpCodec, (hex, aids) => ModbusText.DescribeTcp(hex, aids.Map)) { NeedsQuestion = true, TakesMap = true },
        IsOnlyTcp = true,
    };

    private static InstrumentProtocol Of(string codec, BilingualText name) => new(codec, name, "Modbus/protocol.md")
    {
        Roles = ["reference", "environment"],
        Codec = new ModbusTranscript(codec),
        Address = new(new("Modbus 为 1 至 247", "1 to 247 for Modbus"), text => ModbusMeter.SlaveOf(text) is null ? WrongAddress(text) : null),
        NeedsMap = true,
        IsPolled = true,
        Open = Open,
    };

    private static IInstrument Open(InstrumentToOpen at) => new ModbusMeter(
        at.Link(at.Protocol, at.Address, at.Map!.File),
        ModbusMeterSettings.Of(at.SerialNumber, at.Protocol, ModbusMeter.SlaveOf(at.Address)!.Value, at.Map) with { Manufacturer = at.Manufacturer }, at.Clock, at.Refused);

    private static Refusal WrongAddress(string given) => Refusal.Of(
        "bench.modbus-address", $"Modbus 从站地址为 1 至 247，不能是“{given}”。", $"A Modbus server address is 1 to 247, not “{given}”.");
}
