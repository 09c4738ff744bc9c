using Metrology.Adapters.Protocols;
using Metrology.Adapters.Transcripts;

namespace Metrology.Adapters.Payloads;

/// <summary>What this folder contributes to the table of protocols: a device of another maker over MQTT, by its mapping.</summary>
internal static class PayloadProtocol
{
    public static InstrumentProtocol Contributed { get; } = new(BoundReading.Codec, new("消息绑定的设备（MQTT，按映射）", "Device bound by its payloads (MQTT, by mapping)"), "Payloads/protocol.md")
    {
        Roles = ["reference", "multimeter"],
        Codec = new PayloadTranscript(),
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Decode] = "A message says what it means by its mapping: `map` reads it.",
            [ProtocolPart.Trial] = "It has no link of bytes; the trial waits for the next message that the ingest takes.",
            [ProtocolPart.Simulator] = "A message of each maker is sent with any MQTT client (mosquitto_pub, docs/foreign-peers.md).",
        },
    };
}

/// <summary>Sparkplug B: names and numbers are in another message than the values.</summary>
internal static class SparkplugProtocol
{
    public static InstrumentProtocol Contributed { get; } = new("sparkplug", new("Sparkplug B（MQTT）", "Sparkplug B (MQTT)"), "Payloads/protocol.md")
    {
        Readable = new("sparkplug", "sparkplug", (hex, _) => SparkplugText.Describe(hex)),
        WhyNot = new Dictionary<ProtocolPart, string>
        {
            [ProtocolPart.Codec] = "Its readings are monitored and never in a record: what a number means stands in another message.",
            [ProtocolPart.Trial] = "It comes to the ingest by itself; nobody asks it.",
            [ProtocolPart.Simulator] = "No bench reads it; its birth and data come from files of tests.",
        },
    };
}
