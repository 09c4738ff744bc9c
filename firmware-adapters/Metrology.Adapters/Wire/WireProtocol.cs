using Metrology.Adapters.Protocols;

namespace Metrology.Adapters.Wire;

/// <summary>What this folder contributes to the table of protocols: the contract for gateways.</summary>
internal static class WireProtocol
{
    public static InstrumentProtocol Contributed { get; } = new(WirePileDisplay.Codec, new("MQTT 网关（本系统接口约定）", "MQTT gateway (wire contract)"), "../wire/contract.md")
    {
        Roles = ["unit", "load"],
        Codec = new WireTranscript(),
        NeedsNoEquipment = true,
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Decode] = "Its messages are JSON and read as they are.",
            [ProtocolPart.Trial] = "It has no link of bytes; the trial asks the gateway over the broker of the server.",
            [ProtocolPart.Simulator] = "The piles ac-pile and dc-pile speak it beside the line of their meter, whose protocol they are listed with.",
        },
    };
}
