using System.Diagnostics;
using System.Net;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Mqtt;
using Metrology.Mqtt.Endpoint;

namespace Metrology.Adapters.Tests.Links;

/// <summary>What the contract of links asks of one that carries messages, over a real broker (the product's endpoint): bytes unchanged, cancelling, closing, unplug and replug.</summary>
public sealed class MqttLinkTests : IAsyncLifetime
{
    private static readonly TimeSpan CancellationLimit = TimeSpan.FromMilliseconds(250), Hang = TimeSpan.FromSeconds(20);

    private MqttEndpoint broker = Broker(0);

    public ValueTask InitializeAsync()
    {
        broker.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await broker.DisposeAsync();

    private static MqttEndpoint Broker(int port) => new(
        new() { Listen = new(IPAddress.Loopback, port), Authenticate = (_, _) => ValueTask.FromResult(AuthenticationOutcome.Accept("anybody")), Authorize = _ => true }, new Everything(), TimeProvider.System);

    private Task<MqttLink> ConnectAsync(string name) =>
        MqttLink.ConnectAsync(new() { Host = "127.0.0.1", Port = broker.Port, ClientId = name }, TimeProvider.System, new Random(7), CancellationToken.None);

    /// <summary>A subscription that holds: the link has heard itself.</summary>
    private static async Task<IAsyncEnumerator<LinkMessage>> SubscribedAsync(MqttLink link, CancellationToken cancellation = default)
    {
        var messages = link.SubscribeAsync("line/+", cancellation).GetAsyncEnumerator(CancellationToken.None);
        var first = messages.MoveNextAsync().AsTask();
        await link.PublishAsync("line/ready", ReadOnlyMemory<byte>.Empty, CancellationToken.None);
        Assert.True(await first.WaitAsync(Hang));
        Assert.Equal("line/ready", messages.Current.Topic);
        return messages;
    }

    [Fact]
    public async Task Bytes_of_every_value_pass_unchanged_and_in_order_in_both_directions()
    {
        await using var near = await ConnectAsync("near");
        await using var far = await ConnectAsync("far");
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        foreach (var (from, to) in new[] { (near, far), (far, near) })
        {
            await using var messages = await SubscribedAsync(to);
            await from.PublishAsync("line/a", all, CancellationToken.None);
            await from.PublishAsync("other/a", new byte[] { 9 }, CancellationToken.None);
            await from.PublishAsync("line/b", new byte[] { 1 }, CancellationToken.None);
            Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(Hang));
            Assert.Equal(("line/a", false), (messages.Current.Topic, messages.Current.Retained));
            Assert.Equal(all, messages.Current.Payload.ToArray());
            Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(Hang));
            Assert.Equal("line/b", messages.Current.Topic);
        }
    }

    [Fact]
    public async Task Cancelling_a_subscription_takes_effect_within_the_limit_and_the_link_goes_on()
    {
        await using var link = await ConnectAsync("near");
        using var cancel = new CancellationTokenSource();
        var messages = await SubscribedAsync(link, cancel.Token);
        var waiting = messages.MoveNextAsync().AsTask();
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Hang));
        Assert.True(clock.Elapsed < CancellationLimit, $"took {clock.Elapsed}");
        await using var again = await SubscribedAsync(link);
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        await using var link = await ConnectAsync("near");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => link.PublishAsync("line/a", new byte[] { 1 }, new(canceled: true)).AsTask());
    }

    [Fact]
    public async Task Closing_ends_what_waits_and_a_closed_link_refuses_to_work()
    {
        var link = await ConnectAsync("near");
        var messages = await SubscribedAsync(link);
        var waiting = messages.MoveNextAsync().AsTask();
        var clock = Stopwatch.StartNew();
        await link.DisposeAsync();
        await link.DisposeAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"took {clock.Elapsed}");
        Assert.False(await waiting.WaitAsync(Hang));
        Assert.Equal("link.closed", (await Assert.ThrowsAsync<InstrumentFault>(() => link.PublishAsync("line/a", new byte[] { 1 }, CancellationToken.None).AsTask())).Code);
    }

    [Fact]
    public async Task A_broker_that_comes_back_is_reached_by_the_same_link_and_its_subscriptions_hold_again()
    {
        await using var near = await ConnectAsync("near");
        await using var messages = await SubscribedAsync(near);
        var port = broker.Port;
        await broker.DisposeAsync();
        broker = Broker(port);
        broker.Start();
        // Waits for the connection, and the subscription goes before it.
        await near.PublishAsync("line/back", new byte[] { 7 }, CancellationToken.None).AsTask().WaitAsync(Hang);
        Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(Hang));
        Assert.Equal("line/back", messages.Current.Topic);
    }

    [Fact]
    public async Task Without_a_broker_there_is_no_connection()
    {
        var port = broker.Port;
        await broker.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            MqttLink.ConnectAsync(new() { Host = "127.0.0.1", Port = port, ClientId = "alone" }, TimeProvider.System, new Random(7), patience.Token));
    }

    private sealed class Everything : IIngest
    {
        public ValueTask<IngestOutcome> CommitAsync(IReadOnlyList<InboundMessage> batch, CancellationToken cancellation) => ValueTask.FromResult(IngestOutcome.Committed);
    }
}
