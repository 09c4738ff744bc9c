namespace Metrology.Mqtt.Delivery;

/// <summary>One QoS 2 message that was received and not yet released by its sender.</summary>
internal sealed class Receipt<TConnection>(ushort packetId, TConnection replyTo) where TConnection : class
{
    public ushort PacketId { get; } = packetId;

    /// <summary>The connection on which the sender last showed the message; it gets the PUBREC.</summary>
    public TConnection ReplyTo { get; set; } = replyTo;

    /// <summary>True once responsibility was taken, so that PUBREC may be sent.</summary>
    public bool IsAccepted { get; set; }
}

/// <summary>
/// The receiving half of QoS 2 (MQTT 3.1.1 section 4.3.3): an identifier is known from its first PUBLISH to its PUBREL, over connections,
/// and a message that comes again in between is not a new one.
/// </summary>
internal sealed class ExactlyOnceInbox<TConnection> where TConnection : class
{
    readonly Lock gate = new();
    readonly Dictionary<ushort, Receipt<TConnection>> receipts = [];

    /// <summary>The receipt of this identifier, and whether the message is new and has to be handled.</summary>
    public (Receipt<TConnection> Receipt, bool IsNew) Receive(ushort packetId, TConnection connection)
    {
        lock (gate)
        {
            if (receipts.TryGetValue(packetId, out var known))
            {
                known.ReplyTo = connection;
                return (known, false);
            }
            var receipt = new Receipt<TConnection>(packetId, connection);
            receipts.Add(packetId, receipt);
            return (receipt, true);
        }
    }

    /// <summary>Takes responsibility; gives the connection that awaits PUBREC.</summary>
    public TConnection Accept(Receipt<TConnection> receipt)
    {
        lock (gate)
        {
            receipt.IsAccepted = true;
            return receipt.ReplyTo;
        }
    }

    /// <summary>Forgets a message that could not be handled, so that its resend is new again.</summary>
    public void Abandon(Receipt<TConnection> receipt)
    {
        lock (gate)
        {
            if (receipts.GetValueOrDefault(receipt.PacketId) == receipt)
                receipts.Remove(receipt.PacketId);
        }
    }

    /// <summary>PUBREL: true unless it comes before the PUBREC was due. An unknown identifier was released before.</summary>
    public bool TryRelease(ushort packetId)
    {
        lock (gate)
            return !receipts.TryGetValue(packetId, out var receipt) || (receipt.IsAccepted && receipts.Remove(packetId));
    }

    public void Clear()
    {
        lock (gate)
            receipts.Clear();
    }
}
