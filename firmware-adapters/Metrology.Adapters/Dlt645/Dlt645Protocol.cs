using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class Dlt645Protocol
{
    public static InstrumentProtocol Contributed { get; } = new(Dlt645Meter.Codec, new("DL/T 645-2007（串口或 TCP）", "DL/T 645-2007 (serial or TCP)"), "Dlt645/protocol.md")
    {
        Roles = ["reference"],
        Readable = new("dlt645", Dlt645Meter.Codec, (hex, _) => Dlt645Text.Frames(hex)),
        Codec = new Dlt645Transcript(),
        Address = new(new("DL/T 645 为十二位数字", "twelve digits for DL/T 645"), text => Dlt645Frame.IsMeterAddress(text) ? null : WrongAddress(text)),
        HasEightBits = true,
        IsPolled = true,
        TakesCommands = true,
        Open = at => new Dlt645Meter(
            at.Link(at.Protocol, at.Address), Dlt645MeterSettings.Of(at.SerialNumber, at.Address) with { Manufacturer = at.Manufacturer, Model = at.Model }, at.Clock, at.Refused),
    };

    private static Refusal WrongAddress(string given) => Refusal.Of(
        "bench.dlt645-address", $"DL/T 645 通信地址为十二位数字，不能是广播地址，也不能是“{given}”。", $"A DL/T 645 address has twelve digits and is not the broadcast address; “{given}” is none.");
}
