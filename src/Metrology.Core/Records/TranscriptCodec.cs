using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>A protocol whose bytes in a record can be decoded again. The core knows none: who recomputes hands them in.</summary>
public interface ITranscriptCodec
{
    /// <summary>Stable name, as <see cref="RecordedSource.Codec"/> writes it.</summary>
    string Name { get; }

    /// <summary>Every whole message that an instrument sent over a link.</summary>
    /// <param name="entries">What went over the link, in order.</param>
    IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries);

    /// <summary>What the message says of the measurand of a reading that is said to rest on it, or why it is no such reading.</summary>
    Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed);

    /// <summary>What readings of a source are held to beyond what their message says; null where its protocol has no such rule.</summary>
    IStepRule? RuleOf(RecordedSource source) => null;
}

/// <summary>Holds the readings of one source to their steps: what an instrument signs at a time of its own may be of another.</summary>
public interface IStepRule
{
    /// <summary>A message that came before the next one that is taken; they come in order, and one may come twice.</summary>
    void Passed(ReadOnlyMemory<byte> message);

    /// <summary>Why the message, which says the reading, could not be taken for its step.</summary>
    Refusal? WhyNotTaken(ReadOnlyMemory<byte> message, TakenReading taken);
}

/// <summary>A reading with where in its run it was taken.</summary>
/// <param name="StepBegan">When its step was begun; null before the first event.</param>
public sealed record TakenReading(Reading Reading, Stage Stage, DateTimeOffset? StepBegan);

/// <param name="Position">Place in the transcript of the whole record.</param>
/// <param name="Index">Counts from the opening of the link.</param>
public sealed record TranscribedBytes(int Position, long Index, bool IsReceived, ReadOnlyMemory<byte> Bytes);

/// <param name="Position">Place in the transcript of the entry that completed the message.</param>
/// <param name="Bytes">Those that the hash of a reading is of.</param>
public sealed record TranscribedMessage(int Position, ReadOnlyMemory<byte> Bytes);

/// <summary>A reading as its bytes say it.</summary>
/// <param name="Slack">
/// How far the claimed value may be from this one, in its unit; 0 when the bytes say the value itself. More only for a difference from the clock of the station, whose
/// exact instant is not in the bytes.
/// </param>
public sealed record DecodedReading(Reading Reading, decimal Slack = 0m);
