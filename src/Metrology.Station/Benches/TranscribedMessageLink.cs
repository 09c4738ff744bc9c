using System.Runtime.CompilerServices;
using Metrology.Adapters.Wire;
using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>A message link whose traffic becomes part of the record: one entry a message, the topic as the name of the link.</summary>
/// <param name="sources">How readings are taken from the messages of a topic.</param>
internal sealed class TranscribedMessageLink(IMessageLink inner, ITranscriptSink sink, TimeProvider clock, IReadOnlyDictionary<string, TranscriptSource> sources) : IMessageLink
{
    private readonly long opened = clock.GetTimestamp();
    private readonly Lock order = new();
    private long next;

    public string Address => inner.Address;

    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        Append(topic, Direction.Sent, payload);
        return inner.PublishAsync(topic, payload, cancellation);
    }

    public async IAsyncEnumerable<LinkMessage> SubscribeAsync(string topicFilter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var message in inner.SubscribeAsync(topicFilter, cancellation))
        {
            if (!message.Topic.EndsWith("/command", StringComparison.Ordinal))
                Append(message.Topic, Direction.Received, message.Payload);
            yield return message;
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Append(string topic, Direction direction, ReadOnlyMemory<byte> payload)
    {
        lock (order)
        {
            sink.Append(new(WireTopics.LinkOf(topic), next++, clock.GetElapsedTime(opened), direction, payload.ToArray())
            {
                Sources = sources.TryGetValue(topic, out var source) ? [source] : [],
            });
        }
    }
}
