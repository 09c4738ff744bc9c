using System.Threading.Channels;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Mqtt;

/// <summary>
/// Bytes of a serial line over messages, as bridges carry them: what is written is published under BASE/in, what the instrument says comes under BASE/out, and "offline" under BASE/status
/// (the will of the bridge) is a peer that went away. A retained message is history and no byte of it is read. Faults: those of MQTT, "link.peer-closed", "link.closed".
/// </summary>
/// <param name="connect">Gives the connection on opening; the link disposes it.</param>
/// <param name="isInstrument">The far end: it hears what is written and speaks what the instrument says.</param>
public sealed class MessageByteLink(string address, string topic, Func<CancellationToken, Task<IMessageLink>> connect, bool isInstrument = false) : ILink
{
    public const string Scheme = "mqtt-bytes";

    /// <summary>What a bridge has its broker say when it goes away.</summary>
    public static (string Topic, byte[] Payload) WillOf(string topic) => ($"{topic}/{Status}", Offline);

    private readonly string spoken = isInstrument ? Outward : Inward, heard = isInstrument ? Inward : Outward;

    /// <summary>Bytes of one message.</summary>
    private const int Piece = 16 * 1024;

    private const string Inward = "in", Outward = "out", Status = "status";

    private static readonly byte[] Offline = "offline"u8.ToArray();

    private readonly Channel<byte[]> received = Channel.CreateUnbounded<byte[]>(new() { SingleWriter = true });
    private readonly CancellationTokenSource ending = new();
    private IMessageLink? messages;
    private Task listening = Task.CompletedTask;
    private ReadOnlyMemory<byte> left;
    private volatile InstrumentFault? gone;
    private int closings;

    public string Address => address;

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (messages is not null)
            throw new InvalidOperationException($"{Address} is open already");
        messages = await connect(cancellation).ConfigureAwait(false);
        listening = ListenAsync(messages.SubscribeAsync($"{topic}/+", ending.Token));
        // A broker takes what one connection sends in order: once it acknowledges this, the subscription before it holds.
        await messages.PublishAsync($"{topic}/{spoken}", ReadOnlyMemory<byte>.Empty, cancellation).ConfigureAwait(false);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var link = Open;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellation);
        try
        {
            for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Piece, bytes.Length)..])
                await link.PublishAsync($"{topic}/{spoken}", bytes[..Math.Min(Piece, bytes.Length)], either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (gone is not null && !cancellation.IsCancellationRequested)
        {
            throw Ended();
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (messages is null)
            throw LinkFault.Closed(Address);
        while (left.IsEmpty)
        {
            try
            {
                left = await received.Reader.ReadAsync(cancellation).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                throw Ended();
            }
        }

        var count = Math.Min(buffer.Length, left.Length);
        left[..count].CopyTo(buffer);
        left = left[count..];
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        if (messages is not { } link || Interlocked.Exchange(ref closings, 1) == 1)
            return;
        gone = LinkFault.Closed(Address);
        await EndAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private IMessageLink Open => gone is not null ? throw Ended() : messages ?? throw LinkFault.Closed(Address);

    private InstrumentFault Ended() => gone is { Code: "link.closed" } or null ? LinkFault.Closed(Address) : LinkFault.PeerClosed(Address);

    private async Task ListenAsync(IAsyncEnumerable<LinkMessage> incoming)
    {
        try
        {
            await foreach (var message in incoming.ConfigureAwait(false))
            {
                if (message.Topic == $"{topic}/{heard}" && !message.Retained && !message.Payload.IsEmpty)
                    received.Writer.TryWrite(message.Payload.ToArray());
                else if (!isInstrument && message.Topic == $"{topic}/{Status}" && message.Payload.Span.SequenceEqual(Offline))
                {
                    gone = LinkFault.PeerClosed(Address);
                    await EndAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task EndAsync()
    {
        received.Writer.TryComplete();
        await ending.CancelAsync().ConfigureAwait(false);
    }
}
