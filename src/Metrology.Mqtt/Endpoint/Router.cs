using Metrology.Mqtt.Delivery;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Mqtt.Endpoint;

/// <summary>Brings committed messages to the subscribers, and retained messages to new subscriptions.</summary>
internal sealed class Router(SessionStore sessions, EndpointLimits limits, EndpointCounters counters, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<string, InboundMessage> retained = new(StringComparer.Ordinal);

    /// <summary>Whose turn it is, by shared filter.</summary>
    readonly Dictionary<string, int> turns = new(StringComparer.Ordinal);

    public void Route(IReadOnlyList<PendingMessage> batch)
    {
        lock (gate)
        {
            var receivers = sessions.All().Where(session => session.Subscriptions.Count > 0).ToArray();
            var groups = receivers.SelectMany(session => session.Subscriptions.Values, (session, request) => (session, request))
                .Where(member => SharedFilter.IsShared(member.request.Filter)).ToLookup(member => member.request.Filter);
            foreach (var pending in batch)
            {
                var message = pending.Message;
                if (message.Retain)
                    Keep(message);
                foreach (var session in receivers)
                {
                    // To subscribers of long standing a message is not "retained" (3.3.1.3), unless they asked to see the flag (5.0, 3.8.3.1).
                    if (session.Wants(message) is { } request)
                        Deliver(session, message, request.QualityOfService, message.Retain && request.RetainAsPublished);
                }
                foreach (var group in groups.Where(group => Topic.Matches(SharedFilter.Inner(group.Key), message.Topic)))
                    DeliverToOne(group.Key, [.. group], message);
            }
        }
    }

    /// <summary>Adds subscriptions; <paramref name="answer"/> sends the SUBACK, which goes ahead of the retained messages.</summary>
    public void Subscribe(Session session, IReadOnlyList<(TopicRequest Request, ReasonCode Reason)> requests, Action<List<ReasonCode>> answer)
    {
        lock (gate)
        {
            var isNew = requests.Select(r => !session.Subscriptions.ContainsKey(r.Request.Filter)).ToList();
            var reasons = requests.Select(r => r.Reason.IsFailure() ? r.Reason : Add(session, r.Request)).ToList();
            answer(reasons);
            for (var i = 0; i < requests.Count; i++)
            {
                var request = requests[i].Request;
                if (reasons[i].IsFailure() || SharedFilter.IsShared(request.Filter) || request.RetainHandling == RetainHandling.Never
                    || (request.RetainHandling == RetainHandling.AtNewSubscribe && !isNew[i]))
                    continue;
                foreach (var message in retained.Values.Where(m => Topic.Matches(request.Filter, m.Topic)))
                    Deliver(session, message, request.QualityOfService, retain: true);
            }
        }
    }

    /// <summary>Whether each filter had a subscription, in order.</summary>
    public List<ReasonCode> Unsubscribe(Session session, IReadOnlyList<string> filters)
    {
        lock (gate)
            return [.. filters.Select(filter => session.Subscriptions.Remove(filter) ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted)];
    }

    ReasonCode Add(Session session, TopicRequest request)
    {
        if (!session.Subscriptions.ContainsKey(request.Filter) && session.Subscriptions.Count >= limits.MaxSubscriptionsPerClient)
            return ReasonCode.QuotaExceeded;
        session.Subscriptions[request.Filter] = request;
        return (ReasonCode)request.QualityOfService;
    }

    void Keep(InboundMessage message)
    {
        if (message.Payload.IsEmpty)
            retained.Remove(message.Topic); // 3.3.1.3
        else if (retained.Count < limits.MaxRetainedMessages || retained.ContainsKey(message.Topic))
            retained[message.Topic] = message;
        else
            counters.Add(Count.MessagesDropped);
    }

    /// <summary>The members of a group take turns; one that is away is passed over while another is there.</summary>
    void DeliverToOne(string group, (Session Session, TopicRequest Request)[] members, InboundMessage message)
    {
        var present = members.Where(member => member.Session.Connection is not null).ToArray();
        var eligible = present.Length > 0 ? present : members;
        var turn = turns.GetValueOrDefault(group);
        turns[group] = turn + 1;
        var (session, request) = eligible[(int)((uint)turn % eligible.Length)];
        Deliver(session, message, request.QualityOfService, message.Retain && request.RetainAsPublished);
    }

    void Deliver(Session session, InboundMessage message, QualityOfService granted, bool retain)
    {
        var qos = granted < message.QualityOfService ? granted : message.QualityOfService;
        var connection = session.Connection;
        if (connection is null && qos == QualityOfService.AtMostOnce)
            return; // a client that is away is not owed QoS 0 (3.1.2.4)
        if (message.ExpiresAt <= time.GetUtcNow())
            return;
        var publish = new Publish(message.Topic, message.Payload) { QualityOfService = qos, Retain = retain, Properties = message.Properties };
        if (session.Outbox.TryAdd(new Outbound(publish) { ExpiresAt = message.ExpiresAt }))
            connection?.Wake();
        else
            counters.Add(Count.MessagesDropped);
    }
}
