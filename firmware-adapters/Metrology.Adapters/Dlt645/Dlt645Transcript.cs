using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>The bytes of a DL/T 645-2007 line in a record, framed as they were framed when they came.</summary>
internal sealed class Dlt645Transcript : ITranscriptCodec
{
    public string Name => Dlt645Meter.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new Dlt645Framer();
        foreach (var entry in entries)
        {
            // An exchange forgets what was left over when it asks again, and a line that is opened anew begins anew.
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
        var parsed = Dlt645Parser.Parse(message.Span);
        if (parsed.Refusal is { } noFrame)
            return noFrame;
        var frame = parsed.Value;
        if (!frame.IsReply || frame.Function != Dlt645Function.ReadData)
            return Dlt645Refusal.NotAReply;
        if (frame.IsError)
            return Dlt645Refusal.MeterError(frame.Error ?? 0);
        if (source.Address.Length != frame.Address.Length || !Dlt645Request.Matches(source.Address, frame.Address))
            return Dlt645Refusal.AddressMismatch;
        var reading = Dlt645Reading.Of(frame, claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}
