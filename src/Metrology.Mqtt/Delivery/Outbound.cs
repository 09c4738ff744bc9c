using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Delivery;

/// <summary>What the sender of a message waits for next (MQTT 3.1.1 section 4.3).</summary>
internal enum Awaited
{
    Turn,
    PubAck,
    PubRec,
    PubComp,
    Nothing,
}

/// <summary>A message on its way out. <see cref="Done"/> gives the receiver's reason once it has taken responsibility.</summary>
internal sealed class Outbound(Publish publish)
{
    readonly TaskCompletionSource<ReasonCode> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Publish Publish { get; private set; } = publish;
    public Awaited Awaited { get; private set; }
    public Task<ReasonCode> Done => done.Task;

    /// <summary>After this instant nobody wants it any more (MQTT 5.0 section 3.3.2.3.3); null when it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Says on the way out how much of its time is left.</summary>
    public void Age(DateTimeOffset now)
    {
        if (ExpiresAt is { } end)
            Publish = Publish with { Properties = Publish.Properties.With(PropertyId.MessageExpiryInterval, (uint)Math.Max(1, Math.Ceiling((end - now).TotalSeconds))) };
    }

    public void Start(ushort packetId)
    {
        Publish = Publish with { PacketId = packetId, Duplicate = false };
        Awaited = Publish.QualityOfService == QualityOfService.ExactlyOnce ? Awaited.PubRec : Awaited.PubAck;
    }

    /// <summary>The packet that takes the exchange up again on a new connection (section 4.4).</summary>
    public MqttPacket Resume() =>
        Awaited == Awaited.PubComp ? new PubRel(Publish.PacketId) : Publish with { Duplicate = true };

    public void AwaitCompletion() => Awaited = Awaited.PubComp;

    public void Finish(ReasonCode reason)
    {
        Awaited = Awaited.Nothing;
        done.TrySetResult(reason);
    }
}
