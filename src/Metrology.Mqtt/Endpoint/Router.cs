using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Brings committed messages to the subscribers, and retained messages to new subscriptions.</summary>
internal sealed class Router(SessionStore sessions, EndpointLimits limits, EndpointCounters counters)
{
    readonly Lock gate = new();
    readonly Dictionary<string, Publish> retained = new(StringComparer.Ordinal);

    public void Route(IReadOnlyList<PendingMessage> batch)
    {
        lock (gate)
        {
            var receivers = sessions.All().Where(session => session.Subscriptions.Count > 0).ToArray();
            foreach (var pending in batch)
            {
                var message = pending.Message;
                if (message.Retain)
                    Keep(Outgoing(message) with { Retain = true });
                foreach (var session in receivers)
                {
                    if (session.Wants(message.Topic) is { } granted)
                        Deliver(session, Outgoing(message), granted);
                }
            }
        }
    }

    // To subscribers of long standing a message is not "retained" (3.3.1.3).
    static Publish Outgoing(InboundMessage message) => new(message.Topic, message.Payload) { QualityOfService = message.QualityOfService };

    /// <summary>Adds subscriptions; <paramref name="answer"/> sends the SUBACK, which goes ahead of the retained messages.</summary>
    public void Subscribe(Session session, IReadOnlyList<(TopicRequest Request, ReasonCode Reason)> requests, Action<List<ReasonCode>> answer)
    {
        lock (gate)
        {
            var reasons = requests.Select(r => r.Reason.IsFailure() ? r.Reason : Add(session, r.Request)).ToList();
            answer(reasons);
            for (var i = 0; i < requests.Count; i++)
            {
                if (reasons[i].IsFailure())
                    continue;
                var request = requests[i].Request;
                foreach (var message in retained.Values.Where(m => Topic.Matches(request.Filter, m.Topic)))
                    Deliver(session, message, request.QualityOfService);
            }
        }
    }

    public void Unsubscribe(Session session, IReadOnlyList<string> filters)
    {
        lock (gate)
        {
            foreach (var filter in filters)
                session.Subscriptions.Remove(filter);
        }
    }

    ReasonCode Add(Session session, TopicRequest request)
    {
        if (!session.Subscriptions.ContainsKey(request.Filter) && session.Subscriptions.Count >= limits.MaxSubscriptionsPerClient)
            return ReasonCode.QuotaExceeded;
        session.Subscriptions[request.Filter] = request.QualityOfService;
        return (ReasonCode)request.QualityOfService;
    }

    void Keep(Publish publish)
    {
        if (publish.Payload.IsEmpty)
            retained.Remove(publish.Topic); // 3.3.1.3
        else if (retained.Count < limits.MaxRetainedMessages || retained.ContainsKey(publish.Topic))
            retained[publish.Topic] = publish;
        else
            counters.Add(Count.MessagesDropped);
    }

    void Deliver(Session session, Publish message, QualityOfService granted)
    {
        var qos = granted < message.QualityOfService ? granted : message.QualityOfService;
        var connection = session.Connection;
        if (connection is null && qos == QualityOfService.AtMostOnce)
            return; // a client that is away is not owed QoS 0 (3.1.2.4)
        if (session.Outbox.TryAdd(new Outbound(message with { QualityOfService = qos })))
            connection?.Wake();
        else
            counters.Add(Count.MessagesDropped);
    }
}
