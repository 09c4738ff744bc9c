using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Endpoint;

public class RoutingTests
{
    static Publish Message(string topic, byte value, bool retain = false) => new(topic, new[] { value }) { Retain = retain };

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public async Task A_subscriber_gets_the_lower_of_both_qualities(QualityOfService granted)
    {
        await using var endpoint = TestEndpoint.Start();
        await using var subscriber = await endpoint.JoinAsync("s");
        await subscriber.SubscribeAsync("dev/+/up", granted);
        await using var sender = await endpoint.JoinAsync("p");
        await sender.SendAsync(Message("dev/1/up", 1) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 });

        var message = await subscriber.ReadAsync<Publish>();
        Assert.Equal((QualityOfService)Math.Min((int)granted, 1), message.QualityOfService);
        Assert.Equal("dev/1/up", message.Topic);
    }

    [Fact]
    public async Task Overlapping_subscriptions_give_one_copy_at_the_highest_quality()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var subscriber = await endpoint.JoinAsync("s");
        await subscriber.SubscribeAsync("#", QualityOfService.AtMostOnce);
        await subscriber.SubscribeAsync("a/#", QualityOfService.ExactlyOnce);
        await using var sender = await endpoint.JoinAsync("p");
        await sender.SendAsync(Message("a/b", 1) with { QualityOfService = QualityOfService.ExactlyOnce, PacketId = 1 });

        var first = await subscriber.ReadAsync<Publish>();
        Assert.Equal(QualityOfService.ExactlyOnce, first.QualityOfService);
        await subscriber.SendAsync(new PubRec(first.PacketId));
        await subscriber.ReadAsync<PubRel>();
        await subscriber.SendAsync(new PubComp(first.PacketId));
        await subscriber.PingAsync(); // no second copy in between
    }

    [Fact]
    public async Task Unsubscribing_ends_delivery()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.JoinAsync("s");
        await peer.SubscribeAsync("a", QualityOfService.AtMostOnce);
        await peer.SendAsync(new Unsubscribe(2, ["a"]));
        await peer.ReadAsync<UnsubAck>();
        await peer.SendAsync(Message("a", 1) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 });
        await peer.ReadAsync<PubAck>();
        await peer.PingAsync();
    }

    [Fact]
    public async Task A_retained_message_is_kept_until_an_empty_one_clears_it()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var sender = await endpoint.JoinAsync("p");
        await using var early = await endpoint.JoinAsync("early");
        await early.SubscribeAsync("state/#", QualityOfService.AtMostOnce);
        await sender.SendAsync(Message("state/1", 1, retain: true));
        Assert.True(Assert.Single(await endpoint.Ingest.NextBatchAsync()).Retain);
        Assert.False((await early.ReadAsync<Publish>()).Retain); // 3.3.1.3: no news that it is kept

        await using var late = await endpoint.JoinAsync("late");
        await late.SubscribeAsync("state/#", QualityOfService.AtMostOnce);
        Assert.True((await late.ReadAsync<Publish>()).Retain);

        await sender.SendAsync(new Publish("state/1", ReadOnlyMemory<byte>.Empty) { Retain = true });
        Assert.True((await late.ReadAsync<Publish>()).Payload.IsEmpty);
        await using var later = await endpoint.JoinAsync("later");
        await later.SubscribeAsync("state/#", QualityOfService.AtMostOnce);
        await later.PingAsync();
    }

    [Fact]
    public async Task A_persistent_session_delivers_what_was_queued_and_what_was_not_confirmed()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var sender = await endpoint.JoinAsync("p");
        await using (var first = await endpoint.JoinAsync("s", cleanSession: false))
        {
            await first.SubscribeAsync("a", QualityOfService.AtLeastOnce);
            await sender.SendAsync(Message("a", 1) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 });
            await sender.ReadAsync<PubAck>();
            Assert.False((await first.ReadAsync<Publish>()).Duplicate); // received, not acknowledged
            first.Reset();
        }
        await endpoint.NextClosedAsync();
        await sender.SendAsync(Message("a", 2) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 }, Message("a", 3));
        await sender.ReadAsync<PubAck>();

        await using var second = await endpoint.DialAsync();
        Assert.True((await second.JoinAsync(new Connect(ProtocolVersion.V311, "s") { CleanSession = false })).SessionPresent);
        var repeated = await second.ReadAsync<Publish>();
        var queued = await second.ReadAsync<Publish>();
        Assert.Equal((1, true), (repeated.Payload.Span[0], repeated.Duplicate));
        Assert.Equal((2, false), (queued.Payload.Span[0], queued.Duplicate));
        await second.PingAsync(); // QoS 0 was not kept

        await second.DisposeAsync();
        await endpoint.NextClosedAsync();
        await using var clean = await endpoint.DialAsync();
        Assert.False((await clean.JoinAsync(new Connect(ProtocolVersion.V311, "s"))).SessionPresent);
    }

    [Fact]
    public async Task A_session_away_for_too_long_is_forgotten_and_its_queue_is_bounded()
    {
        var time = new ManualTime();
        var limits = new EndpointLimits { MaxQueuedPerSession = 2, BatchLinger = TimeSpan.Zero };
        await using var endpoint = TestEndpoint.Start(limits, time);
        await using (var subscriber = await endpoint.JoinAsync("s", cleanSession: false))
            await subscriber.SubscribeAsync("a", QualityOfService.AtLeastOnce);
        await endpoint.NextClosedAsync();
        await using var sender = await endpoint.JoinAsync("p");
        for (ushort id = 1; id <= 3; id++)
        {
            await sender.SendAsync(Message("a", 2) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = id });
            await sender.ReadAsync<PubAck>();
        }
        Assert.Equal(1, endpoint.Endpoint.Statistics.MessagesDropped);

        time.Advance(limits.SessionExpiry + TimeSpan.FromSeconds(1));
        await using var late = await endpoint.DialAsync();
        Assert.False((await late.JoinAsync(new Connect(ProtocolVersion.V311, "s") { CleanSession = false })).SessionPresent);
        await endpoint.Endpoint.StopAsync().InTime();
    }

    [Fact]
    public async Task A_second_connection_of_a_client_takes_over()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var first = await endpoint.JoinAsync("same");
        await using var second = await endpoint.JoinAsync("same");
        await first.ExpectEndAsync();
        Assert.Equal(new ConnectionClosed("same", CloseReason.TakenOver, default), await endpoint.NextClosedAsync());
        await second.PingAsync();
    }

    [Fact]
    public async Task Another_principal_cannot_take_over()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var owner = await endpoint.JoinAsync("same");
        await using var thief = await endpoint.DialAsync();
        var answer = await thief.JoinAsync(new Connect(ProtocolVersion.V311, "same") { UserName = "thief" });
        Assert.Equal(ReasonCode.ClientIdentifierNotValid, answer.Reason);
        await owner.PingAsync();
    }

    [Fact]
    public async Task A_will_is_ingested_and_routed_after_an_abrupt_end_only()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var watcher = await endpoint.JoinAsync("w");
        await watcher.SubscribeAsync("gone/#", QualityOfService.AtLeastOnce);
        var will = new Will("gone/1", new byte[] { 7 }) { QualityOfService = QualityOfService.AtLeastOnce };

        await using var polite = await endpoint.DialAsync();
        await polite.JoinAsync(new Connect(ProtocolVersion.V311, "polite") { Will = will with { Topic = "gone/polite" } });
        await polite.SendAsync(new Disconnect());
        await endpoint.NextClosedAsync();
        await using var abrupt = await endpoint.DialAsync();
        await abrupt.JoinAsync(new Connect(ProtocolVersion.V311, "abrupt") { Will = will });
        abrupt.Reset();

        Assert.Equal("gone/1", (await watcher.ReadAsync<Publish>()).Topic);
        var ingested = Assert.Single(endpoint.Ingest.Committed);
        Assert.Equal(("abrupt", true), (ingested.ClientId, ingested.IsWill));
    }

    [Fact]
    public async Task A_subscriber_has_no_more_in_flight_than_its_window()
    {
        await using var endpoint = TestEndpoint.Start(new EndpointLimits { MaxInflight = 2 });
        await using var peer = await endpoint.JoinAsync("s");
        await peer.SubscribeAsync("a", QualityOfService.AtLeastOnce);
        await using var sender = await endpoint.JoinAsync("p");
        for (ushort id = 1; id <= 3; id++)
        {
            await sender.SendAsync(Message("a", (byte)id) with { QualityOfService = QualityOfService.AtLeastOnce, PacketId = id });
            await sender.ReadAsync<PubAck>();
        }
        var first = await peer.ReadAsync<Publish>();
        await peer.ReadAsync<Publish>();
        await peer.PingAsync(); // the third waits
        await peer.SendAsync(new PubAck(first.PacketId));
        Assert.Equal(3, (await peer.ReadAsync<Publish>()).Payload.Span[0]);
    }
}
