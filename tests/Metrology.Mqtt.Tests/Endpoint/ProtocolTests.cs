using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Endpoint;

public class ProtocolTests
{
    [Theory]
    [InlineData("36 07 0003 612F62 000A", ProtocolError.QosInvalid)]
    [InlineData("32 07 0003 612F62 0000", ProtocolError.PacketIdZero)]
    [InlineData("30 05 0003 612F23", ProtocolError.TopicNameInvalid)]
    [InlineData("30 FFFFFFFFFF", ProtocolError.RemainingLengthMalformed)]
    [InlineData("30 FFFFFF7F", ProtocolError.PacketTooLarge)]
    [InlineData("C3 00", ProtocolError.FlagsReserved)]
    [InlineData("10 0D 0004 4D515454 04 02 0000 0001 61", ProtocolError.SecondConnect)]
    [InlineData("20 02 00 00", ProtocolError.PacketUnexpected)]
    public async Task A_violation_closes_the_connection_and_the_ingest_sees_nothing(string hex, ProtocolError error)
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(hex);

        await peer.ExpectEndAsync();
        Assert.Equal(new ConnectionClosed("a", CloseReason.ProtocolViolation, error), await endpoint.NextClosedAsync());
        Assert.Equal(1, endpoint.Endpoint.Statistics.ProtocolViolations);
        await endpoint.Endpoint.StopAsync();
        Assert.False(endpoint.Ingest.HasBatch);
    }

    [Fact]
    public async Task The_first_packet_must_be_CONNECT()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.DialAsync();
        await peer.SendAsync("30 07 0003 612F62 0102");

        await peer.ExpectEndAsync();
        Assert.Equal(ProtocolError.FirstPacketNotConnect, (await endpoint.NextClosedAsync()).Error);
        await endpoint.Endpoint.StopAsync();
        Assert.False(endpoint.Ingest.HasBatch);
    }

    [Theory]
    [InlineData("10 0C 0004 4D515454 04 00 0000 0000", ReasonCode.ClientIdentifierNotValid)] // no name and a session to keep
    [InlineData("10 0E 0006 4D5149736470 03 02 0000 0000", ReasonCode.UnsupportedProtocolVersion)] // MQTT 3.1
    [InlineData("10 14 0004 4D515454 04 82 0000 0001 61 0005 726F677565", ReasonCode.BadUserNameOrPassword)] // user "rogue"
    [InlineData("10 17 0004 4D515454 04 06 0000 0001 61 0006 736563726574 0000", ReasonCode.NotAuthorized)] // will to "secret"
    public async Task A_refused_CONNECT_is_answered_and_closed(string hex, ReasonCode reason)
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.DialAsync();
        await peer.SendAsync(hex);

        Assert.Equal(reason, (await peer.ReadAsync<ConnAck>()).Reason);
        await peer.ExpectEndAsync();
        Assert.Equal(CloseReason.Refused, (await endpoint.NextClosedAsync()).Reason);
    }

    [Fact]
    public async Task Publishing_without_the_right_closes_and_subscribing_without_it_is_refused()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync(new Subscribe(5, [new("secret/#", QualityOfService.AtMostOnce), new("open", QualityOfService.ExactlyOnce)]));
        Assert.Equal([ReasonCode.UnspecifiedError, ReasonCode.GrantedQos2], (await peer.ReadAsync<SubAck>()).Reasons);

        await peer.SendAsync(new Publish("secret/x", new byte[1]) { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 });
        await peer.ExpectEndAsync();
        Assert.Equal(CloseReason.NotAuthorized, (await endpoint.NextClosedAsync()).Reason);
        Assert.Equal(2, endpoint.Endpoint.Statistics.AccessesRefused);
        Assert.False(endpoint.Ingest.HasBatch);
    }

    [Fact]
    public async Task Named_limits_hold()
    {
        var limits = new EndpointLimits { MaxConnections = 2, MaxSubscriptionsPerClient = 1, MaxTopicLevels = 3, MaxTopicLength = 20 };
        await using var endpoint = TestEndpoint.Start(limits);
        await using var one = await endpoint.JoinAsync("one");
        await using var two = await endpoint.JoinAsync("two");
        await using var three = await endpoint.DialAsync();
        await three.ExpectEndAsync();

        await one.SendAsync(new Subscribe(1, [new("a", QualityOfService.AtMostOnce), new("b", QualityOfService.AtMostOnce)]));
        Assert.Equal([ReasonCode.Success, ReasonCode.UnspecifiedError], (await one.ReadAsync<SubAck>()).Reasons);
        await one.SendAsync(new Publish("a/b/c/d", new byte[1]));
        await one.ExpectEndAsync();
        Assert.Equal(ProtocolError.TopicTooLong, (await endpoint.NextClosedAsync()).Error);
        await two.SendAsync(new Publish("a/2345678901234567890", new byte[1]));
        await two.ExpectEndAsync();
        Assert.Equal(ProtocolError.TopicTooLong, (await endpoint.NextClosedAsync()).Error);
    }

    [Fact]
    public async Task Silence_of_one_and_a_half_keep_alives_closes()
    {
        var time = new ManualTime();
        await using var endpoint = TestEndpoint.Start(time: time);
        await using var peer = await endpoint.DialAsync();
        await time.ArmedAsync(due => due == new EndpointLimits().ConnectTimeout);
        var armed = time.ArmedAsync(due => due == TimeSpan.FromSeconds(15));
        await peer.JoinAsync(new Connect(ProtocolVersion.V311, "a") { KeepAlive = 10 });
        await armed;

        time.Advance(TimeSpan.FromSeconds(14));
        var again = time.ArmedAsync(due => due == TimeSpan.FromSeconds(15));
        await peer.PingAsync();
        await again;
        time.Advance(TimeSpan.FromSeconds(14));
        await peer.PingAsync();
        time.Advance(TimeSpan.FromSeconds(15));

        await peer.ExpectEndAsync();
        Assert.Equal(CloseReason.KeepAliveExpired, (await endpoint.NextClosedAsync()).Reason);
    }

    [Fact]
    public async Task A_socket_without_CONNECT_is_closed_in_time()
    {
        var time = new ManualTime();
        await using var endpoint = TestEndpoint.Start(time: time);
        await using var peer = await endpoint.DialAsync();
        await peer.SendAsync("10 0C 0004"); // a CONNECT that never ends
        await time.ArmedAsync(due => due == new EndpointLimits().ConnectTimeout);
        time.Advance(new EndpointLimits().ConnectTimeout);

        await peer.ExpectEndAsync();
        Assert.Equal(CloseReason.ConnectTimeout, (await endpoint.NextClosedAsync()).Reason);
    }

    [Fact]
    public async Task Garbage_never_reaches_the_ingest_and_never_stops_the_endpoint()
    {
        await using var endpoint = TestEndpoint.Start();
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var garbage = new byte[random.Next(1, 300)];
            random.NextBytes(garbage);
            garbage[0] = (byte)(0x36 | random.Next(256)); // QoS 3, or flags no packet has
            await using var peer = await endpoint.JoinAsync("fuzz");
            await peer.SendAsync(Convert.ToHexString(garbage));
            await peer.ExpectEndAsync();
            Assert.Equal(CloseReason.ProtocolViolation, (await endpoint.NextClosedAsync()).Reason);
        }
        await using var good = await endpoint.JoinAsync("good");
        await good.SendAsync(new Publish("a", new byte[1]) { QualityOfService = QualityOfService.AtLeastOnce, PacketId = 1 });
        await good.ReadAsync<PubAck>();
        Assert.Equal("good", Assert.Single(endpoint.Ingest.Committed).ClientId);
    }

    [Fact]
    public async Task A_violation_voids_what_was_sent_behind_it()
    {
        await using var endpoint = TestEndpoint.Start();
        await using var peer = await endpoint.JoinAsync("a");
        await peer.SendAsync("20 02 00 00 30 07 0003 612F62 0102"); // a CONNACK, then a good PUBLISH
        await peer.ExpectEndAsync();
        await endpoint.Endpoint.StopAsync();
        Assert.False(endpoint.Ingest.HasBatch);
    }

    [Fact]
    public async Task A_fault_in_a_delegate_ends_one_connection_only()
    {
        await using var endpoint = TestEndpoint.Start(change: options => options with
        {
            Authorize = access => access.Topic == "boom" ? throw new InvalidOperationException("boom") : true,
        });
        await using var good = await endpoint.JoinAsync("good");
        await using var bad = await endpoint.JoinAsync("bad");
        await bad.SendAsync(new Publish("boom", new byte[1]));
        await bad.ExpectEndAsync();
        var end = await endpoint.NextClosedAsync();
        Assert.Equal((CloseReason.Fault, "boom"), (end.Reason, end.Fault?.Message));
        await good.PingAsync();
    }
}
