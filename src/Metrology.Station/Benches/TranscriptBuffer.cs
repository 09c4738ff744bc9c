using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>Keeps the bytes of a run until the event they belong to is committed with them, and the answers that were refused until they are counted.</summary>
/// <param name="watch">Sees every entry and refused answer as it comes.</param>
public sealed class TranscriptBuffer(BenchWatch? watch = null) : ITranscriptSink, IRefusedAnswerSink
{
    /// <summary>Entries kept between two events; a bench that talks more than this between events has its oldest idle polling dropped, never an exchange in progress.</summary>
    public const int Capacity = 20_000;

    private readonly Lock gate = new();
    private readonly Queue<TranscriptEntry> entries = new();
    private readonly Queue<RefusedAnswer> refused = new();

    public void Append(TranscriptEntry entry)
    {
        watch?.Saw(entry);
        lock (gate)
        {
            if (entries.Count == Capacity)
                entries.Dequeue();
            entries.Enqueue(entry);
        }
    }

    public void Append(RefusedAnswer answer)
    {
        watch?.Count(answer.Reason);
        lock (gate)
        {
            if (refused.Count < Capacity)
                refused.Enqueue(answer);
        }
    }

    /// <summary>The answers refused since this was last asked.</summary>
    public IReadOnlyList<RefusedAnswer> TakeRefused()
    {
        lock (gate)
        {
            RefusedAnswer[] taken = [.. refused];
            refused.Clear();
            return taken;
        }
    }

    /// <summary>What has gathered so far; it stays until <see cref="Forget"/>.</summary>
    public IReadOnlyList<TranscriptEntry> Gathered()
    {
        lock (gate)
            return [.. entries];
    }

    /// <summary>Drops the entries that are committed.</summary>
    public void Forget(int count)
    {
        lock (gate)
        {
            for (var i = 0; i < count; i++)
                entries.Dequeue();
        }
    }
}
