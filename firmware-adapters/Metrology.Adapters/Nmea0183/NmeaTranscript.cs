using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Nmea0183;

/// <summary>The sentences of a clock in a record. Nothing is sent, so nothing but an opening begins the framing anew.</summary>
internal sealed class NmeaTranscript : ITranscriptCodec
{
    public string Name => NmeaClock.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new NmeaFramer();
        foreach (var entry in entries.Where(entry => entry.IsReceived))
        {
            if (entry.Index == 0)
                framer.Reset();
            foreach (var sentence in framer.Push(entry.Bytes.Span))
                yield return new(entry.Position, sentence.Raw);
        }
    }

    /// <summary>The instant of the station at which it came stands in the reading; the sentence says what the satellites had then.</summary>
    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var sentence = NmeaSentence.Parse(message.Span);
        if (sentence.Refusal is { } none)
            return none;
        if (claimed.Measurand != Measurands.ClockOffset)
            return NmeaRefusal.NoTime;
        var reading = sentence.Value.Reading(claimed.Instrument, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}

/// <summary>Sentences written as hexadecimal text.</summary>
public static class NmeaText
{
    /// <summary>Describes every sentence and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(bytes.Value, NmeaSentence.Look, sentence => Describe(NmeaSentence.Of(sentence.Span)), gap => NmeaSentence.Parse(gap.Span).Refusal);
    }

    private static FrameDescription Describe(NmeaSentence sentence)
    {
        FrameFact[] head = [new("sentence", new("语句", "sentence"), sentence.Fields[0])];
        if (sentence.Kind is not (NmeaSentence.Rmc or NmeaSentence.Zda))
            return new(HexText.Of(sentence.Raw.Span), head, [], null);
        var told = sentence.Instant;
        FrameFact[] time = told.IsRefused ? [] : [new("utc", new("协调世界时", "UTC"), told.Value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture))];
        return new(HexText.Of(sentence.Raw.Span), head, time, (sentence.Kind == NmeaSentence.Rmc ? sentence.WhyNotFixed : null) ?? told.Refusal);
    }
}
