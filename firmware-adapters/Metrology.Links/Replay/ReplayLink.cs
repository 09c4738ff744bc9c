using System.Collections.Immutable;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Replay;

/// <summary>
/// Plays a transcript: what is written must be the bytes that were sent then ("replay.mismatch" if not), what is read is what was received then. A silence of
/// the record is a fault of kind Timeout at once ("replay.silence"), so that a replay takes no time; chunks need not be the same.
/// </summary>
public sealed class ReplayLink(IEnumerable<TranscriptEntry> entries) : ILink
{
    private readonly ImmutableArray<TranscriptEntry> entries = [.. entries];
    private readonly Queue<byte> received = new();
    private int at;
    private int sentOfEntry;
    private bool closed;

    public string Address => entries.IsEmpty ? "replay:" : $"replay:{entries[0].Link}";

    /// <summary>Whether every recorded byte was sent and read again.</summary>
    public bool IsAtEnd => at == entries.Length && received.Count == 0;

    public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ThrowIfClosed();
        foreach (var value in bytes.Span)
        {
            LoadReceived();
            if (at == entries.Length || entries[at].Bytes[sentOfEntry] != value)
                throw Mismatch();
            if (++sentOfEntry == entries[at].Bytes.Length)
                (at, sentOfEntry) = (at + 1, 0);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ThrowIfClosed();
        LoadReceived();
        if (received.Count == 0)
            throw new InstrumentFault(FaultKind.Timeout, "replay.silence", new("记录中此处没有应答。", "The record has no answer here."));
        var count = Math.Min(buffer.Length, received.Count);
        for (var i = 0; i < count; i++)
            buffer.Span[i] = received.Dequeue();
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }

    private void ThrowIfClosed()
    {
        if (closed)
            throw LinkFault.Closed(Address);
    }

    private void LoadReceived()
    {
        for (; at < entries.Length && sentOfEntry == 0 && (entries[at].Direction == Direction.Received || entries[at].Bytes.Length == 0); at++)
        {
            foreach (var value in entries[at].Bytes)
                received.Enqueue(value);
        }
    }

    private InstrumentFault Mismatch() => new(FaultKind.Refused, "replay.mismatch", new(
        $"重放与记录不一致：第 {at} 条、第 {sentOfEntry} 个字节处发送的内容不同。", $"The replay departs from the record: entry {at}, byte {sentOfEntry} sent differs."));
}
