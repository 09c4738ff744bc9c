using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

/// <summary>A message from the server. Under manual acknowledgement an unacknowledged one comes again after a reconnect.</summary>
public sealed class ReceivedMessage
{
    readonly Publish publish;
    readonly ClientConnection connection;
    readonly Receipt<ClientConnection>? receipt;
    int acknowledged;

    internal ReceivedMessage(Publish publish, ClientConnection connection, Receipt<ClientConnection>? receipt)
    {
        this.publish = publish;
        this.connection = connection;
        this.receipt = receipt;
    }

    public string Topic => publish.Topic;
    public ReadOnlyMemory<byte> Payload => publish.Payload;
    public QualityOfService QualityOfService => publish.QualityOfService;

    /// <summary>The message was kept by the server and is not news.</summary>
    public bool Retain => publish.Retain;
    public bool Duplicate => publish.Duplicate;

    /// <summary>What an MQTT 5 sender said beside the payload.</summary>
    public PropertyList Properties => publish.Properties;

    /// <summary>Takes responsibility for the message. Only the first call counts; on a connection that is gone it has no effect.</summary>
    public void Acknowledge()
    {
        if (Interlocked.Exchange(ref acknowledged, 1) == 1)
            return;
        if (receipt is not null)
            connection.Session.Inbox.Accept(receipt).Send(new PubRec(publish.PacketId));
        else if (publish.QualityOfService == QualityOfService.AtLeastOnce)
            connection.Send(new PubAck(publish.PacketId));
    }
}
