using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>What the bytes at hand are: not yet a packet, a packet, or an error after which the stream has no meaning.</summary>
public readonly record struct Decoded(MqttPacket? Packet, ProtocolError Error)
{
    public static Decoded Incomplete => default;

    public static Decoded Of(MqttPacket packet) => new(packet, ProtocolError.None);

    public static Decoded Malformed(ProtocolError error) => new(null, error);

    public bool IsIncomplete => Packet is null && Error == ProtocolError.None;
}
