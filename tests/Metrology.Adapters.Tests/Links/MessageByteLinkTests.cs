using System.Net;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Mqtt;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Packets;

namespace Metrology.Adapters.Tests.Links;

/// <summary>The contract over a real broker (the product's endpoint) and a bridge that carries a serial line under a topic.</summary>
public sealed class MessageByteLinkTests : LinkContract, IAsyncLifetime
{
    private const string Topic = "bridge/line-1";

    private readonly MqttEndpoint broker = new(
        new() { Listen = new(IPAddress.Loopback, 0), Authenticate = (_, _) => ValueTask.FromResult(AuthenticationOutcome.Accept("anybody")), Authorize = _ => true }, new Everything(), TimeProvider.System);

    protected override string GoneCode => "link.peer-closed";

    public ValueTask InitializeAsync()
    {
        broker.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await broker.DisposeAsync();

    protected override async Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync() => (await StartAsync(), StartAsync);

    protected override async Task<Peer> StartAsync()
    {
        var bridge = await Bridge.ConnectAsync(broker.Port);
        return new(LinkFactory.Of(TimeProvider.System).Create($"mqtt-bytes:127.0.0.1:{broker.Port}/{Topic}").Value, bridge, bridge.DisposeAsync);
    }

    [Fact]
    public async Task A_retained_message_is_history_and_not_read()
    {
        await using var peer = await StartAsync();
        await ((Bridge)peer.Far).RetainAsync("old"u8.ToArray());
        await peer.Link.OpenAsync(CancellationToken.None);
        await peer.Far.WriteAsync("new"u8.ToArray(), CancellationToken.None);
        Assert.Equal("new"u8.ToArray(), await ReceiveAsync(peer.Link, 3));
    }

    [Fact]
    public async Task Without_a_broker_there_is_no_connection()
    {
        var port = broker.Port;
        await broker.DisposeAsync();
        await using var link = LinkFactory.Of(TimeProvider.System).Create($"mqtt-bytes:127.0.0.1:{port}/{Topic}").Value;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<Exception>(() => link.OpenAsync(patience.Token).AsTask());
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.ReadAsync(new byte[1], CancellationToken.None).AsTask());
        Assert.Equal("link.closed", fault.Code);
    }

    /// <summary>An instrument that is played under a topic (`simulate … --link mqtt:`) is the far end of the link of a bench.</summary>
    [Fact]
    public async Task The_far_end_hears_what_is_written_and_is_heard()
    {
        var (address, patience) = ($"mqtt-bytes:127.0.0.1:{broker.Port}/{Topic}", CancellationToken.None);
        await using var far = new MessageByteLink(address, Topic, async cancellation => await MqttLink.ConnectAsync(new() { Host = "127.0.0.1", Port = broker.Port, ClientId = "played" }, TimeProvider.System, new Random(), cancellation), isInstrument: true);
        await far.OpenAsync(patience);
        await using var near = LinkFactory.Of(TimeProvider.System).Create(address).Value;
        await near.OpenAsync(patience);
        await near.WriteAsync("question"u8.ToArray(), patience);
        Assert.Equal("question"u8.ToArray(), await ReceiveAsync(far, 8));
        await far.WriteAsync("answer"u8.ToArray(), patience);
        Assert.Equal("answer"u8.ToArray(), await ReceiveAsync(near, 6));
    }

    [Theory]
    [InlineData("mqtt-bytes:host:1883/a/b", true)]
    [InlineData("mqtt-bytes:host/a", false)]
    [InlineData("mqtt-bytes:host:1883", false)]
    [InlineData("mqtt-bytes:host:1883/", false)]
    [InlineData("mqtt-bytes:host:1883/a/+", false)]
    public void An_address_has_host_port_and_topic(string text, bool good) => Assert.Equal(good ? null : "link.address", LinkFactory.Of(TimeProvider.System).Create(text).Refusal?.Code);

    /// <summary>The far end of the line: what comes under "in" goes to the instrument, what the instrument says goes out under "out".</summary>
    private sealed class Bridge : ILink
    {
        private readonly MqttLink link;
        private readonly CancellationTokenSource stop = new();
        private readonly IAsyncEnumerator<LinkMessage> incoming;
        private ReadOnlyMemory<byte> left;
        private ValueTask<bool>? next;
        private bool gone;

        private Bridge(MqttLink link)
        {
            this.link = link;
            incoming = link.SubscribeAsync($"{Topic}/in", stop.Token).GetAsyncEnumerator();
        }

        public string Address => "far";

        public static async Task<Bridge> ConnectAsync(int port)
        {
            var bridge = new Bridge(await MqttLink.ConnectAsync(new() { Host = "127.0.0.1", Port = port, ClientId = $"bridge-{Guid.NewGuid():N}" }, TimeProvider.System, new Random(), CancellationToken.None));
            bridge.next = bridge.incoming.MoveNextAsync();
            await bridge.link.PublishAsync($"{Topic}/status", "online"u8.ToArray(), CancellationToken.None);
            return bridge;
        }

        public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => link.PublishAsync($"{Topic}/out", bytes, cancellation);

        public async Task RetainAsync(byte[] bytes)
        {
            await using var client = new MqttClient(new() { Host = "127.0.0.1", Port = int.Parse(link.Address.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture), ClientId = "retains" }, TimeProvider.System, new Random());
            await client.ConnectAsync(CancellationToken.None);
            await client.PublishAsync(new Publish($"{Topic}/out", bytes) { QualityOfService = QualityOfService.AtLeastOnce, Retain = true }, CancellationToken.None);
        }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            while (left.IsEmpty)
            {
                Assert.True(await (next ?? incoming.MoveNextAsync()).AsTask().WaitAsync(cancellation));
                next = null;
                left = incoming.Current.Payload;
            }

            var count = Math.Min(buffer.Length, left.Length);
            left[..count].CopyTo(buffer);
            left = left[count..];
            return count;
        }

        /// <summary>As the will of a bridge says it.</summary>
        public async ValueTask DisposeAsync()
        {
            if (gone)
                return;
            gone = true;
            await link.PublishAsync($"{Topic}/status", "offline"u8.ToArray(), CancellationToken.None);
            await stop.CancelAsync();
            await link.DisposeAsync();
        }
    }

    private sealed class Everything : IIngest
    {
        public ValueTask<IngestOutcome> CommitAsync(IReadOnlyList<InboundMessage> batch, CancellationToken cancellation) => ValueTask.FromResult(IngestOutcome.Committed);
    }
}
