using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Endpoint;

/// <summary>What the endpoint keeps for a client identifier (MQTT 3.1.1 section 3.1.2.4, 5.0 section 4.1), over connections while it has not expired.</summary>
internal sealed class Session(string clientId, MqttPrincipal principal, EndpointLimits limits, TimeProvider time)
{
    readonly TaskCompletionSource<bool> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ClientId => clientId;
    public MqttPrincipal Principal => principal;

    /// <summary>How long it outlives its connection; zero ends with it.</summary>
    public TimeSpan Expiry { get; set; }

    public Outbox Outbox { get; } = new(limits.MaxQueuedPerSession, limits.MaxInflight, new PacketIds(), time);
    public ExactlyOnceInbox<Connection> Inbox { get; } = new();

    /// <summary>Guarded by the <see cref="Router"/>.</summary>
    public Dictionary<string, TopicRequest> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Guarded by the <see cref="SessionStore"/>.</summary>
    public Connection? Connection { get; set; }

    /// <summary>When the last connection ended. Guarded by the <see cref="SessionStore"/>.</summary>
    public DateTimeOffset LeftAt { get; set; }

    /// <summary>The next connection of this session; a will that waits is then forgotten.</summary>
    public Task Returned => returned.Task;

    /// <summary>The session was thrown away before its time.</summary>
    public Task Ended => ended.Task;

    public void Take(Connection connection)
    {
        Connection = connection;
        returned.TrySetResult();
        returned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void End() => ended.TrySetResult(true);

    /// <summary>The subscription of the highest QoS that selects the message, shared ones apart; null when none does.</summary>
    public TopicRequest? Wants(InboundMessage message)
    {
        TopicRequest? best = null;
        foreach (var request in Subscriptions.Values)
        {
            if (SharedFilter.IsShared(request.Filter) || (request.NoLocal && message.ClientId == clientId) || !Topic.Matches(request.Filter, message.Topic))
                continue;
            if (best is null || request.QualityOfService > best.QualityOfService)
                best = request with { RetainAsPublished = request.RetainAsPublished || best is { RetainAsPublished: true } };
        }
        return best;
    }
}
