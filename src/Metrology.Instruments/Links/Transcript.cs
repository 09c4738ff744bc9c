namespace Metrology.Instruments.Links;

/// <summary>The bytes that went over a link, in order, as part of the original record. Elapsed time is monotonic since the link was opened; of a link "station:NAME/…" by the clock of that station.</summary>
public sealed record TranscriptEntry(string Link, long Index, TimeSpan Elapsed, Direction Direction, byte[] Bytes)
{
    /// <summary>How readings are taken from these bytes, one for each instrument that speaks in them; empty when none are.</summary>
    public IReadOnlyList<TranscriptSource> Sources { get; init; } = [];
}

/// <summary>Which codec takes the readings of an instrument from the bytes of a link.</summary>
/// <param name="Codec">Stable name, such as "dlt645-2007".</param>
/// <param name="Instrument">Identity that the readings carry.</param>
/// <param name="Address">How the protocol names the instrument on the link.</param>
public sealed record TranscriptSource(string Codec, string Instrument, string Address)
{
    /// <summary>What the numbers of the instrument mean, where the protocol does not say it: a data file, such as a register map.</summary>
    public string? Map { get; init; }
}

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
