using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Metrology.Links.Station;

/// <summary>
/// One line between a server and a station: messages over a WebSocket, each sealed (AES-GCM) under a key of its direction and the number of the message. A message that was changed, left out, sent twice or is of another
/// line does not open, and that ends the line: whatever stands between, a proxy that ends TLS too, reads and adds nothing.
/// </summary>
public sealed class StationLine : IAsyncDisposable
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    private const int NonceBytes = 12, TagBytes = 16;

    /// <summary>The other side reads what was sent before and ends the line itself; one that is gone is not waited for.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>Messages that came and were not read; the windows of both directions keep it far below.</summary>
    private const int MostWaiting = 4096;

    private readonly WebSocket socket;
    private readonly AesGcm sealing;
    private readonly AesGcm opening;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Channel<LineMessage> received = Channel.CreateBounded<LineMessage>(new BoundedChannelOptions(MostWaiting) { SingleWriter = true });
    private readonly CancellationTokenSource ending = new();
    private long sent;
    private int closings;

    /// <param name="own">Key of what this side sends.</param>
    /// <param name="other">Key of what the other side sends.</param>
    public StationLine(WebSocket socket, byte[] own, byte[] other)
    {
        this.socket = socket;
        (sealing, opening) = (new(own, TagBytes), new(other, TagBytes));
        // Always reading: only so is it noticed that the other side is gone.
        Completion = ListenAsync();
    }

    /// <summary>Ends with the line.</summary>
    public Task Completion { get; }

    /// <summary>What the other side says, in order; ends with the line.</summary>
    public ChannelReader<LineMessage> Received => received.Reader;

    /// <summary>Cannot be cancelled: half a message would end the line. Whoever will not wait leaves the task alone.</summary>
    /// <exception cref="WebSocketException">The line has ended.</exception>
    public async Task SendAsync(LineMessage message)
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Volatile.Read(ref closings) == 1)
                throw new WebSocketException(WebSocketError.InvalidState);
            var plain = message.ToBytes();
            var sealedBytes = new byte[plain.Length + TagBytes];
            sealing.Encrypt(Nonce(sent++), plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
            await socket.SendAsync(sealedBytes, WebSocketMessageType.Binary, true, ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely, error);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Ends the line at once.</summary>
    public void End()
    {
        ending.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closings, 1) == 1)
            return;
        if (!Completion.IsCompleted)
            await CloseAsync().WaitAsync(CloseLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
        // A sender may hold the turn until the socket fails under it.
        await turn.WaitAsync().ConfigureAwait(false);
        sealing.Dispose();
        opening.Dispose();
    }

    private async Task CloseAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }

        await Completion.ConfigureAwait(false);
    }

    private async Task ListenAsync()
    {
        await Task.Yield();
        var buffer = new byte[LineMessage.HeadBytes + LineMessage.LargestBody + TagBytes];
        try
        {
            for (var number = 0L; await WholeAsync(buffer).ConfigureAwait(false) is { } length; number++)
            {
                if (length < TagBytes)
                    return;
                var plain = new byte[length - TagBytes];
                opening.Decrypt(Nonce(number), buffer.AsSpan(0, plain.Length), buffer.AsSpan(plain.Length, TagBytes), plain);
                if (LineMessage.Parse(plain) is not { } message || !received.Writer.TryWrite(message))
                    return;
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or CryptographicException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The line is over; who reads sees its end.
        }
        finally
        {
            received.Writer.TryComplete();
            socket.Abort();
            socket.Dispose();
        }
    }

    /// <summary>Length of the next message; null at the end, also when it is longer than any may be.</summary>
    private async Task<int?> WholeAsync(byte[] buffer)
    {
        for (var length = 0; length < buffer.Length;)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), ending.Token).ConfigureAwait(false);
            if (part.MessageType != WebSocketMessageType.Binary)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return length;
        }

        return null;
    }

    private static byte[] Nonce(long number)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64LittleEndian(nonce, number);
        return nonce;
    }
}
