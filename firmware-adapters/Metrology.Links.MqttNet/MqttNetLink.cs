using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Metrology.Links.MqttNet;

/// <summary>
/// Messages over a broker with MQTTnet, QoS 1. Connects when first used and again, with its subscriptions, after a lost connection. A message is acknowledged to
/// the broker once it stands in the queue of every subscriber. Faults: "mqtt.no-connection", "mqtt.refused".
/// </summary>
public sealed class MqttNetLink : IMessageLink
{
    /// <summary>A subscriber that does not read holds the broker back instead of losing messages.</summary>
    private const int Backlog = 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);

    private readonly MqttClientOptions options;
    private readonly TimeProvider time;
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly SemaphoreSlim lifecycle = new(1);
    private readonly CancellationTokenSource stop = new();
    private ImmutableList<Subscription> subscriptions = [];

    public MqttNetLink(string host, int port, string clientId, TimeProvider time)
        : this($"mqtt:{host}:{port}", new MqttClientOptionsBuilder().WithTcpServer(host, port).WithClientId(clientId).WithCleanStart().Build(), time)
    {
    }

    /// <summary>For a broker that wants credentials or TLS.</summary>
    public MqttNetLink(string address, MqttClientOptions options, TimeProvider time)
    {
        (Address, this.options, this.time) = (address, options, time);
        client.ApplicationMessageReceivedAsync += TakeAsync;
        client.DisconnectedAsync += lost =>
        {
            // Not awaited: the event runs inside the client, which cannot connect before it returns.
            _ = Task.Run(ReconnectAsync);
            return Task.CompletedTask;
        };
    }

    public string Address { get; }

    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        await ConnectAsync(cancellation).ConfigureAwait(false);
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic).WithPayload(payload.ToArray()).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        MqttClientPublishResult result;
        try
        {
            result = await client.PublishAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (MqttCommunicationException error)
        {
            throw NoConnection(error);
        }

        if (!result.IsSuccess)
            throw Refused(result.ReasonCode.ToString());
    }

    public async IAsyncEnumerable<LinkMessage> SubscribeAsync(string topicFilter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var subscription = new Subscription(topicFilter, Channel.CreateBounded<LinkMessage>(Backlog));
        ImmutableInterlocked.Update(ref subscriptions, list => list.Add(subscription));
        try
        {
            await ConnectAsync(cancellation).ConfigureAwait(false);
            await AskForAsync(topicFilter, cancellation).ConfigureAwait(false);
            await foreach (var message in subscription.Messages.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return message;
        }
        finally
        {
            ImmutableInterlocked.Update(ref subscriptions, list => list.Remove(subscription));
            subscription.Messages.Writer.TryComplete();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        foreach (var subscription in subscriptions)
            subscription.Messages.Writer.TryComplete();
        await client.TryDisconnectAsync().ConfigureAwait(false);
        client.Dispose();
    }

    private async ValueTask ConnectAsync(CancellationToken cancellation)
    {
        if (client.IsConnected)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, cancellation);
        await lifecycle.WaitAsync(either.Token).ConfigureAwait(false);
        try
        {
            if (client.IsConnected)
                return;
            var result = await client.ConnectAsync(options, either.Token).ConfigureAwait(false);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
                throw Refused(result.ResultCode.ToString());
            foreach (var filter in subscriptions.Select(subscription => subscription.Filter).Distinct())
                await AskForAsync(filter, either.Token).ConfigureAwait(false);
        }
        catch (MqttCommunicationException error)
        {
            throw NoConnection(error);
        }
        finally
        {
            lifecycle.Release();
        }
    }

    private async Task AskForAsync(string filter, CancellationToken cancellation)
    {
        var result = await client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, cancellation).ConfigureAwait(false);
        if (result.Items.Any(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
            throw Refused(filter);
    }

    private async Task ReconnectAsync()
    {
        for (var pause = FirstPause; !stop.IsCancellationRequested && !client.IsConnected; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await Task.Delay(pause, time, stop.Token).ConfigureAwait(false);
                await ConnectAsync(stop.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is InstrumentFault or OperationCanceledException or ObjectDisposedException)
            {
                // Not yet, or no more.
            }
        }
    }

    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs arrived)
    {
        var message = new LinkMessage(
            arrived.ApplicationMessage.Topic, arrived.ApplicationMessage.Payload.ToArray(), arrived.ApplicationMessage.Retain, time.GetUtcNow());
        foreach (var subscription in subscriptions)
        {
            if (MqttTopicFilterComparer.Compare(message.Topic, subscription.Filter) != MqttTopicFilterCompareResult.IsMatch)
                continue;
            try
            {
                await subscription.Messages.Writer.WriteAsync(message, stop.Token).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                // Unsubscribed meanwhile.
            }
        }
    }

    private InstrumentFault NoConnection(Exception cause) => new(FaultKind.Unreachable, "mqtt.no-connection", new(
        $"{Address}：无法连接消息服务器。", $"{Address}: no connection to the broker."), cause);

    private InstrumentFault Refused(string what) => new(FaultKind.Refused, "mqtt.refused", new(
        $"{Address}：消息服务器拒绝（{what}）。", $"{Address}: the broker refused ({what})."));

    private sealed record Subscription(string Filter, Channel<LinkMessage> Messages);
}
