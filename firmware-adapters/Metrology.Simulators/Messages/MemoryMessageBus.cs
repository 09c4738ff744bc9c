using System.Collections.Immutable;
using System.Threading.Channels;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Messages;

/// <summary>
/// Messages within one process with the manners of MQTT: topic filters with + and #, order kept, a retained message goes to each new subscriber and is
/// marked so.
/// </summary>
public sealed class MemoryMessageBus(TimeProvider time)
{
    /// <summary>A subscriber that falls this far behind loses its oldest messages.</summary>
    private const int Backlog = 10_000;

    private readonly Lock access = new();
    private readonly Dictionary<string, byte[]> kept = [];
    private ImmutableList<Subscription> subscriptions = [];

    public IMessageLink Connect(string name) => new MemoryMessageLink(this, name);

    /// <summary>Publishes and keeps for later subscribers; an empty payload forgets.</summary>
    public void Retain(string topic, ReadOnlyMemory<byte> payload)
    {
        lock (access)
        {
            if (payload.IsEmpty)
                kept.Remove(topic);
            else
                kept[topic] = payload.ToArray();
        }

        Publish(topic, payload);
    }

    private void Publish(string topic, ReadOnlyMemory<byte> payload)
    {
        var message = new LinkMessage(topic, payload.ToArray(), Retained: false, time.GetUtcNow());
        lock (access)
        {
            foreach (var subscription in subscriptions.Where(subscription => subscription.Takes(topic)))
                subscription.Messages.Writer.TryWrite(message);
        }
    }

    private Subscription Subscribe(string filter)
    {
        var subscription = new Subscription(
            filter.Split('/'), Channel.CreateBounded<LinkMessage>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest }));
        lock (access)
        {
            foreach (var (topic, payload) in kept.Where(entry => subscription.Takes(entry.Key)))
                subscription.Messages.Writer.TryWrite(new(topic, payload, Retained: true, time.GetUtcNow()));
            subscriptions = subscriptions.Add(subscription);
        }

        return subscription;
    }

    private void End(Subscription subscription)
    {
        lock (access)
            subscriptions = subscriptions.Remove(subscription);
        subscription.Messages.Writer.TryComplete();
    }

    private sealed record Subscription(string[] Filter, Channel<LinkMessage> Messages)
    {
        public bool Takes(string topic)
        {
            var levels = topic.Split('/');
            for (var i = 0; i < Filter.Length; i++)
            {
                if (Filter[i] == "#")
                    return true;
                if (i >= levels.Length || (Filter[i] != "+" && Filter[i] != levels[i]))
                    return false;
            }

            return levels.Length == Filter.Length;
        }
    }

    private sealed class MemoryMessageLink(MemoryMessageBus bus, string name) : IMessageLink
    {
        private ImmutableList<Subscription> own = [];

        public string Address => $"memory:{name}";

        public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            bus.Publish(topic, payload);
            return ValueTask.CompletedTask;
        }

        /// <summary>Subscribed when this returns, not only when it is first read.</summary>
        public IAsyncEnumerable<LinkMessage> SubscribeAsync(string topicFilter, CancellationToken cancellation)
        {
            var subscription = bus.Subscribe(topicFilter);
            ImmutableInterlocked.Update(ref own, list => list.Add(subscription));
            cancellation.Register(() => bus.End(subscription));
            return subscription.Messages.Reader.ReadAllAsync(cancellation);
        }

        public ValueTask DisposeAsync()
        {
            foreach (var subscription in own)
                bus.End(subscription);
            return ValueTask.CompletedTask;
        }
    }
}
