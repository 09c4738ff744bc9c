using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Client;

public class MqttClientTests
{
    static MqttClient Client(MqttClientOptions options, TimeProvider? time = null) => new(options, time ?? TimeProvider.System, new Random(1));

    static Publish Message(QualityOfService qos, ushort id = 1) => new("t", new byte[] { 5 }) { QualityOfService = qos, PacketId = id };

    [Fact]
    public async Task A_refused_CONNECT_is_a_value_and_final()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        var connecting = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync(ReasonCode.BadUserNameOrPassword);
        var state = await connecting;
        Assert.Equal((ClientPhase.Refused, ReasonCode.BadUserNameOrPassword), (state.Phase, state.Refusal));
    }

    [Fact]
    public async Task A_busy_server_is_tried_again()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        var connecting = client.ConnectAsync(Patience.Token);
        await using var first = await broker.AcceptAsync(ReasonCode.ServerUnavailable);
        await using var second = await broker.AcceptAsync();
        Assert.Equal(ClientPhase.Connected, (await connecting).Phase);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task States_show_the_way_back_after_a_loss()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        var phases = new List<ClientPhase>();
        client.StateChanged += state => phases.Add(state.Phase);
        var connecting = client.ConnectAsync(Patience.Token);
        await using var first = await broker.AcceptAsync();
        await connecting;
        var lost = client.WaitForAsync(state => state.Phase == ClientPhase.WaitingToRetry, Patience.Token);
        await first.DisposeAsync();
        Assert.Equal(LossReason.PeerClosed, (await lost).Loss);
        var back = client.WaitForAsync(state => state is { Phase: ClientPhase.Connected, SessionPresent: true }, Patience.Token);
        await using var second = await broker.AcceptAsync(sessionPresent: true);
        await back;
        await second.DisposeAsync();
        await client.DisconnectAsync().InTime();
        Assert.Equal([ClientPhase.Connecting, ClientPhase.Connected, ClientPhase.WaitingToRetry, ClientPhase.Connecting, ClientPhase.Connected], phases[..5]);
        Assert.Equal(ClientPhase.Stopped, client.State.Phase);
    }

    [Fact]
    public async Task Unfinished_messages_are_sent_again_marked_as_duplicates_in_their_order()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options with { CleanSession = false });
        _ = client.ConnectAsync(Patience.Token);
        await using var first = await broker.AcceptAsync();
        var confirmed = client.PublishAsync("t", new byte[] { 1 }, QualityOfService.AtLeastOnce, Patience.Token);
        var one = await first.ReadAsync<Publish>();
        var received = client.PublishAsync("t", new byte[] { 2 }, QualityOfService.ExactlyOnce, Patience.Token);
        var two = await first.ReadAsync<Publish>();
        var unseen = client.PublishAsync("t", new byte[] { 3 }, QualityOfService.ExactlyOnce, Patience.Token);
        var three = await first.ReadAsync<Publish>();
        await first.SendAsync(new PubRec(two.PacketId));
        await first.ReadAsync<PubRel>();
        await first.DisposeAsync();

        await using var second = await broker.AcceptAsync(sessionPresent: true);
        Assert.Equal(PacketText.Of(one with { Duplicate = true }), PacketText.Of(await second.ReadAsync<Publish>()));
        Assert.Equal(two.PacketId, (await second.ReadAsync<PubRel>()).PacketId);
        Assert.Equal(PacketText.Of(three with { Duplicate = true }), PacketText.Of(await second.ReadAsync<Publish>()));
        await second.SendAsync(new PubAck(one.PacketId), new PubComp(two.PacketId), new PubRec(three.PacketId));
        await second.ReadAsync<PubRel>();
        await second.SendAsync(new PubComp(three.PacketId));
        await Task.WhenAll(confirmed, received, unseen).InTime();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Subscriptions_are_renewed_when_the_server_forgot_the_session_and_only_then()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options with { CleanSession = false });
        _ = client.ConnectAsync(Patience.Token);
        await using var first = await broker.AcceptAsync();
        var granted = client.SubscribeAsync("a/#", QualityOfService.ExactlyOnce, Patience.Token);
        var asked = await first.ReadAsync<Subscribe>();
        await first.SendAsync(new SubAck(asked.PacketId, [ReasonCode.GrantedQos1]));
        Assert.Equal(ReasonCode.GrantedQos1, await granted);
        await first.DisposeAsync();

        await using var second = await broker.AcceptAsync(sessionPresent: true);
        var sent = client.PublishAsync("t", new byte[1], QualityOfService.AtMostOnce, Patience.Token);
        await second.ReadAsync<Publish>(); // no SUBSCRIBE before it
        await sent;
        await second.DisposeAsync();

        await using var third = await broker.AcceptAsync(sessionPresent: false);
        Assert.Equal("a/#", Assert.Single((await third.ReadAsync<Subscribe>()).Requests).Filter);
        await third.DisposeAsync();
    }

    [Theory]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public async Task Manual_acknowledgement_waits_for_the_consumer(QualityOfService qos)
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options with { AcknowledgeManually = true });
        _ = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        await peer.SendAsync(Message(qos, 9));
        var message = await client.ReceiveAsync(Patience.Token);
        await client.PublishAsync("mark", new byte[1], QualityOfService.AtMostOnce, Patience.Token);
        Assert.Equal("mark", (await peer.ReadAsync<Publish>()).Topic); // an acknowledgement would have come first

        message.Acknowledge();
        message.Acknowledge();
        var ack = qos == QualityOfService.AtLeastOnce ? (IIdentified)await peer.ReadAsync<PubAck>() : await peer.ReadAsync<PubRec>();
        Assert.Equal(9, ack.PacketId);
        if (qos == QualityOfService.ExactlyOnce)
        {
            await peer.SendAsync(Message(qos, 9) with { Duplicate = true }, new PubRel(9));
            await peer.ReadAsync<PubRec>(); // known, hence not handed over again
            await peer.ReadAsync<PubComp>();
        }
        await client.PublishAsync("end", new byte[1], QualityOfService.AtMostOnce, Patience.Token);
        Assert.Equal("end", (await peer.ReadAsync<Publish>()).Topic);
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_full_queue_holds_the_server_up_and_loses_nothing()
    {
        const int Sent = 300;
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options with { Limits = new ClientLimits { MaxInbound = 4 } });
        _ = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        var sending = peer.SendAsync([.. Enumerable.Range(0, Sent).Select(i => Message(QualityOfService.AtMostOnce, 0) with { Payload = new byte[64 * 1024 + i] })]);
        for (var i = 0; i < Sent; i++)
            Assert.Equal(64 * 1024 + i, (await client.ReceiveAsync(Patience.Token)).Payload.Length);
        await sending;
        await peer.DisposeAsync();
    }

    [Fact]
    public async Task A_ping_without_answer_ends_the_connection()
    {
        var time = new ManualTime();
        await using var broker = new ScriptedBroker();
        var options = broker.Options with { KeepAlive = TimeSpan.FromSeconds(30) };
        await using var client = Client(options, time);
        _ = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        await time.ArmedAsync(due => due == options.KeepAlive);

        time.Advance(options.KeepAlive);
        await peer.ReadAsync<PingReq>();
        var next = time.ArmedAsync(due => due == options.KeepAlive);
        await peer.SendAsync(PingResp.Instance);
        await next;
        time.Advance(options.KeepAlive);
        await peer.ReadAsync<PingReq>();
        await time.ArmedAsync(due => due == options.Limits.PingTimeout);
        time.Advance(options.Limits.PingTimeout);
        var lost = await client.WaitForAsync(state => state.Phase == ClientPhase.WaitingToRetry, Patience.Token);
        Assert.Equal(LossReason.PingTimeout, lost.Loss);
    }

    [Fact]
    public async Task Disconnecting_sends_what_is_queued_and_says_goodbye()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        var connecting = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        await connecting;
        await client.PublishAsync("last", new byte[1], QualityOfService.AtMostOnce, Patience.Token);
        var stopping = client.DisconnectAsync();
        Assert.Equal("last", (await peer.ReadAsync<Publish>()).Topic);
        await peer.ReadAsync<Disconnect>();
        await peer.DisposeAsync();
        await stopping.InTime();
    }

    [Fact]
    public async Task Stopping_ends_every_wait()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        var connecting = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        await connecting;
        var publishing = client.PublishAsync("t", new byte[1], QualityOfService.AtLeastOnce, Patience.Token);
        await peer.ReadAsync<Publish>();
        var subscribing = client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Patience.Token);
        await peer.ReadAsync<Subscribe>();
        await peer.DisposeAsync();
        await client.DisconnectAsync().InTime();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => subscribing);
        await foreach (var message in client.ReceiveAllAsync(Patience.Token))
            Assert.Fail($"nothing was sent, got {message.Topic}");
    }

    [Fact]
    public async Task An_answer_of_the_wrong_kind_is_a_violation()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        _ = client.ConnectAsync(Patience.Token);
        await using var peer = await broker.AcceptAsync();
        _ = client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Patience.Token);
        var asked = await peer.ReadAsync<Subscribe>();
        var lost = client.WaitForAsync(state => state.Phase == ClientPhase.WaitingToRetry, Patience.Token);
        await peer.SendAsync(new UnsubAck(asked.PacketId, []));
        Assert.Equal(LossReason.ProtocolViolation, (await lost).Loss);
    }

    [Fact]
    public async Task A_wildcard_in_a_topic_name_is_the_callers_mistake()
    {
        await using var broker = new ScriptedBroker();
        await using var client = Client(broker.Options);
        await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync("a/#", default, QualityOfService.AtMostOnce, Patience.Token));
    }
}
