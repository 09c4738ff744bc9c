using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>
/// Keeps the bytes of a run until they are committed, with the event they belong to or, when they become many, before it; and the answers that were refused until they are counted.
/// Bounded by bytes. What does not fit is missing from the record, where the index of its link says so (<see cref="MissingBytes"/>).
/// </summary>
/// <param name="watch">Sees every entry and refused answer as it comes.</param>
/// <param name="time">Of the elapsed times.</param>
/// <param name="since">How long the run has had its instruments before; its elapsed times go on from here.</param>
public sealed class TranscriptBuffer(BenchWatch? watch = null, TimeProvider? time = null, TimeSpan since = default) : ITranscriptSink, IRefusedAnswerSink
{
    /// <summary>Bytes of memory that a run may wait with, those of its entries themselves included. A bench on which this much gathers before a store takes it loses its oldest.</summary>
    public const int MostOfRun = 8 << 20;

    /// <summary>From here on the store is asked to take what there is.</summary>
    public const int MuchOfRun = 128 << 10;

    /// <summary>What people are shown of a trial or a command; what comes after it is counted.</summary>
    public const int MostOfTrial = 32 << 10;

    private const int Entry = 128, MostRefused = 20_000;
    private const string Messages = "mqtt:";

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly long began = (time ?? TimeProvider.System).GetTimestamp();
    private readonly Lock gate = new();
    private readonly Queue<TranscriptEntry> entries = new();
    private readonly Queue<RefusedAnswer> refused = new();
    private readonly Dictionary<string, TimeSpan> openings = [];
    private readonly SemaphoreSlim much = new(0, 1);
    private long first, size;

    /// <summary>The first bytes are kept and later ones counted, for people to look at.</summary>
    public static TranscriptBuffer OfTrial(BenchWatch? watch = null) => new(watch) { KeepsFirst = true };

    private bool KeepsFirst { get; init; }

    private int Most => KeepsFirst ? MostOfTrial : MostOfRun;

    /// <summary>One commit of bytes at a time.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Bytes that are not kept.</summary>
    public long Dropped { get; private set; }

    public void Append(TranscriptEntry entry)
    {
        watch?.Saw(entry);
        lock (gate)
        {
            if (KeepsFirst && (Dropped > 0 || size + Cost(entry) > Most))
            {
                Dropped += entry.Bytes.Length;
                return;
            }

            entries.Enqueue(entry with { Elapsed = OpenedAt(entry) + entry.Elapsed });
            size += Cost(entry);
            while (size > Most && entries.Count > 1)
                Dropped += Take().Bytes.Length;
            if (!KeepsFirst && size >= MuchOfRun && much.CurrentCount == 0)
                much.Release();
        }
    }

    public void Append(RefusedAnswer answer)
    {
        watch?.Count(answer.Reason);
        lock (gate)
        {
            if (refused.Count < MostRefused)
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

    /// <summary>Waits until much has gathered since it was last asked.</summary>
    public Task WaitForMuchAsync(CancellationToken cancellation) => much.WaitAsync(cancellation);

    /// <summary>What has gathered so far; it stays until <see cref="Forget"/>.</summary>
    public GatheredBytes Gathered()
    {
        lock (gate)
            return new([.. entries], first + entries.Count);
    }

    /// <summary>Drops what is committed.</summary>
    public void Forget(GatheredBytes committed)
    {
        lock (gate)
        {
            while (first < committed.End)
                Take();
        }
    }

    private static long Cost(TranscriptEntry entry) => Entry + entry.Bytes.Length;

    private TranscriptEntry Take()
    {
        var entry = entries.Dequeue();
        first++;
        size -= Cost(entry);
        return entry;
    }

    /// <summary>When the link was opened, by the time of the run. Index 0 is a link that was opened anew; all messages are counted as one link.</summary>
    private TimeSpan OpenedAt(TranscriptEntry entry)
    {
        var link = entry.Link.StartsWith(Messages, StringComparison.Ordinal) ? Messages : entry.Link;
        if (entry.Index > 0 && openings.TryGetValue(link, out var opened))
            return opened;
        var now = since + time.GetElapsedTime(began);
        return openings[link] = now > entry.Elapsed ? now - entry.Elapsed : TimeSpan.Zero;
    }
}

/// <param name="End">Entries of the buffer up to here, those dropped included.</param>
public sealed record GatheredBytes(IReadOnlyList<TranscriptEntry> Entries, long End);
