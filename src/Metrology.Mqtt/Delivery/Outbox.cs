using System.Diagnostics.CodeAnalysis;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Delivery;

/// <summary>
/// The sending half of a session: a bounded queue of messages and the exchanges in flight. It outlives connections; the connection
/// that holds it (the last to <see cref="Attach"/>) is the only one that may take packets from it.
/// </summary>
internal sealed class Outbox(int maxQueued, int maxInflight, PacketIds ids, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Queue<Outbound> waiting = new();
    readonly OrderedDictionary<ushort, Outbound> inflight = [];
    readonly Queue<Outbound> resuming = new();
    object? holder;
    OutboxWindow window = OutboxWindow.Open;

    public int Waiting
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>False when the queue is full; the message is then not taken.</summary>
    public bool TryAdd(Outbound message)
    {
        lock (gate)
        {
            if (waiting.Count >= maxQueued)
                return false;
            waiting.Enqueue(message);
            return true;
        }
    }

    /// <summary>Gives the outbox to a new connection; every exchange in flight is taken up again, in its order.</summary>
    /// <param name="connection">The new holder.</param>
    /// <param name="sessionPresent">False when the peer has forgotten the session: what it had received already is then finished.</param>
    /// <param name="receiver">What the peer takes.</param>
    public void Attach(object connection, bool sessionPresent, OutboxWindow receiver)
    {
        lock (gate)
        {
            holder = connection;
            window = receiver;
            resuming.Clear();
            foreach (var message in inflight.Values.ToArray())
            {
                if (!sessionPresent && message.Awaited == Awaited.PubComp)
                    Remove(message, ReasonCode.Success);
                else
                    resuming.Enqueue(message);
            }
        }
    }

    /// <summary>The next packet to write, if there is one and the window of messages in flight is open.</summary>
    public bool TryNext(object connection, [NotNullWhen(true)] out MqttPacket? packet)
    {
        packet = null;
        lock (gate)
        {
            if (!ReferenceEquals(holder, connection))
                return false;
            while (resuming.TryDequeue(out var resumed))
            {
                if (resumed.Awaited == Awaited.Nothing)
                    continue;
                packet = resumed.Resume();
                return true;
            }
            while (waiting.TryPeek(out var next))
            {
                if (Obstacle(next) is not { } reason)
                    return TryStart(next, out packet);
                waiting.Dequeue();
                Dropped++;
                next.Finish(reason);
            }
            return false;
        }
    }

    public bool OnPubAck(PubAck ack)
    {
        lock (gate)
            return Find(ack.PacketId, Awaited.PubAck) is { } message && Remove(message, ack.Reason);
    }

    /// <summary>The PUBREL to answer with; null when the receipt was a refusal, which ends the exchange.</summary>
    public PubRel? OnPubRec(PubRec receipt)
    {
        lock (gate)
        {
            if (Find(receipt.PacketId, Awaited.PubRec) is not { } message)
            {
                var known = inflight.ContainsKey(receipt.PacketId);
                return new PubRel(receipt.PacketId, known ? ReasonCode.Success : ReasonCode.PacketIdentifierNotFound);
            }
            if (receipt.Reason.IsFailure())
            {
                Remove(message, receipt.Reason);
                return null;
            }
            message.AwaitCompletion();
            return new PubRel(receipt.PacketId);
        }
    }

    public bool OnPubComp(PubComp complete)
    {
        lock (gate)
            return Find(complete.PacketId, Awaited.PubComp) is { } message && Remove(message, ReasonCode.Success);
    }

    /// <summary>Messages that were not sent because their time was over or the peer does not take their size.</summary>
    public long Dropped { get; private set; }

    /// <summary>Why the message cannot be sent at all any more; null when it can.</summary>
    ReasonCode? Obstacle(Outbound next)
    {
        var now = time.GetUtcNow();
        if (next.ExpiresAt <= now)
            return ReasonCode.UnspecifiedError;
        next.Age(now);
        return window.MaxPacketSize < PacketDecoder.LargestPacket && PacketEncoder.Encode(next.Publish with { PacketId = 1 }, ProtocolVersion.V5).Length > window.MaxPacketSize
            ? ReasonCode.PacketTooLarge
            : null;
    }

    bool TryStart(Outbound next, [NotNullWhen(true)] out MqttPacket? packet)
    {
        packet = null;
        if (next.Publish.QualityOfService == QualityOfService.AtMostOnce)
        {
            packet = next.Publish;
            waiting.Dequeue();
            next.Finish(ReasonCode.Success);
            return true;
        }
        if (inflight.Count >= Math.Min(maxInflight, window.ReceiveMaximum) || ids.Take() is var id && id == 0)
            return false;
        next.Start(id);
        waiting.Dequeue();
        inflight.Add(id, next);
        packet = next.Publish;
        return true;
    }

    Outbound? Find(ushort id, Awaited awaited) =>
        inflight.TryGetValue(id, out var message) && message.Awaited == awaited ? message : null;

    bool Remove(Outbound message, ReasonCode reason)
    {
        inflight.Remove(message.Publish.PacketId);
        ids.Release(message.Publish.PacketId);
        message.Finish(reason);
        return true;
    }
}

/// <summary>What the receiver of messages allows (MQTT 5.0 sections 3.1.2.11.3 and 3.1.2.11.4): QoS 1 and 2 messages in flight, bytes of a packet.</summary>
internal readonly record struct OutboxWindow(int ReceiveMaximum, long MaxPacketSize)
{
    public static OutboxWindow Open => new(ushort.MaxValue, PacketDecoder.LargestPacket);

    public static OutboxWindow Of(PropertyList stated) => new(
        (int)(stated.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue), stated.Number(PropertyId.MaximumPacketSize) ?? PacketDecoder.LargestPacket);
}
