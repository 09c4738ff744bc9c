using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>The lines of a roller bench in a record, framed as they were framed when they came.</summary>
internal sealed class RollerTranscript : ITranscriptCodec
{
    public string Name => RollerBench.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new RollerFramer();
        foreach (var entry in entries)
        {
            if (!entry.IsReceived || entry.Index == 0)
                framer.Reset();
            if (!entry.IsReceived)
                continue;
            foreach (var frame in framer.Push(entry.Bytes.Span))
                yield return new(entry.Position, frame.Raw);
        }
    }

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var frame = RollerFrame.Parse(message.Span);
        if (frame.Refusal is { } noLine)
            return noLine;
        if (frame.Value.Verb == RollerVerbs.Count)
        {
            var count = source.Address == RollerLatch.OfRoller ? RollerCount.Of(frame.Value) : RollerRefusal.NotOfThis;
            var counted = count.Refusal is { } noCount ? noCount : count.Value.Reading(claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
            return counted.Refusal is { } wrong ? wrong : new DecodedReading(counted.Value);
        }

        var latch = RollerLatch.Of(frame.Value);
        if (latch.Refusal is { } noLatch)
            return noLatch;
        var reading = latch.Value.Reading(source.Address, claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}
