using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>What the endpoint keeps for a client identifier (MQTT 3.1.1 section 3.1.2.4), over connections when it is persistent.</summary>
internal sealed class Session(string clientId, MqttPrincipal principal, bool isPersistent, EndpointLimits limits)
{
    public string ClientId => clientId;
    public MqttPrincipal Principal => principal;
    public bool IsPersistent => isPersistent;
    public Outbox Outbox { get; } = new(limits.MaxQueuedPerSession, limits.MaxInflight, new PacketIds());
    public ExactlyOnceInbox<Connection> Inbox { get; } = new();

    /// <summary>Guarded by the <see cref="Router"/>.</summary>
    public Dictionary<string, QualityOfService> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Guarded by the <see cref="SessionStore"/>.</summary>
    public Connection? Connection { get; set; }

    /// <summary>When the last connection ended. Guarded by the <see cref="SessionStore"/>.</summary>
    public DateTimeOffset LeftAt { get; set; }

    /// <summary>The highest QoS of the subscriptions that select the topic; null when none does.</summary>
    public QualityOfService? Wants(string topic)
    {
        QualityOfService? highest = null;
        foreach (var (filter, granted) in Subscriptions)
        {
            if (!(granted <= highest) && Topics.Topic.Matches(filter, topic))
                highest = granted;
        }
        return highest;
    }
}
