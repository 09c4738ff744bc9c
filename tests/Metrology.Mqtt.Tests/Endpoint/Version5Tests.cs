using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Endpoint;

/// <summary>What MQTT 5 adds, packet by packet.</summary>
public class Version5Tests
{
    static NumberProperty Number(PropertyId id, uint value) => new(id, value);

    static Publish Message(string topic, ushort id = 0, params Property[] properties) =>
        new(topic, new byte[] { 1 }) { PacketId = id, QualityOfService = id == 0 ? QualityOfService.AtMostOnce : QualityOfService.AtLeastOnce, Properties = new(properties) };

    [Fact]
    public async Task CONNACK_says_what_the_endpoint_takes_and_who_the_client_is()
    {
        var limits = new EndpointLimits { SessionExpiry = TimeSpan.FromSeconds(100), MaxUnacknowledged = 7, MaxTopicAliases = 5 };
        await using var endpoint = TestEndpoint.Start(limits);
        var (peer, answer) = await endpoint.Join5Async("", true, Number(PropertyId.SessionExpiryInterval, 3600));
        await using var closing = peer;
        Assert.Equal(
            (7u, 5u, (uint)limits.MaxPacketSize, 100u, 0u),
            (answer.Properties.Number(PropertyId.ReceiveMaximum), answer.Properties.Number(PropertyId.TopicAliasMaximum), answer.Properties.Number(PropertyId.MaximumPacketSize),
                answer.Properties.Number(PropertyId.SessionExpiryInterval), answer.Properties.Number(PropertyId.SubscriptionIdentifierAvailable)));
        Assert.StartsWith("auto-", answer.Properties.Text(PropertyId.AssignedClientIdentifier), StringComparison.Ordinal);

        await peer.SendAsync(new Subscribe(1, [new("t", QualityOfService.AtMostOnce)]) { Properties = PropertyList.Of(Number(PropertyId.SubscriptionIdentifier, 3)) });
        Assert.Equal(ReasonCode.SubscriptionIdentifiersNotSupported, (await peer.ReadAsync<Disconnect>()).Reason);
        var (stranger, refusal) = await endpoint.Join5Async("x", true, new TextProperty(PropertyId.AuthenticationMethod, "SCRAM"));
        await using var gone = stranger;
        Assert.Equal(ReasonCode.BadAuthenticationMethod, refusal.Reason);
    }

    [Fact]
    public async Task A_session_lives_as_long_as_the_client_asked_and_no_longer()
    {
        var time = new ManualTime();
        await using var endpoint = TestEndpoint.Start(time: time);
        async Task<bool> IsPresentAsync(uint expiry, bool cleanStart = false)
        {
            var (peer, answer) = await endpoint.Join5Async("a", cleanStart, Number(PropertyId.SessionExpiryInterval, expiry));
            await peer.SendAsync(new Disconnect());
            await peer.ExpectEndAsync();
            await peer.DisposeAsync();
            await endpoint.NextClosedAsync();
            return answer.SessionPresent;
        }

        Assert.False(await IsPresentAsync(60));
        Assert.True(await IsPresentAsync(60));
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.False(await IsPresentAsync(60));
        Assert.False(await IsPresentAsync(60, cleanStart: true));
        Assert.True(await IsPresentAsync(0));
        Assert.False(await IsPresentAsync(0));

        var (last, _) = await endpoint.Join5Async("a", true);
        await using var closing = last;
        await last.SendAsync(new Disconnect { Properties = PropertyList.Of(Number(PropertyId.SessionExpiryInterval, 5)) });
        Assert.Equal(ReasonCode.ProtocolError, (await last.ReadAsync<Disconnect>()).Reason);
    }

    [Fact]
    public async Task A_number_stands_for_a_topic_once_it_was_named()
    {
        await using var endpoint = TestEndpoint.Start();
        var (peer, _) = await endpoint.Join5Async("a");
        await using var closing = peer;
        await peer.SendAsync(Message("dev/1/up", 1, Number(PropertyId.TopicAlias, 4)), Message("", 2, Number(PropertyId.TopicAlias, 4)), Message("dev/2/up", 3, Number(PropertyId.TopicAlias, 4)), Message("", 4, Number(PropertyId.TopicAlias, 4)));
        for (ushort id = 1; id <= 4; id++)
            Assert.Equal(id, (await peer.ReadAsync<PubAck>()).PacketId);
        Assert.Equal(["dev/1/up", "dev/1/up", "dev/2/up", "dev/2/up"], endpoint.Ingest.Committed.Select(message => message.Topic));

        await peer.SendAsync(Message("", 5, Number(PropertyId.TopicAlias, 5)));
        Assert.Equal(ReasonCode.TopicAliasInvalid, (await peer.ReadAsync<Disconnect>()).Reason);
        await peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Members_of_a_group_share_messages_and_one_that_is_away_is_passed_over()
    {
        await using var endpoint = TestEndpoint.Start();
        var (one, _) = await endpoint.Join5Async("one", true, Number(PropertyId.SessionExpiryInterval, 100));
        var (two, _) = await endpoint.Join5Async("two");
        await using var closing = two;
        await one.SubscribeAsync("$share/g/dev/+", QualityOfService.AtLeastOnce);
        await two.SubscribeAsync("$share/g/dev/+", QualityOfService.AtLeastOnce);
        await using var old = await endpoint.JoinAsync("old");
        await old.SendAsync(new Subscribe(1, [new("$share/g/dev/+", QualityOfService.AtMostOnce)]));
        Assert.Equal(ReasonCode.UnspecifiedError, Assert.Single((await old.ReadAsync<SubAck>()).Reasons));
        await two.SendAsync(new Subscribe(2, [new("$share/g", QualityOfService.AtMostOnce), new("$share/g/dev/1", QualityOfService.AtMostOnce) { NoLocal = true }]));
        Assert.Equal([ReasonCode.TopicFilterInvalid, ReasonCode.TopicFilterInvalid], (await two.ReadAsync<SubAck>()).Reasons);

        await old.SendAsync(Message("dev/1"), Message("dev/2"));
        var topics = new[] { (await one.ReadAsync<Publish>()).Topic, (await two.ReadAsync<Publish>()).Topic };
        Assert.Equal(["dev/1", "dev/2"], topics.Order());
        await one.DisposeAsync();
        await endpoint.NextClosedAsync();
        await old.SendAsync(Message("dev/3"), Message("dev/4"));
        Assert.Equal(["dev/3", "dev/4"], new[] { (await two.ReadAsync<Publish>()).Topic, (await two.ReadAsync<Publish>()).Topic });
    }

    [Fact]
    public async Task A_refused_publication_is_told_and_the_connection_stays()
    {
        await using var endpoint = TestEndpoint.Start();
        var (peer, _) = await endpoint.Join5Async("a");
        await using var closing = peer;
        await peer.SendAsync(Message("secret/x", 7));
        Assert.Equal((7, ReasonCode.NotAuthorized), await peer.ReadAsync<PubAck>() is var ack ? (ack.PacketId, ack.Reason) : default);
        await peer.SendAsync(new Unsubscribe(9, ["never"]));
        Assert.Equal([ReasonCode.NoSubscriptionExisted], (await peer.ReadAsync<UnsubAck>()).Reasons);
        Assert.False(endpoint.Ingest.HasBatch);
    }

    [Fact]
    public async Task The_options_of_a_subscription_hold()
    {
        await using var endpoint = TestEndpoint.Start();
        var (peer, _) = await endpoint.Join5Async("a");
        await using var closing = peer;
        await peer.SendAsync(new Subscribe(1, [new("own", QualityOfService.AtMostOnce) { NoLocal = true }, new("flag", QualityOfService.AtMostOnce) { RetainAsPublished = true }, new("plain", QualityOfService.AtMostOnce)]));
        await peer.ReadAsync<SubAck>();
        await peer.SendAsync(Message("own") with { Retain = true }, Message("flag") with { Retain = true }, Message("plain") with { Retain = true });
        Assert.Equal(("flag", true), await peer.ReadAsync<Publish>() is var first ? (first.Topic, first.Retain) : default);
        Assert.Equal(("plain", false), await peer.ReadAsync<Publish>() is var second ? (second.Topic, second.Retain) : default);

        await peer.SendAsync(new Subscribe(2, [new("plain", QualityOfService.AtMostOnce) { RetainHandling = RetainHandling.AtNewSubscribe }, new("flag", QualityOfService.AtMostOnce) { RetainHandling = RetainHandling.Never }, new("own", QualityOfService.AtMostOnce)]));
        await peer.ReadAsync<SubAck>();
        Assert.Equal(("own", true), await peer.ReadAsync<Publish>() is var third ? (third.Topic, third.Retain) : default);
        await peer.PingAsync();
    }

    [Fact]
    public async Task No_more_is_in_flight_and_nothing_larger_is_sent_than_the_receiver_takes()
    {
        await using var endpoint = TestEndpoint.Start();
        var (peer, _) = await endpoint.Join5Async("a", true, Number(PropertyId.ReceiveMaximum, 1), Number(PropertyId.MaximumPacketSize, 100));
        await using var closing = peer;
        await peer.SubscribeAsync("t/#", QualityOfService.AtLeastOnce);
        await using var sender = await endpoint.JoinAsync("p");
        await sender.SendAsync(Message("t/1", 1), Message("t/large", 2) with { Payload = new byte[100] }, Message("t/2", 3));
        var first = await peer.ReadAsync<Publish>();
        Assert.Equal("t/1", first.Topic);
        for (ushort id = 1; id <= 3; id++)
            await sender.ReadAsync<PubAck>();
        await peer.PingAsync();
        await peer.SendAsync(new PubAck(first.PacketId));
        Assert.Equal("t/2", (await peer.ReadAsync<Publish>()).Topic);
    }

    [Fact]
    public async Task What_is_said_beside_the_payload_arrives_and_a_message_whose_time_is_over_does_not()
    {
        var time = new ManualTime();
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { BatchLinger = TimeSpan.Zero }, time);
        await using var sender = (await endpoint.Join5Async("p")).Peer;
        await sender.SendAsync(Message("t/a", 1, Number(PropertyId.MessageExpiryInterval, 10)) with { Retain = true });
        await sender.SendAsync(Message("t/b", 2, Number(PropertyId.MessageExpiryInterval, 60), new PairProperty(PropertyId.UserProperty, "line", "3"), new TextProperty(PropertyId.ContentType, "application/json")) with { Retain = true });
        await sender.ReadAsync<PubAck>();
        await sender.ReadAsync<PubAck>();
        time.Advance(TimeSpan.FromSeconds(20));

        await using var peer = (await endpoint.Join5Async("a")).Peer;
        await peer.SubscribeAsync("t/#", QualityOfService.AtMostOnce);
        var message = await peer.ReadAsync<Publish>();
        Assert.Equal(("t/b", 40u, "application/json"), (message.Topic, message.Properties.Number(PropertyId.MessageExpiryInterval), message.Properties.Text(PropertyId.ContentType)));
        Assert.Equal(("line", "3"), message.Properties.Items.OfType<PairProperty>().Single() is var pair ? (pair.Name, pair.Value) : default);
        await peer.PingAsync();
    }

    [Fact]
    public async Task A_will_waits_and_a_client_that_comes_back_takes_it_along()
    {
        var time = new ManualTime();
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { BatchLinger = TimeSpan.Zero }, time);
        await using var watcher = await endpoint.JoinAsync("w");
        await watcher.SubscribeAsync("gone", QualityOfService.AtMostOnce);
        var connect = new Connect(ProtocolVersion.V5, "a")
        {
            CleanSession = false,
            Will = new Will("gone", "a"u8.ToArray()) { Properties = PropertyList.Of(Number(PropertyId.WillDelayInterval, 30)) },
            Properties = PropertyList.Of(Number(PropertyId.SessionExpiryInterval, 100)),
        };
        async Task LeaveAsync()
        {
            var armed = time.ArmedAsync(due => due == TimeSpan.FromSeconds(30));
            var (peer, _) = await endpoint.Join5Async(connect);
            peer.Reset();
            await armed;
        }

        await LeaveAsync();
        await endpoint.NextClosedAsync();
        var (back, _) = await endpoint.Join5Async(connect);
        await back.PingAsync(); // its reader no longer counts the time of CONNECT
        time.Advance(TimeSpan.FromSeconds(31));
        await watcher.PingAsync();
        await back.SendAsync(new Disconnect());
        await back.ExpectEndAsync();
        await back.DisposeAsync();

        await LeaveAsync();
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("gone", (await watcher.ReadAsync<Publish>()).Topic);

        await using var last = (await endpoint.Join5Async(connect with { Will = new Will("gone", "b"u8.ToArray()) })).Peer;
        await last.SendAsync(new Disconnect(ReasonCode.DisconnectWithWill));
        Assert.Equal("b"u8.ToArray(), (await watcher.ReadAsync<Publish>()).Payload.ToArray());
    }

    [Fact]
    public async Task The_endpoint_says_why_it_closes()
    {
        await using var endpoint = TestEndpoint.Start();
        var (first, _) = await endpoint.Join5Async("a");
        await using var closing = first;
        await using var second = (await endpoint.Join5Async("a")).Peer;
        Assert.Equal(ReasonCode.SessionTakenOver, (await first.ReadAsync<Disconnect>()).Reason);
        await first.ExpectEndAsync();
        await second.SendAsync("30 00");
        Assert.Equal(ReasonCode.MalformedPacket, (await second.ReadAsync<Disconnect>()).Reason);
        await using var third = (await endpoint.Join5Async("b")).Peer;
        await endpoint.Endpoint.StopAsync();
        Assert.Equal(ReasonCode.ServerShuttingDown, (await third.ReadAsync<Disconnect>()).Reason);
    }
}
