using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Endpoint;

/// <summary>A message that waits for its commit, and what its sender is owed then. A will has no sender left.</summary>
internal sealed record PendingMessage(InboundMessage Message, Connection? Sender = null, ushort PacketId = 0)
{
    /// <summary>Set with QoS 2.</summary>
    public Receipt<Connection>? Receipt { get; init; }

    /// <summary>
    /// A sender whose commit failed sends everything unacknowledged again, in order; what it had sent behind the failure must not overtake.
    /// </summary>
    public bool WillComeAgain => Sender is { HasFailedCommit: true } && Message.QualityOfService != QualityOfService.AtMostOnce;

    /// <summary>Queues what the sender is owed; gives the connection that has to be woken for it.</summary>
    public Connection? Acknowledge()
    {
        var (to, packet) = (Receipt, Message.QualityOfService) switch
        {
            ({ } receipt, _) => (Sender!.Session.Inbox.Accept(receipt), (MqttPacket)new PubRec(PacketId)),
            (_, QualityOfService.AtLeastOnce) => (Sender, new PubAck(PacketId, Message.Answer)),
            _ => (null, null),
        };
        if (packet is not null)
            to?.QueueWithCredit(packet);
        return to;
    }

    public void Fail()
    {
        if (Receipt is not null)
        {
            Sender!.Session.Inbox.Abandon(Receipt);
            Receipt.ReplyTo.FailCommit();
        }
        Sender?.FailCommit();
    }
}
