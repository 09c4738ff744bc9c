using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Client;

public class Version5ClientTests
{
    static ConnAck Accepted(params Property[] properties) => new(false, ReasonCode.Success) { Properties = new(properties) };

    [Fact]
    public async Task The_client_keeps_to_what_the_server_states_and_numbers_topics()
    {
        await using var broker = new ScriptedBroker();
        await using var client = new MqttClient(broker.Options with { Version = ProtocolVersion.V5, ClientId = "", SessionExpiry = TimeSpan.FromMinutes(5) }, TimeProvider.System, new Random(1));
        var connecting = client.ConnectAsync(Patience.Token);
        var (peer, connect) = await broker.AcceptAsync(_ => Accepted(
            new NumberProperty(PropertyId.ReceiveMaximum, 2), new NumberProperty(PropertyId.TopicAliasMaximum, 1), new TextProperty(PropertyId.AssignedClientIdentifier, "drawn")));
        Assert.Equal((300u, ""), (connect.Properties.Number(PropertyId.SessionExpiryInterval), connect.ClientId));
        await connecting;
        var sent = new[] { "a", "b", "a" }.Select(topic => client.PublishAsync(topic, new byte[1], QualityOfService.AtLeastOnce, Patience.Token)).ToArray();
        var (one, two) = (await peer.ReadAsync<Publish>(), await peer.ReadAsync<Publish>());
        Assert.Equal(("a", 1u, "b", null), (one.Topic, one.Properties.Number(PropertyId.TopicAlias), two.Topic, two.Properties.Number(PropertyId.TopicAlias)));
        await peer.SendAsync(new PubAck(one.PacketId));
        var three = await peer.ReadAsync<Publish>();
        Assert.Equal(("", 1u), (three.Topic, three.Properties.Number(PropertyId.TopicAlias)));
        await peer.SendAsync(new PubAck(two.PacketId, ReasonCode.QuotaExceeded), new PubAck(three.PacketId));
        Assert.Equal([ReasonCode.Success, ReasonCode.QuotaExceeded, ReasonCode.Success], await Task.WhenAll(sent));

        await peer.SendAsync(new Publish("in", new byte[] { 5 }) { Properties = PropertyList.Of(new NumberProperty(PropertyId.TopicAlias, 3)) }, new Publish("", new byte[] { 6 }) { Properties = PropertyList.Of(new NumberProperty(PropertyId.TopicAlias, 3)) });
        await client.ReceiveAsync(Patience.Token);
        Assert.Equal("in", (await client.ReceiveAsync(Patience.Token)).Topic);

        // The server says why it goes, and the client comes back under the name that it was given.
        var lost = client.WaitForAsync(state => state.Phase == ClientPhase.WaitingToRetry, Patience.Token);
        await peer.SendAsync(new Disconnect(ReasonCode.ServerShuttingDown));
        Assert.Equal((LossReason.ServerDisconnected, ReasonCode.ServerShuttingDown), await lost is var state ? (state.Loss, state.Refusal) : default);
        var (again, second) = await broker.AcceptAsync(_ => Accepted());
        Assert.Equal("drawn", second.ClientId);
        await peer.DisposeAsync();
        await again.DisposeAsync();
    }
}
