using System.Net.Security;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

/// <summary>Where and as whom a client connects, and its bounds with their defaults.</summary>
public sealed record MqttClientOptions
{
    public required string Host { get; init; }
    public int Port { get; init; } = 1883;

    /// <summary>Null speaks plain TCP.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    public ProtocolVersion Version { get; init; } = ProtocolVersion.V311;

    /// <summary>May be empty under MQTT 5: the server then draws one.</summary>
    public required string ClientId { get; init; }

    /// <summary>MQTT 5: how long the server keeps the session without a connection. Null: not at all with <see cref="CleanSession"/>, a day without.</summary>
    public TimeSpan? SessionExpiry { get; init; }

    /// <summary>False keeps subscriptions and unfinished messages at the server between connections.</summary>
    public bool CleanSession { get; init; } = true;
    public string? UserName { get; init; }
    public ReadOnlyMemory<byte>? Password { get; init; }
    public Will? Will { get; init; }

    /// <summary>Whole seconds; a ping goes out at this interval. Zero turns it off.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True sends PUBACK or PUBREC only when <see cref="ReceivedMessage.Acknowledge"/> is called; false, when the consumer gets the message.
    /// </summary>
    public bool AcknowledgeManually { get; init; }

    public ClientLimits Limits { get; init; } = new();
    public BackOff BackOff { get; init; } = new();
}

/// <summary>Every bound of the client.</summary>
public sealed record ClientLimits
{
    public int MaxPacketSize { get; init; } = 1024 * 1024;

    /// <summary>
    /// Received messages the consumer has not taken; at this number the socket is not read. Keep it above the window of the broker
    /// (20 at mosquitto), so that a consumer may await its own publications.
    /// </summary>
    public int MaxInbound { get; init; } = 256;

    /// <summary>Topics that the server may number, and that we number when it allows that (MQTT 5).</summary>
    public int MaxTopicAliases { get; init; } = 16;

    /// <summary>Messages that wait to be sent; at this number <see cref="MqttClient.PublishAsync"/> waits.</summary>
    public int MaxOutbound { get; init; } = 1_000;

    /// <summary>QoS 1 and 2 messages on their way; 1 gives strict order over reconnects.</summary>
    public int MaxInflight { get; init; } = 20;

    /// <summary>From the first SYN to CONNACK.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From PINGREQ to PINGRESP.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server has to close the connection after DISCONNECT.</summary>
    public TimeSpan DisconnectTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
