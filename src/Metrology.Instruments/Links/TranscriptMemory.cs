namespace Metrology.Instruments.Links;

/// <summary>A transcript kept in memory, for a run that stores it at its end and for replay.</summary>
public sealed class TranscriptMemory : ITranscriptSink
{
    private readonly Lock access = new();
    private readonly List<TranscriptEntry> entries = [];

    public IReadOnlyList<TranscriptEntry> Entries
    {
        get
        {
            lock (access)
                return [.. entries];
        }
    }

    public void Append(TranscriptEntry entry)
    {
        lock (access)
            entries.Add(entry);
    }
}
