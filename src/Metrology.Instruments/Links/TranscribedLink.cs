namespace Metrology.Instruments.Links;

/// <summary>
/// A link that writes down every byte with the monotonic time since it was opened. Bytes to send are entered before they leave, so that a question always
/// precedes its answer in the record.
/// </summary>
/// <param name="sources">How readings are taken from the bytes.</param>
public sealed class TranscribedLink(ILink inner, ITranscriptSink sink, TimeProvider time, params TranscriptSource[] sources) : ILink
{
    private readonly Lock order = new();
    private long opened;
    private long next;

    public string Address => inner.Address;

    public TimeSpan CharacterTime => inner.CharacterTime;

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        opened = time.GetTimestamp();
        await inner.OpenAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Append(Direction.Sent, bytes.Span);
        return inner.WriteAsync(bytes, cancellation);
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = await inner.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        Append(Direction.Received, buffer.Span[..count]);
        return count;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Append(Direction direction, ReadOnlySpan<byte> bytes)
    {
        lock (order)
            sink.Append(new(inner.Address, next++, time.GetElapsedTime(opened), direction, bytes.ToArray()) { Sources = sources });
    }
}
