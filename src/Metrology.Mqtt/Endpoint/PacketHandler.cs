using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Endpoint;

/// <summary>What the endpoint does with each packet of a client whose CONNECT was accepted.</summary>
internal sealed class PacketHandler(EndpointServices services, Connection connection)
{
    readonly Session session = connection.Session;
    readonly Dictionary<uint, string> aliases = [];

    bool IsVersion5 => connection.Version == ProtocolVersion.V5;

    public ValueTask HandleAsync(MqttPacket packet)
    {
        if (packet is Publish publish)
            return ReceiveAsync(publish);
        Handle(packet);
        return ValueTask.CompletedTask;
    }

    void Handle(MqttPacket packet)
    {
        switch (packet)
        {
            case PubAck ack:
                session.Outbox.OnPubAck(ack);
                connection.Wake();
                break;
            case PubRec receipt:
                if (session.Outbox.OnPubRec(receipt) is { } answer)
                    connection.Reply(answer);
                break;
            case PubRel release:
                if (session.Inbox.TryRelease(release.PacketId))
                    connection.Reply(new PubComp(release.PacketId));
                else
                    Violate(ProtocolError.ReleaseBeforeReceipt);
                break;
            case PubComp complete:
                session.Outbox.OnPubComp(complete);
                connection.Wake();
                break;
            case Subscribe subscribe:
                OnSubscribe(subscribe);
                break;
            case Unsubscribe unsubscribe:
                connection.Reply(new UnsubAck(unsubscribe.PacketId, services.Router.Unsubscribe(session, unsubscribe.Filters)));
                break;
            case PingReq:
                connection.Reply(PingResp.Instance);
                break;
            case Disconnect disconnect:
                OnDisconnect(disconnect);
                break;
            case Connect:
                Violate(ProtocolError.SecondConnect);
                break;
            default:
                Violate(ProtocolError.PacketUnexpected);
                break;
        }
    }

    async ValueTask ReceiveAsync(Publish received)
    {
        if (Named(received) is not { } publish)
        {
            Violate(ProtocolError.TopicAliasInvalid);
            return;
        }
        if (!Handshake.IsWithinLimits(publish.Topic, services.Limits))
        {
            Violate(ProtocolError.TopicTooLong);
            return;
        }
        if (!Handshake.MayPublish(services, session.Principal, session.ClientId, publish.Topic))
        {
            services.Counters.Add(Count.AccessesRefused);
            if (IsVersion5 && publish.QualityOfService != QualityOfService.AtMostOnce)
                connection.Reply(publish.QualityOfService == QualityOfService.AtLeastOnce ? new PubAck(publish.PacketId, ReasonCode.NotAuthorized) : new PubRec(publish.PacketId, ReasonCode.NotAuthorized));
            else
                connection.Close(CloseReason.NotAuthorized); // 3.3.5: 3.1.1 has no word for this refusal
            return;
        }
        services.Counters.Add(Count.MessagesIn);
        await EnqueueAsync(publish);
    }

    async ValueTask EnqueueAsync(Publish publish)
    {
        Receipt<Connection>? receipt = null;
        if (publish.QualityOfService == QualityOfService.ExactlyOnce)
        {
            (receipt, var isNew) = session.Inbox.Receive(publish.PacketId, connection);
            if (!isNew)
            {
                if (receipt.IsAccepted)
                    connection.Reply(new PubRec(publish.PacketId));
                return; // a commit that is under way will answer
            }
        }
        var taken = false;
        try
        {
            if (publish.QualityOfService != QualityOfService.AtMostOnce)
                await connection.TakeCreditAsync();
            var pending = new PendingMessage(Inbound(publish), connection, publish.PacketId) { Receipt = receipt };
            taken = await services.Pump.TryAddAsync(pending, connection.Reading);
        }
        finally
        {
            if (!taken && receipt is not null)
                session.Inbox.Abandon(receipt);
        }
    }

    InboundMessage Inbound(Publish publish) => new(session.ClientId, session.Principal, publish.Topic, publish.Payload)
    {
        QualityOfService = publish.QualityOfService,
        Retain = publish.Retain,
        Duplicate = publish.Duplicate,
        PacketId = publish.PacketId,
        Properties = publish.Properties.Without(PropertyId.TopicAlias, PropertyId.SubscriptionIdentifier),
        ReceivedAt = services.Time.GetUtcNow(),
    };

    /// <summary>The message with its topic, where a number stood for it (MQTT 5.0 section 3.3.2.3.4); null when the number means nothing.</summary>
    Publish? Named(Publish publish)
    {
        if (!IsVersion5 || publish.Properties.Number(PropertyId.TopicAlias) is not { } alias)
            return publish;
        if (alias > services.Limits.MaxTopicAliases)
            return null;
        if (publish.Topic.Length == 0)
            return aliases.TryGetValue(alias, out var topic) ? publish with { Topic = topic } : null;
        aliases[alias] = publish.Topic;
        return publish;
    }

    void OnDisconnect(Disconnect disconnect)
    {
        if (disconnect.Properties.Number(PropertyId.SessionExpiryInterval) is { } seconds)
        {
            // 3.14.2.2.2: a session that was to end with its connection cannot be prolonged now.
            if (session.Expiry == TimeSpan.Zero && seconds > 0)
            {
                Violate(ProtocolError.SessionExpiryInvalid);
                return;
            }
            session.Expiry = services.Sessions.Shorter(seconds);
        }
        connection.Close(disconnect.Reason == ReasonCode.DisconnectWithWill ? CloseReason.DisconnectedWithWill : CloseReason.Disconnected);
    }

    void OnSubscribe(Subscribe subscribe)
    {
        if (subscribe.Properties.Number(PropertyId.SubscriptionIdentifier) is not null)
        {
            Violate(ProtocolError.SubscriptionIdentifierNotOffered);
            return;
        }
        var requests = subscribe.Requests.Select(request => (request, Judge(request))).ToList();
        services.Router.Subscribe(session, requests, reasons => connection.Reply(new SubAck(subscribe.PacketId, reasons)));
    }

    ReasonCode Judge(TopicRequest request)
    {
        var filter = request.Filter;
        if (SharedFilter.IsShared(filter))
        {
            // 3.8.3.1: a member of a group may not ask for no copies of its own. 3.1.1 knows no groups.
            if (!IsVersion5 || request.NoLocal || SharedFilter.Inner(filter) is not { } inner)
                return ReasonCode.TopicFilterInvalid;
            filter = inner;
        }
        var access = new TopicAccess(session.Principal, session.ClientId, TopicAction.Subscribe, filter);
        if (Handshake.IsWithinLimits(filter, services.Limits) && services.Options.Authorize(access))
            return ReasonCode.Success;
        services.Counters.Add(Count.AccessesRefused);
        return ReasonCode.NotAuthorized;
    }

    void Violate(ProtocolError error) => connection.Close(CloseReason.ProtocolViolation, error);
}
