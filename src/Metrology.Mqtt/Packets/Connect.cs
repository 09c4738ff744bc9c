namespace Metrology.Mqtt.Packets;

/// <summary>The first packet of a client (MQTT 3.1.1 section 3.1). Keep-alive is in seconds; 0 turns it off.</summary>
public sealed record Connect(ProtocolVersion Version, string ClientId) : MqttPacket(PacketType.Connect)
{
    public bool CleanSession { get; init; } = true;
    public ushort KeepAlive { get; init; }
    public Will? Will { get; init; }
    public string? UserName { get; init; }
    public ReadOnlyMemory<byte>? Password { get; init; }
}

/// <summary>The message a server publishes for a client whose connection ends without DISCONNECT (MQTT 3.1.1 section 3.1.2.5).</summary>
public sealed record Will(string Topic, ReadOnlyMemory<byte> Payload)
{
    public QualityOfService QualityOfService { get; init; }
    public bool Retain { get; init; }
    public PropertyList Properties { get; init; } = PropertyList.Empty;
}

/// <summary>The server's answer to CONNECT. The reason is in MQTT 5 terms; the codec translates the return codes of 3.1.1.</summary>
public sealed record ConnAck(bool SessionPresent, ReasonCode Reason) : MqttPacket(PacketType.ConnAck);

/// <summary>The last packet of a client, or of an MQTT 5 server that closes (MQTT 3.1.1 section 3.14).</summary>
public sealed record Disconnect(ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.Disconnect);

/// <summary>MQTT 5 extended authentication (section 3.15).</summary>
public sealed record Auth(ReasonCode Reason = ReasonCode.Success) : MqttPacket(PacketType.Auth);

public sealed record PingReq() : MqttPacket(PacketType.PingReq)
{
    public static PingReq Instance { get; } = new();
}

public sealed record PingResp() : MqttPacket(PacketType.PingResp)
{
    public static PingResp Instance { get; } = new();
}
