using System.Text;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Foreign;

/// <summary>Our client against a mosquitto broker.</summary>
public sealed class MosquittoBrokerTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("metrology-mqtt-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    static MqttClient Client(int port, string id, Func<MqttClientOptions, MqttClientOptions>? change = null)
    {
        var options = new MqttClientOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ClientId = id,
            BackOff = new BackOff { First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(100) },
        };
        return new MqttClient(change?.Invoke(options) ?? options, TimeProvider.System, new Random(1));
    }

    [Fact]
    public async Task Messages_go_both_ways_at_every_quality()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        var (broker, port) = await Mosquitto.StartBrokerAsync(folder);
        await using var running = broker;
        await using var client = Client(port, "c");
        await client.ConnectAsync(Patience.Token);
        Assert.Equal(ReasonCode.GrantedQos2, await client.SubscribeAsync("t/#", QualityOfService.ExactlyOnce, Patience.Token));
        foreach (var qos in Enum.GetValues<QualityOfService>())
        {
            for (var i = 0; i < 50; i++)
                await client.PublishAsync($"t/{qos}", BitConverter.GetBytes(i), qos, Patience.Token);
            for (var i = 0; i < 50; i++)
            {
                var message = await client.ReceiveAsync(Patience.Token);
                Assert.Equal(($"t/{qos}", qos, i), (message.Topic, message.QualityOfService, BitConverter.ToInt32(message.Payload.Span)));
            }
        }
        await client.UnsubscribeAsync(["t/#"], Patience.Token);
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_after_a_reconnect()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        var (broker, port) = await Mosquitto.StartBrokerAsync(folder);
        await using var running = broker;
        MqttClientOptions Persistent(MqttClientOptions options) => options with { CleanSession = false, AcknowledgeManually = true };
        await using (var first = Client(port, "c", Persistent))
        {
            await first.ConnectAsync(Patience.Token);
            await first.SubscribeAsync("t", QualityOfService.AtLeastOnce, Patience.Token);
            await Mosquitto.PublishAsync(port, "-t", "t", "-m", "one", "-q", "1");
            Assert.False((await first.ReceiveAsync(Patience.Token)).Duplicate);
        }
        await using var second = Client(port, "c", Persistent);
        Assert.True((await second.ConnectAsync(Patience.Token)).SessionPresent);
        var again = await second.ReceiveAsync(Patience.Token);
        Assert.True(again.Duplicate);
        again.Acknowledge();
    }

    [Fact]
    public async Task A_broker_that_restarts_without_memory_gets_the_subscriptions_and_messages_again()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        var (broker, port) = await Mosquitto.StartBrokerAsync(folder);
        await using var first = broker;
        await using var client = Client(port, "c", options => options with { CleanSession = false });
        await client.ConnectAsync(Patience.Token);
        await client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Patience.Token);
        await first.KillAsync();
        await client.WaitForAsync(state => state.Phase == ClientPhase.WaitingToRetry, Patience.Token);
        var sent = client.PublishAsync("t", "kept"u8.ToArray(), QualityOfService.AtLeastOnce, Patience.Token);

        var (again, _) = await Mosquitto.StartBrokerAsync(folder, port);
        await using var second = again;
        await sent;
        Assert.Equal("kept", Encoding.UTF8.GetString((await client.ReceiveAsync(Patience.Token)).Payload.Span));
    }

    [Fact]
    public async Task The_broker_publishes_our_will()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        var (broker, port) = await Mosquitto.StartBrokerAsync(folder);
        await using var running = broker;
        await using var watcher = await Mosquitto.SubscribeAsync(port, "-t", "gone");
        await using var victim = Client(port, "v", options => options with { Will = new Will("gone", "will of v"u8.ToArray()) });
        await victim.ConnectAsync(Patience.Token);
        await using var thief = Client(port, "v"); // the takeover ends the connection of the first without DISCONNECT
        await thief.ConnectAsync(Patience.Token);
        Assert.Equal("will of v", await watcher.ReadUntilAsync("will of v"));
    }
}
