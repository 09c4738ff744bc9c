namespace Metrology.Instruments.Links;

/// <summary>The bytes that went over a link, in order, as part of the original record. Elapsed time is monotonic since the link was opened.</summary>
public sealed record TranscriptEntry(string Link, long Index, TimeSpan Elapsed, Direction Direction, byte[] Bytes);

public enum Direction
{
    Sent,
    Received,
}

/// <summary>Takes transcript entries; must not block the link.</summary>
public interface ITranscriptSink
{
    void Append(TranscriptEntry entry);
}
