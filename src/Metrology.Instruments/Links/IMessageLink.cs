namespace Metrology.Instruments.Links;

/// <summary>A way for whole messages by topic, such as MQTT. A retained message is history, not a measurement: receivers must look.</summary>
public interface IMessageLink : IAsyncDisposable
{
    string Address { get; }

    /// <summary>Returns when the receiver has acknowledged (at least once).</summary>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation);

    /// <summary>Messages of the filter in the order of arrival until cancelled.</summary>
    IAsyncEnumerable<LinkMessage> SubscribeAsync(string topicFilter, CancellationToken cancellation);
}

public sealed record LinkMessage(string Topic, ReadOnlyMemory<byte> Payload, bool Retained, DateTimeOffset ReceivedAt);
