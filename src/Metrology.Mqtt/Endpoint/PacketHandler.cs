using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>What the endpoint does with each packet of a client whose CONNECT was accepted.</summary>
internal sealed class PacketHandler(EndpointServices services, Connection connection)
{
    readonly Session session = connection.Session;

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
                services.Router.Unsubscribe(session, unsubscribe.Filters);
                connection.Reply(new UnsubAck(unsubscribe.PacketId, []));
                break;
            case PingReq:
                connection.Reply(PingResp.Instance);
                break;
            case Disconnect:
                connection.Close(CloseReason.Disconnected);
                break;
            case Connect:
                Violate(ProtocolError.SecondConnect);
                break;
            default:
                Violate(ProtocolError.PacketUnexpected);
                break;
        }
    }

    async ValueTask ReceiveAsync(Publish publish)
    {
        if (!Handshake.IsWithinLimits(publish.Topic, services.Limits))
        {
            Violate(ProtocolError.TopicTooLong);
            return;
        }
        if (!Handshake.MayPublish(services, session.Principal, session.ClientId, publish.Topic))
        {
            services.Counters.Add(Count.AccessesRefused);
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
        ReceivedAt = services.Time.GetUtcNow(),
    };

    void OnSubscribe(Subscribe subscribe)
    {
        var requests = subscribe.Requests.Select(request => (request, Judge(request.Filter))).ToList();
        services.Router.Subscribe(session, requests, reasons => connection.Reply(new SubAck(subscribe.PacketId, reasons)));
    }

    ReasonCode Judge(string filter)
    {
        var access = new TopicAccess(session.Principal, session.ClientId, TopicAction.Subscribe, filter);
        if (Handshake.IsWithinLimits(filter, services.Limits) && services.Options.Authorize(access))
            return ReasonCode.Success;
        services.Counters.Add(Count.AccessesRefused);
        return ReasonCode.NotAuthorized;
    }

    void Violate(ProtocolError error) => connection.Close(CloseReason.ProtocolViolation, error);
}
