using System.Collections.Concurrent;
using System.Threading.Channels;
using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Client;

/// <summary>What outlives a connection: unfinished messages, open requests, subscriptions, and what the consumer has not taken.</summary>
internal sealed class ClientSession
{
    readonly PacketIds ids = new();
    volatile ClientConnection? connection;

    public ClientSession(MqttClientOptions options, TimeProvider time)
    {
        Outbox = new Outbox(options.Limits.MaxOutbound, options.Limits.MaxInflight, ids, time);
        Requests = new PendingRequests(ids);
        Inbound = Channel.CreateBounded<ReceivedMessage>(options.Limits.MaxInbound);
    }

    public Outbox Outbox { get; }
    public PendingRequests Requests { get; }
    public ExactlyOnceInbox<ClientConnection> Inbox { get; } = new();
    public Channel<ReceivedMessage> Inbound { get; }

    /// <summary>The granted subscriptions.</summary>
    public ConcurrentDictionary<string, TopicRequest> Subscriptions { get; } = new(StringComparer.Ordinal);

    public void Attach(ClientConnection current, bool sessionPresent, OutboxWindow window)
    {
        var open = Requests.All();
        connection = current;
        if (!sessionPresent)
        {
            Inbox.Clear();
            // Open requests follow below, and may change what was granted before.
            if (!Subscriptions.IsEmpty)
                current.Send(Requests.Add(id => new Subscribe(id, [.. Subscriptions.Values])).Request);
        }
        foreach (var request in open)
            current.Send(request);
        Outbox.Attach(current, sessionPresent, window);
        current.Wake();
    }

    public void Wake() => connection?.Wake();

    /// <summary>Takes a SUBACK or UNSUBACK; false when it answers a request of the other kind.</summary>
    public bool TryAnswer(IIdentified answer)
    {
        if (Requests.Take(answer.PacketId) is not var (request, asked))
            return true; // answered before the last reconnect
        switch (request, answer)
        {
            case (Subscribe subscribe, SubAck granted):
                foreach (var (wanted, reason) in subscribe.Requests.Zip(granted.Reasons))
                {
                    if (!reason.IsFailure())
                        Subscriptions[wanted.Filter] = wanted;
                }
                break;
            case (Unsubscribe, UnsubAck):
                break;
            default:
                return false;
        }
        asked.TrySetResult((MqttPacket)answer);
        return true;
    }

    /// <summary>Sends a request, on this connection or the next, and awaits its answer.</summary>
    public Task<MqttPacket> AskAsync(Func<ushort, MqttPacket> request)
    {
        var (packet, answer) = Requests.Add(request);
        connection?.Send(packet);
        return answer;
    }
}
