using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Topics;

namespace Metrology.Links.Mqtt;

/// <summary>Messages over MQTT with the in-tree client: at least once both ways, reconnecting by itself.</summary>
public sealed class MqttLink : IMessageLink
{
    /// <summary>Messages a slow reader may leave unread; then the socket is not read, and nothing is dropped.</summary>
    private const int Unread = 256;

    private readonly MqttClient client;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<long, Reader> readers = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Task pumping;
    private long lastReader;
    private int closings;

    private MqttLink(string address, MqttClient client, TimeProvider clock)
    {
        Address = address;
        this.client = client;
        this.clock = clock;
        pumping = Task.Run(PumpAsync);
    }

    /// <summary>Begins to connect; publications and subscriptions wait for the connection.</summary>
    public static MqttLink Open(MqttClientOptions options, TimeProvider clock, Random jitter)
    {
        var client = new MqttClient(options, clock, jitter);
        _ = client.ConnectAsync(CancellationToken.None);
        return new(AddressOf(options), client, clock);
    }

    public string Address { get; }

    /// <exception cref="InstrumentFault">The broker refused, or did not answer in time.</exception>
    public static async Task<MqttLink> ConnectAsync(MqttClientOptions options, TimeProvider clock, Random jitter, CancellationToken cancellation)
    {
        var address = AddressOf(options);
        var client = new MqttClient(options, clock, jitter);
        try
        {
            using var limit = new CancellationTokenSource(options.Limits.ConnectTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            var state = await client.ConnectAsync(either.Token);
            if (state.Phase == ClientPhase.Connected)
                return new(address, client, clock);
            await client.DisposeAsync();
            throw MqttFaults.Refused(address, state.Refusal);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await client.DisposeAsync();
            throw MqttFaults.NoAnswer(address);
        }
    }

    public async ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        if (IsClosed)
            throw LinkFault.Closed(Address);
        var answer = await client.PublishAsync(topic, payload, QualityOfService.AtLeastOnce, cancellation);
        if (answer.IsFailure())
            throw MqttFaults.Refused(Address, answer);
    }

    public async IAsyncEnumerable<LinkMessage> SubscribeAsync(string topicFilter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (IsClosed)
            throw LinkFault.Closed(Address);
        var id = Interlocked.Increment(ref lastReader);
        var reader = new Reader(topicFilter, Channel.CreateBounded<LinkMessage>(Unread));
        readers[id] = reader;
        try
        {
            var answer = await client.SubscribeAsync(topicFilter, QualityOfService.AtLeastOnce, cancellation);
            if (answer.IsFailure())
                throw MqttFaults.Refused(Address, answer);
            await foreach (var message in reader.Messages.Reader.ReadAllAsync(cancellation))
                yield return message;
        }
        finally
        {
            readers.TryRemove(id, out _);
        }
    }

    private bool IsClosed => Volatile.Read(ref closings) > 0;

    /// <summary>Ends every subscription; closing twice is closing once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref closings) > 1)
            return;
        await closing.CancelAsync();
        await pumping;
        await client.DisposeAsync();
        closing.Dispose();
    }

    private static string AddressOf(MqttClientOptions options) => $"mqtt:{options.Host}:{options.Port}";

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var message in client.ReceiveAllAsync(closing.Token))
            {
                var received = new LinkMessage(message.Topic, message.Payload, message.Retain, clock.GetUtcNow());
                foreach (var reader in readers.Values.Where(reader => Topic.Matches(reader.Filter, message.Topic)))
                    await reader.Messages.Writer.WriteAsync(received, closing.Token);
            }
        }
        catch (OperationCanceledException)
        {
            foreach (var reader in readers.Values)
                reader.Messages.Writer.TryComplete();
        }
    }

    private sealed record Reader(string Filter, Channel<LinkMessage> Messages);
}
