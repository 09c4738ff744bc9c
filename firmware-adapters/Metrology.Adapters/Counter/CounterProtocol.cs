using Metrology.Adapters.Protocols;

namespace Metrology.Adapters.Counter;

/// <summary>What this folder contributes to the table of protocols.</summary>
internal static class CounterProtocol
{
    public static InstrumentProtocol Contributed { get; } = new(PulseCounter.Codec, new("计数器：转数或脉冲（本系统协议）", "Counter of revolutions or pulses (own protocol)"), "Counter/protocol.md")
    {
        Roles = ["reference"],
        Codec = new CounterTranscript(),
        NeedsNoEquipment = true,
        Open = at => new PulseCounter(at.Link(PulseCounter.Codec, PulseCounter.Address), PulseCounterSettings.Of(at.SerialNumber, isGated: true), at.Clock, at.Refused),
        WhyNot = new Dictionary<ProtocolPart, string> { [ProtocolPart.Decode] = "Its lines are ASCII with the check of the roller protocol, and read as they are." },
    };
}
