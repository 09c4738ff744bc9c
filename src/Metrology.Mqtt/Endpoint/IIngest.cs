using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>The durable store behind the endpoint. A sender is told that its message arrived only after the commit returned.</summary>
public interface IIngest
{
    /// <summary>
    /// Commits all messages or none, in their order. One call at a time. A message may come again (QoS 1): drop duplicates by content.
    /// A failure, or an exception, closes the connections of the senders, who then send again.
    /// </summary>
    ValueTask<IngestOutcome> CommitAsync(IReadOnlyList<InboundMessage> batch, CancellationToken cancellation);
}

public enum IngestOutcome
{
    Committed,
    Failed,
}

/// <summary>A message as it was received from a client, or the will of a client that is gone.</summary>
public sealed record InboundMessage(string ClientId, MqttPrincipal Principal, string Topic, ReadOnlyMemory<byte> Payload)
{
    public QualityOfService QualityOfService { get; init; }
    public bool Retain { get; init; }

    /// <summary>The sender has sent it before; a hint, not a proof (MQTT 3.1.1 section 3.3.1.1).</summary>
    public bool Duplicate { get; init; }

    /// <summary>By which the sender knows it (MQTT 3.1.1 section 2.3.1); what is sent again has the same. 0 for quality of service 0.</summary>
    public ushort PacketId { get; init; }
    public bool IsWill { get; init; }

    /// <summary>Of MQTT 5, what goes on to subscribers: form, content type, answer topic, user properties.</summary>
    public PropertyList Properties { get; init; } = PropertyList.Empty;

    /// <summary>After it nobody wants the message any more (MQTT 5.0 section 3.3.2.3.3).</summary>
    public DateTimeOffset? ExpiresAt => Properties.Number(PropertyId.MessageExpiryInterval) is { } seconds ? ReceivedAt.AddSeconds(seconds) : null;
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// What the PUBACK of MQTT 5 says; the ingest sets it when it kept the message as one that is no good. Earlier versions and QoS 2 have no such word: there the commit alone is
    /// acknowledged, so that the sender does not come again.
    /// </summary>
    public ReasonCode Answer { get; set; } = ReasonCode.Success;
}
