namespace Metrology.Mqtt.Packets;

/// <summary>One MQTT control packet. <see cref="Properties"/> is empty under MQTT 3.1.1.</summary>
public abstract record MqttPacket(PacketType Type)
{
    public PropertyList Properties { get; init; } = PropertyList.Empty;
}

/// <summary>A packet that belongs to an exchange numbered by a packet identifier (1 to 65535).</summary>
public interface IIdentified
{
    ushort PacketId { get; }
}
