namespace Metrology.Mqtt.Packets;

/// <summary>Asks for messages (MQTT 3.1.1 section 3.8); at least one request.</summary>
public sealed record Subscribe(ushort PacketId, IReadOnlyList<TopicRequest> Requests) : MqttPacket(PacketType.Subscribe), IIdentified;

/// <summary>One topic filter and the highest QoS wanted. The other options exist in MQTT 5 only (section 3.8.3.1).</summary>
public sealed record TopicRequest(string Filter, QualityOfService QualityOfService)
{
    public bool NoLocal { get; init; }
    public bool RetainAsPublished { get; init; }
    public RetainHandling RetainHandling { get; init; }
}

/// <summary>When retained messages are sent for a subscription (MQTT 5.0 section 3.8.3.1).</summary>
public enum RetainHandling : byte
{
    AtSubscribe = 0,
    AtNewSubscribe = 1,
    Never = 2,
}

/// <summary>The granted QoS (0, 1, 2) or the refusal (0x80 and above) of each request, in order.</summary>
public sealed record SubAck(ushort PacketId, IReadOnlyList<ReasonCode> Reasons) : MqttPacket(PacketType.SubAck), IIdentified;

/// <summary>Ends subscriptions (MQTT 3.1.1 section 3.10); at least one filter.</summary>
public sealed record Unsubscribe(ushort PacketId, IReadOnlyList<string> Filters) : MqttPacket(PacketType.Unsubscribe), IIdentified;

/// <summary>Answers UNSUBSCRIBE; the list of reasons is empty under MQTT 3.1.1.</summary>
public sealed record UnsubAck(ushort PacketId, IReadOnlyList<ReasonCode> Reasons) : MqttPacket(PacketType.UnsubAck), IIdentified;
