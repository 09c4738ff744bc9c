using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

/// <summary>The short numbers for topics of one connection, in both directions (MQTT 5.0 section 3.3.2.3.4).</summary>
internal sealed class TopicAliases(int maxInbound, int maxOutbound)
{
    readonly Dictionary<uint, string> inbound = [];
    readonly Dictionary<string, uint> outbound = new(StringComparer.Ordinal);

    /// <summary>The message with its topic; null when the number means nothing.</summary>
    public Publish? Resolve(Publish publish)
    {
        if (publish.Properties.Number(PropertyId.TopicAlias) is not { } alias)
            return publish;
        if (alias > maxInbound)
            return null;
        if (publish.Topic.Length == 0)
            return inbound.TryGetValue(alias, out var topic) ? publish with { Topic = topic } : null;
        inbound[alias] = publish.Topic;
        return publish;
    }

    /// <summary>The message with a number: beside its topic the first time, in its place then. Topics beyond the server's bound stay as they are.</summary>
    public Publish Shorten(Publish publish)
    {
        if (outbound.TryGetValue(publish.Topic, out var known))
            return publish with { Topic = "", Properties = publish.Properties.With(PropertyId.TopicAlias, known) };
        if (outbound.Count >= maxOutbound)
            return publish;
        var alias = (uint)outbound.Count + 1;
        outbound.Add(publish.Topic, alias);
        return publish with { Properties = publish.Properties.With(PropertyId.TopicAlias, alias) };
    }
}
