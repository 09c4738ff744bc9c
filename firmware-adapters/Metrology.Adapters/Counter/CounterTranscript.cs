using Metrology.Adapters.Roller;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Counter;

/// <summary>The lines of a counter in a record, framed as they were framed when they came.</summary>
internal sealed class CounterTranscript : ITranscriptCodec
{
    private readonly RollerTranscript lines = new();

    public string Name => PulseCounter.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries) => lines.Messages(entries);

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        if (source.Address != PulseCounter.Address)
            return RollerRefusal.NotOfThis;
        var frame = RollerFrame.Parse(message.Span);
        if (frame.Refusal is { } noLine)
            return noLine;
        var reading = PulseCounter.ReadingOf(frame.Value, claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}
