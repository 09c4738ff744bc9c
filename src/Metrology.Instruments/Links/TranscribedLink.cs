namespace Metrology.Instruments.Links;

/// <summary>
/// A link that writes down every byte with the monotonic time since it was opened. Bytes to send are entered before they leave, so that a question always
/// precedes its answer in the record. Where the port is elsewhere (<see cref="IWitnessedLink"/>), bytes and times are those of its witness, and the clock is that of the port.
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
        if (inner is IWitnessedLink elsewhere)
            elsewhere.Witness = (elapsed, direction, bytes) => Append(direction, bytes.Span, elapsed);
        opened = time.GetTimestamp();
        await inner.OpenAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (inner is not IWitnessedLink)
            Append(Direction.Sent, bytes.Span);
        return inner.WriteAsync(bytes, cancellation);
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = await inner.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        if (inner is not IWitnessedLink)
            Append(Direction.Received, buffer.Span[..count]);
        return count;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <param name="elapsed">Null takes the own clock, in the order of the entries.</param>
    private void Append(Direction direction, ReadOnlySpan<byte> bytes, TimeSpan? elapsed = null)
    {
        lock (order)
            sink.Append(new(inner.Address, next++, elapsed ?? time.GetElapsedTime(opened), direction, bytes.ToArray()) { Sources = sources });
    }
}
