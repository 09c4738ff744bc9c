using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>One observation of a record as the bytes of the record say it.</summary>
/// <param name="Bytes">The entry of the transcript that completed its message; null when a person typed it, or no bytes were found.</param>
/// <param name="Said">What the bytes say; null when a person typed it, or they say no such thing.</param>
/// <param name="Difference">From what the record says; null when there is none.</param>
public sealed record ReplayedReading(RecordedObservation Observation, RecordedBytes? Bytes, Reading? Said, BundleDifference? Difference);

/// <summary>The readings of a record from its bytes, in the order of the record.</summary>
public static class TranscriptReplay
{
    private static readonly Refusal NoSources = Refusal.Of(
        "replay.no-sources", "这份记录的格式没有写明报文属于哪种协议（metrology-record/1），不能重放。", "A record of this format does not say in which protocol its bytes are (metrology-record/1); it cannot be replayed.");

    public static Outcome<IReadOnlyList<ReplayedReading>> Of(RecordDocument record, IReadOnlyList<ITranscriptCodec> codecs)
    {
        if (record.Sources is not { } sources)
            return NoSources;
        var check = new TranscriptCheck(record, sources, codecs);
        check.Run();
        return check.Placed().ToArray();
    }
}
