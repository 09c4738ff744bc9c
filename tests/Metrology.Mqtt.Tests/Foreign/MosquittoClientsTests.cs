using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Foreign;

/// <summary>mosquitto_pub and mosquitto_sub against our endpoint.</summary>
public class MosquittoClientsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Messages_go_through_at_every_quality(int qos)
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        await using var subscriber = await Mosquitto.SubscribeAsync(endpoint.Endpoint.Port, "-i", "s", "-t", "dev/+/up", "-q", $"{qos}");
        var (exit, error) = await Mosquitto.PublishAsync(endpoint.Endpoint.Port, "-i", "p", "-t", "dev/1/up", "-m", "读数 1.23", "-q", $"{qos}");
        Assert.Equal((0, ""), (exit, error));

        await subscriber.ReadUntilAsync($"received PUBLISH (d0, q{qos}, r0");
        Assert.Equal("读数 1.23", await subscriber.ReadUntilAsync("1.23"));
        var message = Assert.Single(await endpoint.Ingest.NextBatchAsync());
        Assert.Equal((QualityOfService)qos, message.QualityOfService);
    }

    [Fact]
    public async Task Many_lines_arrive_in_order()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        var (exit, _) = await Mosquitto.PublishAsync(endpoint.Endpoint.Port, "-t", "a", "-m", "x", "-q", "2", "--repeat", "100");
        Assert.Equal(0, exit);
        Assert.Equal(100, endpoint.Ingest.Committed.Count);
    }

    [Fact]
    public async Task A_retained_message_meets_a_late_subscriber()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        await Mosquitto.PublishAsync(endpoint.Endpoint.Port, "-t", "state", "-m", "on", "-r", "-q", "1");
        await using var subscriber = await Mosquitto.SubscribeAsync(endpoint.Endpoint.Port, "-t", "state", "-q", "1");
        await subscriber.ReadUntilAsync("received PUBLISH (d0, q1, r1");
    }

    [Fact]
    public async Task A_killed_program_leaves_its_will()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        await using var watcher = await Mosquitto.SubscribeAsync(endpoint.Endpoint.Port, "-i", "w", "-t", "gone");
        await using var victim = await Mosquitto.SubscribeAsync(
            endpoint.Endpoint.Port, "-i", "v", "-t", "x", "--will-topic", "gone", "--will-payload", "victim");
        await victim.KillAsync();
        Assert.Equal("victim", await watcher.ReadUntilAsync("victim"));
    }

    [Fact]
    public async Task A_persistent_subscriber_finds_what_came_while_it_was_away()
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        string[] arguments = ["-i", "s", "-c", "-t", "a", "-q", "1"];
        await using (var first = await Mosquitto.SubscribeAsync(endpoint.Endpoint.Port, arguments))
            await first.KillAsync();
        await endpoint.NextClosedAsync();
        await Mosquitto.PublishAsync(endpoint.Endpoint.Port, "-t", "a", "-m", "meanwhile", "-q", "1");
        await using var second = Mosquitto.Subscribe(endpoint.Endpoint.Port, arguments);
        Assert.Equal("meanwhile", await second.ReadUntilAsync("meanwhile"));
    }

    [Theory]
    [InlineData("rogue", "-V", "mqttv311")]
    [InlineData("anybody", "-V", "mqttv31")]
    public async Task A_refusal_is_understood(string user, params string[] arguments)
    {
        Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");
        await using var endpoint = TestEndpoint.Start();
        var (exit, error) = await Mosquitto.PublishAsync(endpoint.Endpoint.Port, ["-t", "a", "-m", "b", "-q", "1", "-u", user, "-P", "x", .. arguments]);
        Assert.NotEqual(0, exit);
        Assert.Contains("refused", error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(CloseReason.Refused, (await endpoint.NextClosedAsync()).Reason);
        Assert.False(endpoint.Ingest.HasBatch);
    }
}
