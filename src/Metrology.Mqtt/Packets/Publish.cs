namespace Metrology.Mqtt.Packets;

/// <summary>An application message on its way (MQTT 3.1.1 section 3.3). The packet identifier is 0 with QoS 0 only.</summary>
public sealed record Publish(string Topic, ReadOnlyMemory<byte> Payload) : MqttPacket(PacketType.Publish), IIdentified
{
    public QualityOfService QualityOfService { get; init; }
    public bool Retain { get; init; }
    public bool Duplicate { get; init; }
    public ushort PacketId { get; init; }
}

/// <summary>QoS 1: the receiver has taken responsibility.</summary>
public sealed record PubAck(ushort PacketId, ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.PubAck), IIdentified;

/// <summary>QoS 2, second step: the receiver has taken responsibility.</summary>
public sealed record PubRec(ushort PacketId, ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.PubRec), IIdentified;

/// <summary>QoS 2, third step: the sender has forgotten the message.</summary>
public sealed record PubRel(ushort PacketId, ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.PubRel), IIdentified;

/// <summary>QoS 2, last step: the identifier may be used again.</summary>
public sealed record PubComp(ushort PacketId, ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.PubComp), IIdentified;
